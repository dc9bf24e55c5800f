package vn.solieu.local;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The journey of a figure through an installation that runs already, such as that of
 * docker-compose.yml, with tokens of its Keycloak. See {@link Installed} for how to name it.
 */
@EnabledIfSystemProperty(named = "solieu.installed.gateway", matches = "http.*")
class InstalledIT {

  /** Longer than the installation's SOLIEU_SEAL_BEFORE, and time to accept and attach. */
  private static final Duration LEAD =
      Duration.parse(System.getProperty("solieu.installed.lead", "PT6M"));

  /** A year of the example form that nobody has reported yet. */
  private static final int YEAR = Integer.getInteger("solieu.installed.year", 2024);

  private static final String FIGURE = "1969.9";

  @Test
  void aDepartmentsFigureIsSeenFromItsInstantOnAndNotBefore() throws Exception {
    try (Installed installed = new Installed()) {
      installed.loadDefinitions(new Progress(System.out));
      Office office = new Office(installed);
      Api stranger = installed.stranger();
      String figures =
          "/v1/indicators/example-rice/observations?from=%d&to=%d".formatted(YEAR, YEAR);

      assertEquals(401, stranger.post("/v1/submissions").status());
      String obligation = office.issue(YEAR);
      JsonNode findings =
          office.push(obligation, Sample.text("push/rice-2024-with-errors.csv")).expect(422).json();
      assertFalse(findings.get("errors").isEmpty());
      JsonNode receipt = office.push(obligation, Office.figures(YEAR)).expect(201).json();
      String submission = "/v1/submissions/" + receipt.get("id").asText();
      assertEquals(
          403,
          office
              .reporter()
              .post(
                  submission + "/accept",
                  "If-Match",
                  office.reporter().get(submission).header("ETag").orElseThrow())
              .status(),
          "who sends does not accept");
      office.accept(receipt.get("id").asText());
      String before = stranger.get(figures).body();
      String release = office.confirmedRelease(LEAD);
      office.attach(release, receipt.get("vintage").asText());

      Instant instant =
          OffsetDateTime.parse(
                  stranger.get("/v1/releases/" + release).json().get("scheduledAt").asText())
              .toInstant();
      assertEquals(before, stranger.get(figures).body());
      assertTrue(Instant.now().isBefore(instant), "too slow to have looked before the instant");

      await()
          .atMost(LEAD.plusSeconds(30))
          .pollInterval(Duration.ofMillis(20))
          .until(() -> stranger.get(figures).body().contains(FIGURE));
      Duration delay = Duration.between(instant, Instant.now());
      System.out.printf("From the release instant to the gateway: %d ms%n", delay.toMillis());
      assertFalse(delay.isNegative());
      assertTrue(delay.compareTo(Duration.ofSeconds(2)) < 0);
      assertTrue(stranger.get(figures + "&format=csv").expect(200).body().contains(FIGURE));
      assertEquals(
          List.of("published"),
          stranger.get("/v1/releases/" + release).json().findValuesAsText("state"));
    }
  }
}
