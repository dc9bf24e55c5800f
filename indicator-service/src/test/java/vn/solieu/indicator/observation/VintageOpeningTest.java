package vn.solieu.indicator.observation;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.solieu.indicator.observation.ObservationFixtures.figure;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.solieu.indicator.observation.ObservationFixtures.Indicator;
import vn.solieu.indicator.observation.ObservationFixtures.Place;
import vn.solieu.platform.http.Cursor;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.publication.Publication;
import vn.solieu.platform.sql.Sql;
import vn.solieu.platform.version.EntityTag;
import vn.solieu.testing.EventContract;
import vn.solieu.testing.Tokens;
import vn.solieu.testing.UseTestEnvironment;

@QuarkusTest
@UseTestEnvironment
class VintageOpeningTest {

  @Inject ObservationFixtures house;
  @Inject VintageStore vintages;
  @Inject Sql sql;
  @Inject MeterRegistry metrics;

  private Indicator rice;
  private Place ward;

  @BeforeEach
  void anIndicatorAndAnArea() {
    rice = house.indicator();
    ward = house.place();
  }

  @Test
  void whatIsListedAndNotAcceptedStaysClosedAndTheRestOpens() {
    Vintage held = house.push(figure(rice, ward, "2024-01", "1"));
    Vintage accepted = house.pushAccepted(figure(rice, ward, "2024-02", "2"));
    String unknown = UUID.randomUUID().toString();
    double refusedBefore = refused("not-accepted");

    Publication publication =
        house.publish(
            Instant.now(),
            null,
            held.id().toString(),
            unknown,
            accepted.id().toString(),
            "nonsense");

    given()
        .get("/v1/observations?indicator=" + rice.id())
        .then()
        .body("series", hasSize(1))
        .body("series[0].periods", equalTo(List.of("2024-02")));
    assertEquals(refusedBefore + 1, refused("not-accepted"));
    given()
        .auth()
        .oauth2(Tokens.of("appraiser", ObservationFixtures.OFFICE))
        .get("/v1/vintages/" + held.id())
        .then()
        .body("opened", nullValue())
        .body("refusedOpenings[0].cause", equalTo("not-accepted"))
        .body("refusedOpenings[0].release", equalTo(publication.releaseId()));
    given()
        .auth()
        .oauth2(ObservationFixtures.releaseOfficer())
        .get("/v1/refused-openings")
        .then()
        .statusCode(200)
        .body("items.contentId", hasItem(unknown))
        .body("items.contentId", hasItem("nonsense"));
    given()
        .auth()
        .oauth2(Tokens.of("reporter", ObservationFixtures.AGENCY))
        .get("/v1/refused-openings")
        .then()
        .statusCode(403);

    assertEquals(refusedOpenings("?limit=1000", 1), refusedOpenings("?limit=2", Integer.MAX_VALUE));
    given()
        .auth()
        .oauth2(ObservationFixtures.releaseOfficer())
        .queryParam(
            "cursor", Cursor.of(0, EntityTag.of("refused-openings").value(), "made-up").encode())
        .get("/v1/refused-openings")
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("?cursor"));

    // Accepted later, it opens with another release.
    house.accept(held);
    house.publish(held);
    given()
        .get("/v1/observations?indicator=" + rice.id())
        .then()
        .body("series[0].periods", equalTo(List.of("2024-01", "2024-02")));
  }

  @Test
  void whatStaysClosedIsFreeAndItsCalendarHearsWhy() {
    Vintage held = house.push(figure(rice, ward, "2024-01", "1"));
    attach(held, "release-before"); // detached since
    sql.update("update attachment set attached = false where release = 'release-before'");

    Publication publication = house.publish(held);
    attach(held, publication.releaseId()); // the message was slower than the publication

    String event =
        sql.first(
                "select payload from outbox where key = ? and not is_public and subject_version ="
                    + " ?",
                row -> row.getString(1),
                held.id().toString(),
                publication.sequence())
            .orElseThrow();
    EventContract.of(VintageRefused.TYPE).assertWritten(event);
    assertTrue(event.contains("\"cause\":\"not-accepted\""), event);
    assertTrue(event.contains(publication.releaseId()), event);
    given()
        .auth()
        .oauth2(Tokens.of("appraiser", "TK"))
        .get("/v1/vintages/" + held.id())
        .then()
        .body("releases", hasSize(0));
    assertEquals(
        Vintage.State.RETURNED,
        QuarkusTransaction.requiringNew()
            .call(() -> vintages.giveBack(held.id(), ObservationFixtures.CALLER))
            .state());
  }

  @Test
  void whatWasRefusedForItsLevelMayBeReturnedAndWhatOpenedMayNot() {
    Vintage official = house.pushAccepted(figure(rice, ward, "2024-01", "1"));
    Vintage estimate = house.pushAccepted(figure(rice, ward, "2024-01", "2").level("estimate"));
    Publication publication = house.publish(official, estimate);
    attach(official, publication.releaseId());
    attach(estimate, publication.releaseId());

    assertEquals(
        Vintage.State.RETURNED,
        QuarkusTransaction.requiringNew()
            .call(() -> vintages.giveBack(estimate.id(), ObservationFixtures.CALLER))
            .state());
    assertThrows(
        ProblemException.class,
        () ->
            QuarkusTransaction.requiringNew()
                .call(() -> vintages.giveBack(official.id(), ObservationFixtures.CALLER)));
  }

  private void attach(Vintage vintage, String release) {
    sql.update(
        "insert into attachment (content, release, version) values (?, ?, 1)",
        vintage.id().toString(),
        release);
  }

  @Test
  void aVintageOpensOnce() {
    Vintage vintage = house.pushAccepted(figure(rice, ward, "2024-01", "1"));
    Publication first = house.publish(vintage);

    house.publish(vintage);

    given()
        .auth()
        .oauth2(Tokens.of("statistician", ObservationFixtures.OFFICE))
        .get("/v1/vintages/" + vintage.id())
        .then()
        .body("opened.sequence", equalTo((int) first.sequence()))
        .body("refusedOpenings[0].cause", equalTo("already-open"));
  }

  @Test
  void openingsAreInOrderUntilAnArchiveReleaseGoesBack() {
    house.publishAt("2024-03-29T01:00:00Z", house.pushAccepted(figure(rice, ward, "2024-01", "1")));
    house.publishAt("2024-04-29T01:00:00Z", house.pushAccepted(figure(rice, ward, "2024-01", "2")));
    assertEquals(true, isInOrder());

    house.publishAt("2024-04-01T00:00:00Z", house.pushAccepted(figure(rice, ward, "2024-01", "3")));
    assertEquals(false, isInOrder());

    house.publishAt("2024-05-29T01:00:00Z", house.pushAccepted(figure(rice, ward, "2024-02", "4")));
    assertEquals(false, isInOrder());
  }

  @Test
  void openingsAreInOrderUntilAPushOvertakesAnother() {
    Vintage slow = house.pushAccepted(figure(rice, ward, "2024-01", "1"));
    house.publishAt("2024-03-29T01:00:00Z", house.pushAccepted(figure(rice, ward, "2024-01", "2")));
    assertEquals(true, isInOrder());

    house.publishAt("2024-04-29T01:00:00Z", slow);

    assertEquals(false, isInOrder());
  }

  private boolean isInOrder() {
    return sql.first(
            "select in_order from published_indicator_sequence where indicator = ?",
            row -> row.getBoolean(1),
            rice.key())
        .orElseThrow();
  }

  @Test
  void theEventSaysWhichFiguresAndNeverWhatTheyAre() {
    Vintage vintage =
        house.pushAccepted(
            figure(rice, ward, "2024-02", "271828.1"), figure(rice, ward, "2024-Q1", "3"));

    Publication publication = house.publish(vintage);

    String event =
        sql.first(
                "select payload from outbox where key = ? and is_public",
                row -> row.getString(1),
                vintage.id().toString())
            .orElseThrow();
    EventContract.of(VintageOpened.TYPE).assertWritten(event);
    assertFalse(event.contains("271828"), event);
    assertEquals(
        "[{\"id\":\"%s\",\"periods\":[\"2024-Q1\",\"2024-02\"]}]".formatted(rice.id()),
        event.substring(event.indexOf("[{"), event.lastIndexOf(']') + 1));
    assertEquals(
        1,
        sql.list(
                "select 1 from outbox where key = ? and subject_version = ?",
                row -> 1,
                vintage.id().toString(),
                publication.sequence())
            .size());
  }

  private double refused(String cause) {
    return metrics.counter("solieu.opening.refused", "cause", cause).count();
  }

  /** What the pages list together; each holds as many as it may, but for the last. */
  private static List<String> refusedOpenings(String query, int pages) {
    List<String> all = new ArrayList<>();
    String next = "/v1/refused-openings" + query;
    for (int page = 0; page < pages && next != null; page++) {
      var answer =
          given()
              .auth()
              .oauth2(ObservationFixtures.releaseOfficer())
              .urlEncodingEnabled(false)
              .get(next);
      answer.then().statusCode(200);
      for (Map<String, ?> one : answer.jsonPath().<Map<String, ?>>getList("items")) {
        all.add(one.get("sequence") + " " + one.get("contentId"));
      }
      String link = answer.header("Link");
      next = link == null ? null : link.substring(1, link.indexOf('>'));
    }
    return all;
  }
}
