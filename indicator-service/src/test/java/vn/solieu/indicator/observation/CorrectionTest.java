package vn.solieu.indicator.observation;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static vn.solieu.indicator.observation.ObservationFixtures.figure;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.solieu.indicator.observation.ObservationFixtures.Indicator;
import vn.solieu.indicator.observation.ObservationFixtures.Place;
import vn.solieu.platform.publication.Publication;
import vn.solieu.platform.time.Accumulation;
import vn.solieu.testing.UseTestEnvironment;

/** A correction brings its whole form; corrected is what differs from what was published. */
@QuarkusTest
@UseTestEnvironment
class CorrectionTest {

  @Inject ObservationFixtures house;

  private Indicator rice;
  private Place ward;

  @BeforeEach
  void anIndicatorAndAnArea() {
    rice = house.indicator();
    ward = house.place();
  }

  @Test
  void onlyWhatDiffersIsCorrectedAndTheRestStaysAsItWas() {
    Publication first = publish("2024-04-01", null, "1", "2", "3");
    Publication second = publish("2024-05-01", Reason.CORRECTION, "1.04", "2.5", "3");
    String before = observations("&release=" + first.releaseId()).extract().asString();

    series()
        .body("series[0].values", contains(1.0f, 2.5f, 3.0f))
        .body("series[0].reasons", contains("first", "correction", "first"))
        .body("series[0].notices", contains(null, "Vì sai", null))
        .body("series[0].noticesEn", contains(null, "Because it was wrong", null))
        .body(
            "series[0].releases",
            contains(first.releaseId(), second.releaseId(), first.releaseId()));
    assertEquals(
        List.of("first", "correction", "first"),
        given()
            .get("/v1/observations?format=csv&indicator=" + rice.id())
            .asString()
            .lines()
            .skip(1)
            .map(line -> line.contains("correction") ? "correction" : "first")
            .toList());
    assertEquals(before, observations("&release=" + first.releaseId()).extract().asString());
    observations("&asOf=2024-04-15T00:00:00Z")
        .body("series[0].common.release", equalTo(first.releaseId()));
    observations("&last=1").body("series[0].common.reason", equalTo("first"));
  }

  @Test
  void aFurtherCorrectionLeavesTheMarkWhereTheChangeWas() {
    publish("2024-04-01", null, "1", "2");
    Publication second = publish("2024-05-01", Reason.CORRECTION, "1", "2.5");
    Publication third = publish("2024-06-01", Reason.CORRECTION, "1.5", "2.5");

    series()
        .body("series[0].common.reason", equalTo("correction"))
        .body("series[0].releases", contains(third.releaseId(), second.releaseId()));
  }

  @Test
  void anotherLevelOrValueStateIsADifference() {
    house.publishAt(
        "2024-04-01T00:00:00Z",
        house.pushAccepted(
            figure(rice, ward, "2024-01", "1").level("estimate"),
            figure(rice, ward, "2024-02", "2").none("not-collected"),
            figure(rice, ward, "2024-03", "3").none("not-collected")));
    house.publishAt(
        "2024-05-01T00:00:00Z",
        house.pushAccepted(
            Reason.CORRECTION,
            "Vì sai",
            figure(rice, ward, "2024-01", "1"),
            figure(rice, ward, "2024-02", "2").none("not-applicable"),
            figure(rice, ward, "2024-03", "3").none("not-collected")));

    series().body("series[0].reasons", contains("correction", "correction", "first"));
  }

  @Test
  void anotherRoundIsADifference() {
    house.publishAt(
        "2024-04-01T00:00:00Z",
        house.pushAccepted(
            figure(rice, ward, "2024-01", "1").round(1),
            figure(rice, ward, "2024-02", "2").round(1)));
    house.publishAt(
        "2024-05-01T00:00:00Z",
        house.pushAccepted(
            Reason.CORRECTION,
            "Vì sai",
            figure(rice, ward, "2024-01", "1").round(2),
            figure(rice, ward, "2024-02", "2").round(1)));

    series().body("series[0].reasons", contains("correction", "first"));
  }

  @Test
  void whatWasTakenBackOrNoLongerReportedComesAgainAsACorrection() {
    publish("2024-04-01", null, "1", "2", "3");
    house.publishAt(
        "2024-05-01T00:00:00Z",
        house.pushAccepted(Reason.WITHDRAWN, "Vì sai", figure(rice, ward, "2024-01", "1")));
    house.publishAt(
        "2024-05-02T00:00:00Z",
        house.accept(house.pushTombstones(figure(rice, ward, "2024-02", "2"))));
    publish("2024-06-01", Reason.CORRECTION, "1", "2", "3");

    series().body("series[0].reasons", contains("correction", "correction", "first"));
  }

  @Test
  void whatWasKnownAtATimeIsComparedWithWhatWasKnownThen() {
    Publication first = publish("2024-04-01", null, "1");
    Publication second = publish("2024-05-01", Reason.CORRECTION, "1");
    String left = observations("&release=" + second.releaseId()).extract().asString();

    publish("2024-06-01", Reason.CORRECTION, "2");

    observations("&asOf=2024-05-15T00:00:00Z")
        .body("series[0].common.reason", equalTo("first"))
        .body("series[0].common.release", equalTo(first.releaseId()));
    publish("2024-04-15", null, "7");
    assertEquals(left, observations("&release=" + second.releaseId()).extract().asString());
    observations("&asOf=2024-05-15T00:00:00Z")
        .body("series[0].common.reason", equalTo("correction"));
  }

  @Test
  void aWholePeriodThatIsAskedForAsAYearToDateIsNoOther() {
    Publication first =
        house.publishAt(
            "2024-04-01T00:00:00Z",
            house.pushAccepted(
                figure(rice, ward, "2024-02", "2").accumulation(Accumulation.YEAR_TO_DATE),
                figure(rice, ward, "2024-Q1", "3")));
    Publication second =
        house.publishAt(
            "2024-05-01T00:00:00Z",
            house.pushAccepted(
                Reason.CORRECTION,
                "Vì sai",
                figure(rice, ward, "2024-02", "2.5").accumulation(Accumulation.YEAR_TO_DATE),
                figure(rice, ward, "2024-Q1", "3")));

    observations("&accumulation=year-to-date")
        .body("series[0].values", contains(2.5f, 3.0f))
        .body("series[0].reasons", contains("correction", "first"))
        .body("series[0].releases", contains(second.releaseId(), first.releaseId()));
  }

  @Test
  void whatIsPublishedLaterInThePastOfACellIsCompared() {
    publish("2024-04-01", null, "1");
    Publication correction = publish("2024-06-01", Reason.CORRECTION, "1");
    series().body("series[0].common.reason", equalTo("first"));

    // Behind what the correction left as it was, it makes no difference; between them, it does.
    publish("2024-03-01", null, "7");
    series().body("series[0].common.reason", equalTo("first"));
    publish("2024-05-01", null, "7");

    series()
        .body("series[0].common.reason", equalTo("correction"))
        .body("series[0].common.release", equalTo(correction.releaseId()));
  }

  @Test
  void whatCameAsPlannedIsNotComparedAndCarriesNoNotice() {
    publish("2024-04-01", null, "1");
    Publication second = publish("2024-05-01", null, "1");

    series()
        .body("series[0].common.reason", equalTo("scheduled"))
        .body("series[0].common.release", equalTo(second.releaseId()))
        .body("series[0].common.notice", nullValue());
  }

  /** Figures of January, February and so on. */
  private Publication publish(String day, Reason reason, String... values) {
    ObservationFixtures.Sent[] sent = new ObservationFixtures.Sent[values.length];
    for (int i = 0; i < values.length; i++) {
      sent[i] = figure(rice, ward, "2024-0" + (i + 1), values[i]);
    }
    return house.publishAt(
        day + "T00:00:00Z",
        reason == null ? house.pushAccepted(sent) : house.pushAccepted(reason, "Vì sai", sent));
  }

  private ValidatableResponse series() {
    return observations("");
  }

  private ValidatableResponse observations(String more) {
    return given().get("/v1/observations?indicator=" + rice.id() + more).then().statusCode(200);
  }
}
