package vn.solieu.indicator.observation;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static vn.solieu.indicator.observation.House.figure;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.solieu.indicator.observation.House.Indicator;
import vn.solieu.indicator.observation.House.Place;
import vn.solieu.indicator.observation.House.Sent;
import vn.solieu.platform.publication.Publication;
import vn.solieu.testing.InHouse;

/**
 * What the API answers as of any instant is what a list in memory answers, over random histories:
 * revisions, corrections, figures taken back, cells reported no longer, vintages never published,
 * archive releases out of order, several vintages in one release.
 */
@QuarkusTest
@InHouse
class AsOfModelTest {

  private static final Instant START = Instant.parse("2020-01-01T00:00:00Z");
  private static final List<String> PERIODS = List.of("2019-11", "2019-12", "2019-Q4", "2019");
  private static final List<String> LEVELS = List.of("estimate", "preliminary", "official");

  @Inject House house;

  /** A figure as the model keeps it. */
  private record Kept(String cell, @Nullable String value, boolean gone) {}

  private record Published(Instant at, long sequence, int vintage, List<Kept> figures) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void answersAreThoseOfAListInMemory(long seed) {
    Random random = new Random(seed);
    // Half of the instants are used twice: then the sequence decides.
    answersAreThoseOfAListInMemory(seed, random, i -> random.nextInt(8));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void soTheyAreWhenNoReleaseComesOutOfOrder(long seed) {
    answersAreThoseOfAListInMemory(seed, new Random(seed), i -> i * 8 / 12);
  }

  private void answersAreThoseOfAListInMemory(long seed, Random random, IntUnaryOperator hourOf) {
    Indicator indicator = house.indicator();
    List<Place> places = List.of(house.place(), house.place());
    List<Published> model = new ArrayList<>();
    List<Publication> publications = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      Map<Vintage, List<Kept>> contents = new TreeMap<>(Comparator.comparing(Vintage::key));
      for (int v = 0; v <= random.nextInt(3) / 2; v++) {
        push(random, indicator, places, contents);
      }
      if (random.nextInt(5) == 0) {
        continue; // accepted, and never published
      }
      Instant at = START.plus(Duration.ofHours(hourOf.applyAsInt(i)));
      Publication publication =
          house.publish(
              at,
              null,
              contents.keySet().stream()
                  .map(vintage -> vintage.id().toString())
                  .toArray(String[]::new));
      publications.add(publication);
      contents.forEach(
          (vintage, figures) ->
              model.add(new Published(at, publication.sequence(), vintage.key(), figures)));
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

  private void push(
      Random random, Indicator indicator, List<Place> places, Map<Vintage, List<Kept>> contents) {
    Reason reason =
        switch (random.nextInt(6)) {
          case 0 -> Reason.CORRECTION;
          case 1 -> Reason.WITHDRAWN;
          default -> null;
        };
    List<Sent> sent = new ArrayList<>();
    List<Kept> kept = new ArrayList<>();
    boolean gone = random.nextInt(6) == 0;
    for (Place place : places) {
      for (String period : PERIODS) {
        if (random.nextBoolean()) {
          String value = Integer.toString(random.nextInt(1_000));
          String level = LEVELS.get(random.nextInt(3));
          sent.add(figure(indicator, place, period, value).level(level));
          kept.add(
              new Kept(
                  place.id() + " " + period,
                  reason == Reason.WITHDRAWN ? null : value + ".0",
                  gone));
        }
      }
    }
    if (!sent.isEmpty()) {
      Vintage vintage =
          gone
              ? house.pushTombstones(sent.toArray(Sent[]::new))
              : house.push(reason, null, sent.toArray(Sent[]::new));
      if (gone) {
        kept.replaceAll(figure -> new Kept(figure.cell(), null, true));
      }
      contents.put(house.accept(vintage), kept);
    }
  }

  private static Map<String, String> expected(Stream<Published> published) {
    Map<String, String> holding = new TreeMap<>();
    published
        .sorted(
            Comparator.comparing(Published::at)
                .thenComparing(Published::sequence)
                .thenComparing(Published::vintage))
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
