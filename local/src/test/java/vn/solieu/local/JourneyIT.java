package vn.solieu.local;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.solieu.local.Api.Answer;
import vn.solieu.local.Listener.Heard;

/**
 * A department's figure from its file to the portals: nobody sees it before its instant, everybody
 * after it.
 */
@ExtendWith(EndToEndEnvironment.Provider.class)
class JourneyIT {

  private static final int YEAR = 2024;

  /** A figure of the file, and in no other answer. */
  private static final String FIGURE = "1969.9";

  private static final String FIGURE_AS_PUSHED = "1969,9";

  private final EndToEndEnvironment province;
  private final Office office;

  JourneyIT(EndToEndEnvironment province) {
    this.province = province;
    this.office = new Office(province);
  }

  @BeforeAll
  static void definitions(EndToEndEnvironment province) throws Exception {
    province.loadDefinitions();
  }

  @Test
  void aFigureIsSeenByNobodyBeforeItsInstantAndByEverybodyAfterIt() throws Exception {
    String release = office.confirmedRelease(Duration.ofSeconds(20));
    String obligation = office.issue(YEAR);
    Map<String, String> before = publicAnswers(release, UUID.randomUUID());

    // findings, all at once, by row and column; a cell whose row is refused is not missing
    Answer refused =
        office.push(obligation, Sample.text("push/rice-2024-with-errors.csv")).expect(422);
    assertEquals(
        List.of("2 value", "6 value", "7 unit", "9 area", "12 value", "15 season", "20"),
        findings(refused));

    // correction, acceptance by another person, attachment
    JsonNode receipt = office.push(obligation, Office.figures(YEAR)).expect(201).json();
    UUID vintage = UUID.fromString(receipt.get("vintage").asText());
    office.accept(receipt.get("id").asText());
    office.attach(release, vintage.toString());
    office.announceWithTheFigures(release, "Đính chính thành " + FIGURE, "Corrected to " + FIGURE);

    // nothing of it is seen: every answer is byte for byte what it was
    OffsetDateTime instant =
        OffsetDateTime.parse(
            province.stranger().get("/v1/releases/" + release).json().get("scheduledAt").asText());
    assertEquals(before, publicAnswers(release, vintage));
    try (Listener everything = Listener.onAll(province)) {
      assertEquals(List.of(), everything.with(FIGURE));
      assertEquals(List.of(), everything.with(FIGURE_AS_PUSHED));
    }
    assertTrue(
        Instant.now().isBefore(instant.toInstant()), "too slow to have looked before the instant");

    // and from the instant on all of it is
    String figures = "/v1/indicators/example-rice/observations?from=2024&to=2024";
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(2))
        .until(() -> province.stranger().get(figures).body().contains(FIGURE));
    Duration delay = Duration.between(instant.toInstant(), Instant.now());
    System.out.printf("From the release instant to the gateway: %d ms%n", delay.toMillis());
    assertFalse(delay.isNegative());
    assertTrue(delay.compareTo(Duration.ofSeconds(2)) < 0);

    Map<String, String> after = publicAnswers(release, vintage);
    assertTrue(after.get("stranger " + figures + "&format=csv").contains(FIGURE));
    assertTrue(after.get("stranger /v1/releases.ics").contains(release));
    assertTrue(after.get("stranger /v1/releases/" + release).contains("Corrected to " + FIGURE));
    assertTrue(after.get("stranger /v1/publications?limit=1000").contains("{vintage}"));
    try (Listener portal = Listener.on(province, "solieu.public.v1")) {
      await()
          .atMost(Duration.ofSeconds(10))
          .until(
              () ->
                  portal.with(vintage.toString()).stream()
                      .map(Heard::type)
                      .toList()
                      .contains("vn.solieu.indicator.vintage.opened.v1"));
    }
    assertEquals(
        List.of("example"),
        province.stranger().get(figures).json().findValuesAsText("origin").stream()
            .distinct()
            .toList());
  }

  /**
   * That the looks above can fail: with one view whose query does not ask for the opening, they see
   * the figure although nothing was published.
   */
  @Test
  void theSameLooksSeeAFigureOnceAQueryForgetsTheGate() throws Exception {
    String archive = office.archiveRelease(Instant.parse("2023-06-29T02:00:00Z"));
    office.attachToArchive(archive, office.acceptedVintage(2022));
    office.record(archive);
    await().atMost(Duration.ofSeconds(30)).until(() -> office.shows(2022));
    String release = office.confirmedRelease(Duration.ofHours(1));
    String vintage = office.acceptedVintage(2023);
    office.attach(release, vintage);
    Map<String, String> gated = publicAnswers(release, UUID.fromString(vintage));

    Map<String, String> planted;
    try (Connection owner = province.database(Service.INDICATOR);
        PlantedQuery query = PlantedQuery.in(owner)) {
      planted = publicAnswers(release, UUID.fromString(vintage));
    }

    String figures = "stranger /v1/indicators/example-rice/observations";
    assertFalse(gated.get(figures).contains("\"2023\""), gated.get(figures));
    assertTrue(planted.get(figures).contains("\"2023\""), planted.get(figures));
    assertNotEquals(gated, planted);
    assertEquals(gated, publicAnswers(release, UUID.fromString(vintage)));
  }

  /** The view of published figures without its condition, until it is closed. */
  private record PlantedQuery(Connection owner, String view) implements AutoCloseable {

    private static final Pattern OPENING =
        Pattern.compile("LATERAL \\(.*?\\) p\\b", Pattern.DOTALL);

    static PlantedQuery in(Connection owner) throws SQLException {
      try (Statement statement = owner.createStatement();
          ResultSet row =
              statement.executeQuery("select pg_get_viewdef('published_observation'::regclass)")) {
        row.next();
        String view = row.getString(1);
        Matcher opening = OPENING.matcher(view);
        assertTrue(opening.find(), view);
        PlantedQuery planted = new PlantedQuery(owner, view);
        planted.define(
            opening.replaceFirst(
                "LATERAL (select sequence, published_at from publication_applied limit 1) p"));
        return planted;
      }
    }

    private void define(String query) throws SQLException {
      try (Statement statement = owner.createStatement()) {
        statement.execute("create or replace view published_observation as " + query);
      }
    }

    @Override
    public void close() throws SQLException {
      define(view);
    }
  }

  /** Row and column of each finding. */
  private static List<String> findings(Answer refused) {
    List<String> findings = new ArrayList<>();
    for (JsonNode error : refused.json().get("errors")) {
      String cell = error.path("row").asText() + " " + error.path("column").asText();
      findings.add(cell.isBlank() ? "missing" : cell.strip());
    }
    return findings;
  }

  /**
   * What a stranger and another agency get from every route that could tell of figures: state, ETag
   * and body.
   */
  private Map<String, String> publicAnswers(String release, UUID vintage) {
    Map<String, Api> readers =
        Map.of(
            "stranger", province.stranger(),
            "other agency", province.person("nurse", "so-y-te", "reporter", "head"));
    List<String> routes =
        List.of(
            "/v1/indicators/example-rice/observations",
            "/v1/indicators/example-rice/observations?from=2024&to=2024",
            "/v1/indicators/example-rice/observations?from=2024&to=2024&format=csv",
            "/v1/observations?indicator=example-rice&area=P87A&last=1",
            "/v1/observations?indicator=example-rice&level=official&limit=1",
            "/v1/observations?indicator=example-rice&release=" + release,
            "/v1/indicators",
            "/v1/indicators/example-rice",
            "/v1/indicators/example-rice/versions",
            "/v1/indicators?q=lua",
            "/v1/areas?q=dong%20thap",
            "/v1/releases?limit=1000",
            "/v1/releases/" + release,
            "/v1/releases/" + release + "/contents",
            "/v1/releases/" + release + "/history",
            "/v1/releases.ics",
            "/v1/publications?limit=1000",
            "/v1/products",
            "/v1/vintages/" + vintage,
            "/v1/vintages/" + vintage + "/release-check?publishedAt=2026-01-01T00:00:00Z",
            "/v1/obligations",
            "/v1/submissions");
    Map<String, String> answers = new LinkedHashMap<>();
    readers.forEach(
        (reader, api) -> {
          for (String route : routes) {
            Answer answer = api.get(route, "X-Request-Id", "probe");
            answers.put(
                reader + " " + route.replace(vintage.toString(), "{vintage}"),
                "%d %s %s"
                    .formatted(
                        answer.status(),
                        answer.header("ETag").orElse(""),
                        answer.body().replace(vintage.toString(), "{vintage}")));
          }
        });
    return answers;
  }
}
