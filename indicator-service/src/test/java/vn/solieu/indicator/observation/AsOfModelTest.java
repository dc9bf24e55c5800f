package vn.solieu.indicator.observation;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static vn.solieu.indicator.observation.ObservationFixtures.figure;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.solieu.indicator.observation.ObservationFixtures.Indicator;
import vn.solieu.indicator.observation.ObservationFixtures.Place;
import vn.solieu.indicator.observation.ObservationFixtures.Sent;
import vn.solieu.platform.publication.Publication;
import vn.solieu.platform.sql.Sql;
import vn.solieu.testing.UseTestEnvironment;

/**
 * What the API answers as of any instant is what a list in memory answers, over random histories:
 * revisions, corrections, figures taken back, cells reported no longer, vintages never published,
 * archive releases out of order, several vintages in one release; and what would put a less
 * complete figure over a more complete one stays closed.
 */
@QuarkusTest
@UseTestEnvironment
class AsOfModelTest {

  private static final Instant START = Instant.parse("2020-01-01T00:00:00Z");
  private static final List<String> PERIODS = List.of("2019-11", "2019-12", "2019-Q4", "2019");
  private static final List<String> LEVELS = List.of("estimate", "preliminary", "official");

  @Inject ObservationFixtures house;
  @Inject ReleaseCheck checks;
  @Inject Sql sql;

  /**
   * A figure as the model keeps it.
   *
   * @param mayLower a correction with a notice
   */
  private record Kept(
      String cell,
      @Nullable String value,
      boolean gone,
      int level,
      @Nullable Integer round,
      boolean mayLower) {

    boolean mayFollow(Kept before) {
      boolean less =
          level < before.level
              || level == before.level
                  && round != null
                  && before.round != null
                  && round < before.round;
      return !less || mayLower || !isShown() || !before.isShown();
    }

    boolean isShown() {
      return !gone && value != null;
    }
  }

  private record Published(Instant at, long sequence, int vintage, List<Kept> figures) {}

  private static final Comparator<Published> IN_ORDER =
      Comparator.comparing(Published::at)
          .thenComparing(Published::sequence)
          .thenComparing(Published::vintage);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void answersAreThoseOfAListInMemory(long seed) {
    answersAreThoseOfAListInMemory(seed, false);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void soTheyAreWhenNoReleaseComesOutOfOrder(long seed) {
    answersAreThoseOfAListInMemory(seed, true);
  }

  private void answersAreThoseOfAListInMemory(long seed, boolean inOrder) {
    Random random = new Random(seed);
    Indicator indicator = house.indicator();
    List<Place> places = List.of(house.place(), house.place());
    List<Published> model = new ArrayList<>();
    List<Publication> publications = new ArrayList<>();
    TreeMap<Vintage, List<Kept>> waiting = new TreeMap<>(Comparator.comparing(Vintage::key));
    for (int i = 0; i < 12; i++) {
      for (int v = 0; v <= random.nextInt(3) / 2; v++) {
        push(random, indicator, places, waiting);
      }
      // Listed, for an instant that may not be the one at which it comes out; some never do.
      Map<Vintage, List<Kept>> contents = new TreeMap<>(waiting.comparator());
      for (Vintage vintage : List.copyOf(waiting.keySet())) {
        if (random.nextInt(3) == 0) {
          list(vintage, random, waiting.keySet());
        }
        if (inOrder || random.nextInt(3) > 0) {
          contents.put(vintage, waiting.remove(vintage));
        }
      }
      // Else half of the instants are used twice: then the sequence decides.
      Instant at = inOrder ? START.plus(Duration.ofHours(i * 8 / 12)) : instant(random).toInstant();
      Publication publication =
          house.publish(
              at,
              null,
              contents.keySet().stream()
                  .map(vintage -> vintage.id().toString())
                  .toArray(String[]::new));
      publications.add(publication);
      List<String> closed = new ArrayList<>();
      contents.forEach(
          (vintage, figures) -> {
            Published one = new Published(at, publication.sequence(), vintage.key(), figures);
            model.add(one);
            if (!isInOrder(model)) {
              model.remove(one);
              closed.add(vintage.id().toString());
            }
          });
      assertEquals(
          closed,
          sql.list(
              """
              select r.content_id from opening_refused r join vintage v on v.id::text = r.content_id
              where r.sequence = ? and r.cause = 'lower-level' order by v.key
              """,
              row -> row.getString(1),
              publication.sequence()),
          "closed in " + publication.sequence() + ", seed " + seed);
    }

    assertEquals(expected(model.stream()), answered(indicator, ""), "now, seed " + seed);
    for (int hour = -1; hour < 9; hour++) {
      Instant asOf = START.plus(Duration.ofHours(hour));
      assertEquals(
          expected(model.stream().filter(published -> !published.at().isAfter(asOf))),
          answered(indicator, "&asOf=" + asOf),
          "as of " + asOf + ", seed " + seed);
    }
    for (Publication publication : publications) {
      Instant at = publication.publishedAt().toInstant();
      assertEquals(
          expected(
              model.stream()
                  .filter(published -> !published.at().isAfter(at))
                  .filter(published -> published.sequence() <= publication.sequence())),
          answered(indicator, "&release=" + publication.releaseId()),
          "release " + publication.sequence() + ", seed " + seed);
    }
  }

  private void list(Vintage vintage, Random random, Set<Vintage> waiting) {
    List<ReleasePlan.Listed> planned =
        waiting.stream()
            .map(other -> new ReleasePlan.Listed(other.id().toString(), "P", instant(random)))
            .toList();
    ReleasePlan plan = new ReleasePlan("R", instant(random), planned, null);
    QuarkusTransaction.requiringNew().run(() -> checks.againstPlan(vintage, plan));
  }

  private static OffsetDateTime instant(Random random) {
    return START.plus(Duration.ofHours(random.nextInt(8))).atOffset(ZoneOffset.UTC);
  }

  private void push(
      Random random, Indicator indicator, List<Place> places, Map<Vintage, List<Kept>> contents) {
    Reason reason =
        switch (random.nextInt(6)) {
          case 0 -> Reason.CORRECTION;
          case 1 -> Reason.WITHDRAWN;
          default -> null;
        };
    String notice = random.nextBoolean() ? "Vì" : null;
    List<Sent> sent = new ArrayList<>();
    List<Kept> kept = new ArrayList<>();
    boolean gone = random.nextInt(6) == 0;
    for (Place place : places) {
      for (String period : PERIODS) {
        if (random.nextBoolean()) {
          String value = Integer.toString(random.nextInt(1_000));
          int level = random.nextInt(LEVELS.size());
          Integer round =
              level == 0 && random.nextBoolean() ? Integer.valueOf(1 + random.nextInt(2)) : null;
          Sent figure = figure(indicator, place, period, value);
          sent.add(level == 0 ? figure.round(round) : figure.level(LEVELS.get(level)));
          kept.add(
              new Kept(
                  place.id() + " " + period,
                  reason == Reason.WITHDRAWN ? null : value + ".0",
                  gone,
                  level,
                  round,
                  reason == Reason.CORRECTION && notice != null));
        }
      }
    }
    if (!sent.isEmpty()) {
      Vintage vintage =
          gone
              ? house.pushTombstones(sent.toArray(Sent[]::new))
              : house.push(reason, notice, sent.toArray(Sent[]::new));
      if (gone) {
        kept.replaceAll(
            figure -> new Kept(figure.cell(), null, true, figure.level(), figure.round(), false));
      }
      contents.put(house.accept(vintage), kept);
    }
  }

  /** The rule itself, over the whole history of every cell. */
  private static boolean isInOrder(List<Published> published) {
    Map<String, Kept> last = new TreeMap<>();
    return published.stream()
        .sorted(IN_ORDER)
        .flatMap(one -> one.figures().stream())
        .allMatch(
            figure -> {
              Kept before = last.put(figure.cell(), figure);
              return before == null || figure.mayFollow(before);
            });
  }

  private static Map<String, String> expected(Stream<Published> published) {
    Map<String, String> holding = new TreeMap<>();
    published
        .sorted(IN_ORDER)
        .flatMap(one -> one.figures().stream())
        .forEach(
            figure -> {
              if (figure.gone()) {
                holding.remove(figure.cell());
              } else {
                holding.put(figure.cell(), String.valueOf(figure.value()));
              }
            });
    return holding;
  }

  private static Map<String, String> answered(Indicator indicator, String more) {
    Response answer = given().get("/v1/observations?format=csv&indicator=" + indicator.id() + more);
    assertEquals(200, answer.statusCode(), answer.asString());
    Map<String, String> figures = new TreeMap<>();
    answer
        .asString()
        .lines()
        .skip(1)
        .map(line -> line.split(",", -1))
        .forEach(
            cells ->
                figures.put(cells[2] + " " + cells[10], cells[11].isEmpty() ? "null" : cells[11]));
    return figures;
  }
}
