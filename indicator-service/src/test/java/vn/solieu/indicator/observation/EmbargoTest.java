package vn.solieu.indicator.observation;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.solieu.indicator.observation.ObservationFixtures.figure;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.solieu.indicator.observation.ObservationFixtures.Indicator;
import vn.solieu.indicator.observation.ObservationFixtures.Place;
import vn.solieu.platform.publication.ReleaseGate;
import vn.solieu.platform.sql.Sql;
import vn.solieu.platform.sql.SqlFailure;
import vn.solieu.platform.time.Accumulation;
import vn.solieu.testing.StrictSchema;
import vn.solieu.testing.Tokens;
import vn.solieu.testing.UseTestEnvironment;

/** Before its publication, nothing that the public can ask for tells of a figure. */
@QuarkusTest
@UseTestEnvironment
class EmbargoTest {

  /** Stands in no other test. */
  private static final String SECRET = "271828.1";

  @Inject ObservationFixtures house;
  @Inject ReleaseGate gate;
  @Inject Sql sql;

  private Indicator rice;
  private Place known;
  private Place unknown;

  @BeforeEach
  void publishedFiguresOfOneArea() {
    rice = house.indicator();
    known = house.place();
    unknown = house.place();
    house.publish(
        house.pushAccepted(
            figure(rice, known, "2024-01", "1"), figure(rice, known, "2024-S1", "6")));
  }

  /** Every way in which the public can ask, as a stranger and as another agency. */
  private List<Supplier<Response>> questions() {
    Supplier<Stream<RequestSpecification>> callers =
        () -> Stream.of(given(), given().auth().oauth2(Tokens.of("reporter", "ANOTHER-AGENCY")));
    return Stream.of(
            "",
            "&format=csv",
            "&limit=1",
            "&format=csv&limit=1",
            "&last=1",
            "&first=1",
            "&asOf=2026-01-01T00:00:00Z",
            "&accumulation=year-to-date",
            "&valueType=plan",
            "&area=" + unknown.id(),
            "&area=" + unknown.id() + "&format=csv",
            "&from=2024-02",
            "&level=estimate",
            "&sex=F",
            "&release=release-999999")
        .map(more -> "/v1/observations?indicator=" + rice.id() + more)
        .<Supplier<Response>>mapMulti(
            (path, questions) -> {
              questions.accept(() -> callers.get().toList().get(0).get(path));
              questions.accept(() -> callers.get().toList().get(1).get(path));
              questions.accept(() -> given().head(path));
            })
        .toList();
  }

  private List<String> answers() {
    return questions().stream()
        .map(Supplier::get)
        .map(
            answer ->
                answer.statusCode()
                    + answer.header("ETag")
                    + answer.header("Link")
                    + answer.header("Solieu-Sequence")
                    + answer.header("Content-Length")
                    + answer.asString().replaceAll("\"(requestId|instance)\":\"[^\"]*\"", ""))
        .toList();
  }

  private Vintage pushSecret() {
    return house.push(
        Reason.CORRECTION,
        "Đính chính",
        figure(rice, known, "2024-01", SECRET).level("estimate"),
        figure(rice, known, "2024-02", SECRET),
        figure(rice, known, "2024-02", SECRET).accumulation(Accumulation.YEAR_TO_DATE),
        figure(rice, known, "2024-01", SECRET).sex("F"),
        figure(rice, known, "2024-01", SECRET).valueType("plan"),
        figure(rice, unknown, "2024-01", SECRET));
  }

  @Test
  void aHeldAndAnAcceptedVintageChangeNoAnswerUntilThePublication() {
    List<String> before = answers();

    Vintage vintage = pushSecret();
    assertEquals(before, answers(), "held");
    house.accept(vintage);
    List<String> accepted = answers();
    assertEquals(before, accepted, "accepted");
    assertFalse(String.join("", accepted).contains(SECRET), "the figure is told");

    house.publish(vintage);
    assertTrue(String.join("", answers()).contains(SECRET), "the figure is public");
  }

  @Test
  void aVintageIsShownToItsSenderAndTheOfficeAndToNobodyElse() {
    Vintage vintage = pushSecret();
    String path = "/v1/vintages/" + vintage.id();
    for (String route :
        List.of(
            path,
            path + "/observations",
            path + "/release-check?publishedAt=2024-01-01T00:00:00Z")) {
      given().get(route).then().statusCode(401);
      Response other = given().auth().oauth2(Tokens.of("reporter", "ANOTHER-AGENCY")).get(route);
      assertEquals(404, other.statusCode(), route);
      assertFalse(other.asString().contains(SECRET), route);
      given()
          .auth()
          .oauth2(Tokens.of("reporter", ObservationFixtures.AGENCY))
          .get(route)
          .then()
          .statusCode(200);
      given()
          .auth()
          .oauth2(Tokens.of("appraiser", ObservationFixtures.OFFICE))
          .get(route)
          .then()
          .statusCode(200);
    }
  }

  @Test
  void whoReadsFiguresUnderEmbargoIsRecordedBeforeTheyAreTold() {
    Vintage vintage = pushSecret();

    Response figures =
        given()
            .auth()
            .oauth2(Tokens.of("curious", "appraiser", ObservationFixtures.OFFICE))
            .get("/v1/vintages/" + vintage.id() + "/observations");

    assertTrue(figures.asString().contains(SECRET), figures.asString());
    assertEquals(
        List.of(),
        StrictSchema.of(given().get("/openapi?format=json").as(JsonNode.class), "VintageFigures")
            .errors(figures.asString()));
    assertEquals("private, no-store", figures.header("Cache-Control"));
    given()
        .auth()
        .oauth2(Tokens.of("appraiser", "TK"))
        .get("/v1/vintages/" + vintage.id())
        .then()
        .header("Cache-Control", equalTo("private, no-store"))
        .body("recordedAt", endsWith("+07:00"));
    assertEquals(
        1,
        sql.list("select 1 from audit where subject_id = ?", row -> 1, "vintage " + vintage.id())
            .size());
  }

  /** Else ten slow questions would hold all sessions of the public. */
  @Test
  void noQuestionOfThePublicHoldsASessionForLongerThanTenSeconds() {
    String longest =
        gate.published(
            connection ->
                Sql.on(connection)
                    .first("show statement_timeout", row -> row.getString(1))
                    .orElseThrow());

    assertEquals("10s", longest);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select value from observation",
        "select * from series",
        "select * from vintage",
        "select * from vintage_level",
        "select * from release_checked",
        "select * from opening",
        "select * from staged_figure",
        "select * from submission",
        "select * from finding",
        "select * from attachment",
        "select * from outbox"
      })
  void aQueryThatForgetsTheGateFailsInsteadOfLeaking(String query) {
    pushSecret();

    assertThrows(
        SqlFailure.class,
        () ->
            gate.published(
                connection -> {
                  try (var statement = connection.createStatement();
                      var rows = statement.executeQuery(query)) {
                    return rows.next();
                  }
                }));
  }
}
