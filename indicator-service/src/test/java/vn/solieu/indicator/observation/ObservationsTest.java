package vn.solieu.indicator.observation;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.solieu.indicator.observation.ObservationFixtures.figure;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.solieu.indicator.observation.ObservationFixtures.Indicator;
import vn.solieu.indicator.observation.ObservationFixtures.Place;
import vn.solieu.indicator.observation.ObservationFixtures.Sent;
import vn.solieu.platform.publication.Publication;
import vn.solieu.platform.time.Accumulation;
import vn.solieu.platform.time.Period;
import vn.solieu.testing.DocumentRules;
import vn.solieu.testing.MovableClock;
import vn.solieu.testing.Tokens;
import vn.solieu.testing.UseTestEnvironment;

/** Published figures over HTTP. */
@QuarkusTest
@UseTestEnvironment
class ObservationsTest {

  @Inject ObservationFixtures house;
  @Inject MovableClock clock;

  private Indicator rice;
  private Place ward;

  @BeforeEach
  void anIndicatorAndAnArea() {
    rice = house.indicator();
    ward = house.place();
  }

  @AfterEach
  void theClockRunsAgain() {
    clock.reset();
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-such-indicator", "a,b", "%20", "x%00", "%F0%9F%98%80"})
  void anIndicatorOfThePathThatThereIsNotIsNotFound(String id) {
    int status =
        given()
            .urlEncodingEnabled(false)
            .get("/v1/indicators/" + id + "/observations?first=1")
            .statusCode();

    assertEquals(id.contains("%00") ? 400 : 404, status);
    given().get("/v1/observations?indicator=no-such-indicator").then().statusCode(400);
  }

  @Test
  void whatIsCommonStandsOnceAndValuesAreTheDigitsThatWerePublished() {
    Publication publication =
        house.publishAt(
            "2024-03-29T01:00:00Z",
            house.pushAccepted(
                figure(rice, ward, "2024-01", "10.25"), figure(rice, ward, "2024-02", "7")));

    String body = observations("");

    assertTrue(body.contains("\"values\":[10.3,7.0]"), body);
    given()
        .get("/v1/indicators/" + rice.id() + "/observations")
        .then()
        .statusCode(200)
        .contentType("application/json")
        .body("sequence", equalTo((int) publication.sequence()))
        .body("series", hasSize(1))
        .body("series[0].indicator", equalTo(rice.id()))
        .body("series[0].measure", equalTo(rice.measure()))
        .body("series[0].unit", equalTo("TONNE"))
        .body("series[0].multiplier", equalTo(3))
        .body("series[0].area.id", equalTo(ward.id()))
        .body("series[0].area.nameVi", containsString("Phường"))
        .body("series[0].breakdowns.sex", equalTo("T"))
        .body("series[0].frequency", equalTo("month"))
        .body("series[0].periods", contains("2024-01", "2024-02"))
        .body("series[0].common.level", equalTo("official"))
        .body("series[0].common.origin", equalTo("reported"))
        .body("series[0].common.release", equalTo(publication.releaseId()))
        .body("series[0].common.releasedAt", equalTo("2024-03-29T08:00:00+07:00"))
        .body("series[0].levels", nullValue());
  }

  @Test
  void aDefinitionHoldsFromTheMomentAtWhichItIsCommitted() {
    house.publish(house.pushAccepted(figure(rice, ward, "2024-01", "1")));
    String path = "/v1/observations?indicator=" + rice.id();
    String before = given().get(path).then().statusCode(200).extract().header("ETag");
    given().get(path + "&sex=NEW").then().statusCode(400);

    house.define("NEW");

    given().get(path + "&sex=NEW").then().statusCode(200).body("series", empty());
    given().header("If-None-Match", before).get(path).then().statusCode(304);
  }

  @Test
  void theTagStandsAsLongAsWhatIsPrintedStands() {
    Place other = house.place();
    Publication release =
        house.publish(
            house.pushAccepted(
                figure(rice, ward, "2024-01", "1"), figure(rice, other, "2024-01", "2")));
    String path = "/v1/observations?indicator=" + rice.id();
    Map<String, String> tags = new TreeMap<>();
    for (String more : List.of("", "&format=csv", "&limit=1", "&release=" + release.releaseId())) {
      tags.put(more, given().get(path + more).header("ETag"));
    }

    // Elsewhere, and on the next day.
    house.define("ELSEWHERE" + rice.key());
    house.revise("update area_fact set name_en = 'Elsewhere' where area = ?", house.place().key());
    clock.moveBy(Duration.ofDays(1));
    tags.forEach((more, tag) -> assertAsked(path + more, tag, 304));

    house.revise("update area_fact set name_en = 'Renamed' where area = ?", other.key());
    tags.forEach((more, tag) -> assertAsked(path + more, tag, more.equals("&limit=1") ? 304 : 200));
    assertTrue(observations("&release=" + release.releaseId()).contains("Renamed"), "renamed");

    String json = given().get(path).header("ETag");
    house.revise("update measure set unit = 'KG' where key = ?", rice.measureKey());
    assertAsked(path, json, 200);
    assertTrue(observations("").contains("\"unit\":\"KG\""), "the unit is printed");
  }

  @Test
  void theNamesOfALongStreamAreThoseThatItsTagSays() {
    List<Sent> sent = new ArrayList<>();
    Place last = null;
    for (int i = 0; i < 90; i++) {
      last = house.place();
      for (int month = 0; month < 120; month++) {
        sent.add(figure(rice, last, Period.month(2010 + month / 12, 1 + month % 12).format(), "1"));
      }
    }
    house.publish(house.pushAccepted(sent.toArray(Sent[]::new)));
    String path = "/v1/observations?format=csv&indicator=" + rice.id();
    Response before = given().get(path);

    assertEquals(1 + 90 * 120, before.asString().lines().count());
    assertAsked(path, before.header("ETag"), 304);
    house.revise("update area_fact set name_en = 'Last of all' where area = ?", last.key());
    assertAsked(path, before.header("ETag"), 200);
    assertEquals(
        120, given().get(path).asString().lines().filter(l -> l.contains("Last of all")).count());
  }

  private static void assertAsked(String path, String tag, int status) {
    given().header("If-None-Match", tag).get(path).then().statusCode(status);
    given().header("If-None-Match", tag).head(path).then().statusCode(status);
  }

  @Test
  void whatDiffersStandsInArrays() {
    house.publish(
        house.pushAccepted(
            figure(rice, ward, "2024-01", "1"),
            figure(rice, ward, "2024-02", "2").level("preliminary"),
            figure(rice, ward, "2024-03", "0").none("not-collected")));

    given()
        .get("/v1/observations?indicator=" + rice.id())
        .then()
        .body("series[0].values", contains(1.0f, 2.0f, null))
        .body("series[0].levels", contains("official", "preliminary", "official"))
        .body("series[0].valueStates", contains("value", "value", "not-collected"))
        .body("series[0].common.level", nullValue())
        .body("series[0].common.reason", equalTo("first"));
  }

  @Test
  void theNewestPublicationHoldsAndAsOfGivesBackWhatThePublicSaw() {
    house.publishAt(
        "2024-03-29T01:00:00Z",
        house.pushAccepted(figure(rice, ward, "2024-01", "1").level("estimate")));
    house.publishAt(
        "2024-06-29T01:00:00Z",
        house.pushAccepted(figure(rice, ward, "2024-01", "2").level("preliminary")));
    // An archive release that comes later and belongs between the two.
    house.publishAt(
        "2024-05-01T00:00:00Z",
        house.pushAccepted(figure(rice, ward, "2024-01", "9").level("estimate")));

    assertValues("", "2.0");
    assertValues("&asOf=2024-06-29T08:00:00%2B07:00", "2.0");
    assertValues("&asOf=2024-06-29T07:59:59%2B07:00", "9.0");
    assertValues("&asOf=2024-04-01T00:00:00Z", "1.0");
    assertValues("&asOf=2024-03-29T00:59:59Z", "");
    // A plus sign that was not encoded.
    assertEquals(
        observations("&asOf=2024-04-01T00:00:00%2B07:00"),
        observations("&asOf=2024-04-01T00:00:00%2007:00"));
  }

  @Test
  void anInstantBeforeThePublicationIsBeforeItHoweverFineItIs() {
    house.publishAt("2024-03-29T01:00:00Z", house.pushAccepted(figure(rice, ward, "2024-01", "1")));
    house.publishAt("2024-03-30T17:00:00Z", house.pushAccepted(figure(rice, ward, "2024-01", "2")));

    assertValues("&asOf=2024-03-29T07:59:59.999999999%2B07:00", "");
    assertValues("&asOf=2024-03-30T23:59:59.999999999%2B07:00", "1.0");
    assertValues("&asOf=2024-03-31T00:00:00%2B07:00", "2.0");
  }

  @Test
  void aReleaseGivesTheFiguresAsItLeftThemForEver() {
    Publication first = house.publish(house.pushAccepted(figure(rice, ward, "2024-01", "1")));
    String path = "/v1/observations?indicator=" + rice.id() + "&release=" + first.releaseId();
    Response before = given().get(path);
    house.publish(house.pushAccepted(figure(rice, ward, "2024-01", "2")));
    house.publishAt("2000-01-01T00:00:00Z", house.pushAccepted(figure(rice, ward, "2023-12", "3")));

    Response after = given().get(path);

    assertEquals("[1.0]", values(before.asString()));
    assertEquals(before.asString(), after.asString());
    assertEquals(before.header("ETag"), after.header("ETag"));
    // A figure can be withdrawn or suppressed by law, and an area can be named anew.
    assertEquals("public, no-cache", after.header("Cache-Control"));
  }

  @Test
  void aWithdrawnFigureShowsNoValueAndSaysWhy() {
    house.publish(house.pushAccepted(figure(rice, ward, "2024-01", "1")));
    house.publish(
        house.pushAccepted(Reason.WITHDRAWN, "Sai phạm vi", figure(rice, ward, "2024-01", "1")));

    given()
        .get("/v1/observations?indicator=" + rice.id())
        .then()
        .body("series[0].periods", contains("2024-01"))
        .body("series[0].values", contains(nullValue()))
        .body("series[0].common.reason", equalTo("withdrawn"))
        .body("series[0].common.notice", equalTo("Sai phạm vi"));
  }

  @Test
  void aFigureCarriesTheNoticeOfItsReleaseInBothLanguages() {
    house.publish(house.pushAccepted(figure(rice, ward, "2024-01", "1")));
    Vintage corrected =
        house.pushAccepted(Reason.CORRECTION, null, figure(rice, ward, "2024-01", "2"));
    house.publish(Instant.now(), "Đính chính", corrected.id().toString());

    given()
        .get("/v1/observations?indicator=" + rice.id())
        .then()
        .body("series[0].common.notice", equalTo("Đính chính"))
        .body("series[0].common.noticeEn", equalTo("In English: Đính chính"));
  }

  @Test
  void theYearToDateOfAWholePeriodIsThatPeriod() {
    house.publish(
        house.pushAccepted(
            figure(rice, ward, "2024-02", "2").accumulation(Accumulation.YEAR_TO_DATE),
            figure(rice, ward, "2024-03", "3").accumulation(Accumulation.YEAR_TO_DATE),
            figure(rice, ward, "2024-04", "4").accumulation(Accumulation.YEAR_TO_DATE),
            figure(rice, ward, "2024-S1", "6"),
            figure(rice, ward, "2024-01", "1")));

    given()
        .get("/v1/observations?indicator=" + rice.id() + "&accumulation=year-to-date")
        .then()
        .body("series", hasSize(1))
        .body("series[0].accumulation", equalTo("year-to-date"))
        .body("series[0].periods", contains("2024-02", "2024-03", "2024-04", "2024-06"))
        .body("series[0].values", contains(2.0f, 3.0f, 4.0f, 6.0f));
    given()
        .get("/v1/observations?indicator=" + rice.id() + "&accumulation=period")
        .then()
        .body("series.frequency", contains("month", "quarter", "half-year"))
        .body(
            "series.periods", contains(List.of("2024-01"), List.of("2024-Q1"), List.of("2024-S1")));
    given()
        .get(
            "/v1/observations?indicator="
                + rice.id()
                + "&accumulation=year-to-date&from=2024-03&to=2024-06&last=2")
        .then()
        .body("series[0].periods", contains("2024-04", "2024-06"));
  }

  @Test
  void aYearToDateThatOpensLaterIsAnsweredFromWholePeriodsToo() {
    house.publish(house.pushAccepted(figure(rice, ward, "2024-S1", "6")));
    assertValues("", "6.0");

    house.publish(
        house.pushAccepted(
            figure(rice, ward, "2024-04", "4").accumulation(Accumulation.YEAR_TO_DATE)));

    given()
        .get("/v1/observations?indicator=" + rice.id())
        .then()
        .body("series.accumulation", contains("period", "year-to-date"))
        .body("series.periods", contains(List.of("2024-S1"), List.of("2024-04")));
    given()
        .get("/v1/observations?accumulation=year-to-date&indicator=" + rice.id())
        .then()
        .body("series.accumulation", contains("year-to-date"))
        .body("series.periods", contains(List.of("2024-04", "2024-06")));
  }

  @Test
  void eachStoredFigureComesOnceUnlessItsOtherNameIsAskedFor() {
    house.publish(
        house.pushAccepted(
            figure(rice, ward, "2024-02", "2").accumulation(Accumulation.YEAR_TO_DATE),
            figure(rice, ward, "2024-Q1", "3"),
            figure(rice, ward, "2024-S1", "6"),
            figure(rice, ward, "2024", "12"),
            figure(rice, ward, "2024-03", "1")));

    Response whole = given().get("/v1/observations?format=csv&indicator=" + rice.id());

    assertEquals(1 + 5, whole.asString().lines().count(), whole.asString());
    assertValues("", "1.0,3.0,6.0,12.0,2.0");
    assertValues("&accumulation=period", "1.0,3.0,6.0,12.0");
    assertValues("&accumulation=year-to-date", "2.0,3.0,6.0,12.0");
    assertValues("&accumulation=year-to-date&frequency=month", "2.0,3.0,6.0,12.0");
    assertValues("&accumulation=year-to-date&frequency=quarter&frequency=year", "");
  }

  @Test
  void aPlanIsNotGivenForWhatWasAndHasNoLevel() {
    house.publish(
        house.pushAccepted(
            figure(rice, ward, "2024-01", "1"),
            figure(rice, ward, "2024-01", "4").valueType("plan"),
            figure(rice, ward, "2024-01", "5").valueType("forecast")));

    assertValues("&last=1", "1.0");
    assertValues("&valueType=plan,forecast", "4.0,5.0");
    given()
        .get("/v1/observations?valueType=actual&valueType=plan&indicator=" + rice.id())
        .then()
        .body("series[0].common.level", equalTo("official"))
        .body("series[1].valueType", equalTo("plan"))
        .body("series[1].common.level", nullValue())
        .body("series[1].common.origin", equalTo("reported"));
    assertValues("&valueType=plan&level=official", "");
    assertTrue(
        observations("&valueType=plan&format=csv").contains(",TONNE,3,value,,,first,reported,"),
        "no level in CSV either");
  }

  @Test
  void aCodeMeansTheUnitThatHeldItOnTheBoundaryThatIsAnswered() {
    Place after = house.successorInCode(ward, "2024-06-30");
    String code = code(ward);
    Publication release =
        house.publishAt(
            "2024-06-29T01:00:00Z", house.pushAccepted(figure(rice, ward, "2024-05", "1")));
    house.publishAt(
        "2024-07-29T01:00:00Z", house.pushAccepted(figure(rice, after, "2024-07", "2")));

    assertAnswered(code, "", after, "2.0");
    assertAnswered(code, "&release=" + release.releaseId(), ward, "1.0");
    assertAnswered(code, "&asOf=2024-06-30T23:59:59.999999999%2B07:00", ward, "1.0");
    assertAnswered(code, "&asOf=2024-07-30T00:00:00%2B07:00", after, "2.0");
    assertAnswered(code, "&boundary=2024-06-30", ward, "1.0");
    assertAnswered(code, "&boundary=2024-07-01&release=" + release.releaseId(), null, "");
    assertAnswered(code + "@2024-06-30", "", ward, "1.0");
    assertAnswered(code + "@2024-06-30", "&boundary=2024-07-01", ward, "1.0");
  }

  @Test
  void aCodeThatIsAbolishedIsFoundAtItsTime() {
    Publication release =
        house.publishAt(
            "2024-03-29T01:00:00Z", house.pushAccepted(figure(rice, ward, "2024-01", "1")));
    house.revise("update area_fact set valid_to = '2024-06-30' where area = ?", ward.key());

    assertAnswered(code(ward), "&release=" + release.releaseId(), ward, "1.0");
    assertAnswered(code(ward), "&asOf=2024-06-30T12:00:00%2B07:00", ward, "1.0");
    given()
        .get("/v1/observations?indicator={i}&area={a}", rice.id(), code(ward))
        .then()
        .statusCode(400)
        .body("errors.rule", contains("area-code-unknown"));
  }

  private static String code(Place place) {
    return Integer.toString(900_000 + Integer.parseInt(place.id().substring("HOUSE".length())));
  }

  private void assertAnswered(String area, String more, @Nullable Place place, String values) {
    String body = observations("&area=" + area + more);
    assertEquals("[" + values + "]", values(body), more);
    if (place != null) {
      assertTrue(body.contains("\"area\":{\"id\":\"" + place.id() + "\""), body);
    }
    assertEquals(more.contains("boundary="), body.contains("\"boundary\":"), body);
  }

  @Test
  void aQuestionThatIsSpelledOtherwiseIsTheSameQuestion() {
    house.publish(
        house.pushAccepted(
            figure(rice, ward, "2024-01", "1"), figure(rice, ward, "2024-01", "2").sex("F")));
    String path = "/v1/observations?indicator=" + rice.id();
    String tag = given().get(path + "&sex=F,T&valueType=actual").header("ETag");

    assertAsked(path + "&sex=T&sex=F&sex=T", tag, 304);
    assertAsked(path + "&indicator=" + rice.id() + "&sex=T,F,T", tag, 304);
    for (String twice : List.of("&last=1&last=1", "&format=csv&format=csv", "&asOf=x&asOf=y")) {
      given()
          .get(path + twice)
          .then()
          .statusCode(400)
          .body("errors.rule", hasItem(equalTo("single")));
    }
  }

  @Test
  void nothingIsSeenOfATimeBeforeTheFirstPublication() {
    house.publishAt("2024-03-29T01:00:00Z", house.pushAccepted(figure(rice, ward, "2024-01", "1")));
    String path = "/v1/observations?indicator=" + rice.id() + "&asOf=1900-01-01T00:00:00Z";

    Response before = given().get(path);

    assertEquals("[]", values(before.asString()));
    assertAsked(path, before.header("ETag"), 304);
    assertEquals(1, given().get(path + "&format=csv").asString().lines().count());
  }

  @Test
  void aLevelThatNoFigureHasEndsAPageAndPagesTogetherAreTheWhole() {
    List<Sent> sent = new ArrayList<>();
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < 250; i++) {
      places.add(house.place());
      sent.add(figure(rice, places.getLast(), "2024-01", "1").level("preliminary"));
      sent.add(
          figure(rice, places.getLast(), "2024-02", "2")
              .level(i % 90 == 0 ? "estimate" : "official"));
    }
    house.publish(house.pushAccepted(sent.toArray(Sent[]::new)));
    String path = "/v1/observations?indicator=" + rice.id() + "&level=";

    assertEquals(250, pages(path + "preliminary").size());
    assertEquals(
        List.of("2.0", "2.0", "2.0"),
        pages(path + "estimate&limit=2").stream().map(line -> line.split(" ")[2]).toList());
    assertEquals(3, pages(path + "estimate&last=1").size());
    assertEquals(3, pages(path + "estimate&last=1&frequency=month,year").size());
    assertEquals(List.of(), pages(path + "estimate&from=2025"));
    assertEquals(
        1 + 247, given().get(path + "official&format=csv").asString().lines().count(), "stream");
    Response none = given().get(path + "estimate&to=2024-01");
    assertEquals(List.of(), flat(none));
    assertTrue(none.header("Link") != null, "a page ends though nothing was found");
  }

  private static List<String> pages(String first) {
    List<String> figures = new ArrayList<>();
    for (String next = first; next != null; ) {
      Response page = given().urlEncodingEnabled(false).get(next);
      assertEquals(200, page.statusCode(), page.asString());
      figures.addAll(flat(page));
      next = next(page);
    }
    return figures;
  }

  @Test
  void filtersChooseSeriesAndPeriods() {
    Place other = house.place();
    house.publish(
        house.pushAccepted(
            figure(rice, ward, "2023-12", "1"),
            figure(rice, ward, "2024-01", "2"),
            figure(rice, ward, "2024-Q1", "9"),
            figure(rice, ward, "2024-02", "3").sex("F"),
            figure(rice, ward, "2024-02", "4").valueType("plan"),
            figure(rice, other, "2024-02", "5")));

    assertValues("&area=" + other.id(), "5.0");
    assertValues("&sex=F", "3.0");
    assertValues("&sex=F,M", "3.0");
    assertValues("&sex=F&sex=M", "3.0");
    assertValues("&valueType=plan", "4.0");
    assertValues("&measure=" + rice.measure() + "&from=2024-01&to=2024-01", "2.0");
    assertValues("&frequency=quarter", "9.0");
    assertValues("&to=2023", "1.0");
    assertValues("&area=" + ward.id() + "&sex=T&valueType=actual&frequency=month&last=1", "2.0");
    assertValues("&area=" + ward.id() + "&sex=T&valueType=actual&frequency=month&first=1", "1.0");
    assertValues("&level=estimate", "");
  }

  @Test
  void aBareCodeMeansTheUnitThatHoldsItAndTheAnswerNamesTheId() {
    house.publish(house.pushAccepted(figure(rice, ward, "2024-01", "1")));
    String code =
        Integer.toString(900_000 + Integer.parseInt(ward.id().substring("HOUSE".length())));

    given()
        .get("/v1/observations?indicator={i}&area={a}", rice.id(), code + "@2024-01-01")
        .then()
        .body("series[0].area.id", equalTo(ward.id()));
    given()
        .get("/v1/observations?indicator={i}&area={a}", rice.id(), code + "@2019-01-01")
        .then()
        .statusCode(400)
        .body("errors.rule", contains("area-code-unknown"));
  }

  @Test
  void pagesTogetherAreTheWholeAndAReleaseInTheMiddleChangesNothing() {
    Place other = house.place();
    List<Sent> sent = new ArrayList<>();
    IntStream.rangeClosed(1, 7)
        .forEach(
            month -> {
              sent.add(figure(rice, ward, "2024-0" + month, Integer.toString(month)));
              sent.add(figure(rice, other, "2024-0" + month, Integer.toString(10 * month)));
            });
    house.publish(house.pushAccepted(sent.toArray(Sent[]::new)));
    List<String> whole = flat(given().get("/v1/observations?indicator=" + rice.id()));

    List<String> paged = new ArrayList<>();
    String next = "/v1/observations?indicator=" + rice.id() + "&limit=3";
    int pages = 0;
    while (next != null) {
      Response page = given().urlEncodingEnabled(false).get(next);
      assertEquals(200, page.statusCode(), page.asString());
      paged.addAll(flat(page));
      next = next(page);
      if (++pages == 2) {
        house.publish(
            house.pushAccepted(
                figure(rice, ward, "2024-07", "77"), figure(rice, other, "2024-01", "99")));
      }
    }

    assertEquals(whole, paged);
    assertEquals(5, pages);
  }

  @Test
  void aCursorOfAnotherQueryIsRefused() {
    house.publish(
        house.pushAccepted(figure(rice, ward, "2024-01", "1"), figure(rice, ward, "2024-02", "2")));
    String next = next(given().get("/v1/observations?limit=1&indicator=" + rice.id()));

    given()
        .urlEncodingEnabled(false)
        .get(next + "&sex=F")
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("?cursor"));
  }

  @Test
  void csvIsTidyAndStreamsEverything() {
    house.publish(
        house.pushAccepted(
            figure(rice, ward, "2024-01", "1"),
            figure(rice, ward, "2024-02", "0").none("not-reported")));

    Response csv = given().accept("text/csv").get("/v1/observations?indicator=" + rice.id());

    assertEquals("text/csv;charset=utf-8;header=present", csv.contentType().replace(" ", ""));
    String[] lines = csv.asString().split("\r\n");
    assertEquals(
        "indicator,measure,area,areaNameVi,areaNameEn,sex,valueType,variant,accumulation,frequency,period,value,"
            + "unit,multiplier,valueState,level,round,reason,origin,confidentiality,release,releasedAt,"
            + "releaseReconstructed,notice,noticeEn",
        lines[0]);
    assertEquals(3, lines.length);
    assertTrue(
        lines[1].contains(",month,2024-01,1.0,TONNE,3,value,official,,first,reported,free,"),
        lines[1]);
    assertTrue(lines[2].contains(",month,2024-02,,TONNE,3,not-reported,"), lines[2]);
  }

  @Test
  void csvHasTheColumnsThatTheDocumentDescribes() {
    house.publish(house.pushAccepted(figure(rice, ward, "2024-01", "1")));
    JsonNode described =
        given()
            .get("/openapi?format=json")
            .as(JsonNode.class)
            .at("/components/schemas/ObservationsCsv");
    String heading =
        String.join(",", DocumentRules.columns(described)).replace("{breakdown}", "sex");

    for (String address :
        List.of(
            "/v1/observations?indicator=" + rice.id() + "&format=",
            "/v1/indicators/" + rice.id() + "/observations?format=")) {
      String csv = given().get(address + "csv").asString();
      String forSpreadsheets = given().get(address + "csv-spreadsheet").asString();

      assertEquals(heading, csv.lines().findFirst().orElseThrow());
      assertEquals("\uFEFF" + heading, forSpreadsheets.lines().findFirst().orElseThrow());
    }
  }

  @Test
  void aLongCsvHasEachFigureOnceThoughItComesInPieces() {
    List<Sent> sent = new ArrayList<>();
    for (int area = 0; area < 25; area++) {
      Place place = house.place();
      for (int month = 0; month < 100; month++) {
        String period = "%d-%02d".formatted(2000 + month / 12, 1 + month % 12);
        sent.add(figure(rice, place, period, Integer.toString(100 * area + month)));
      }
    }
    house.publish(house.pushAccepted(sent.toArray(Sent[]::new)));

    Response csv = given().accept("text/csv").get("/v1/observations?indicator=" + rice.id());

    List<String> values =
        csv.asString().lines().skip(1).map(line -> line.split(",")[11]).sorted().toList();
    assertEquals(
        IntStream.range(0, 2_500).mapToObj(value -> value + ".0").sorted().toList(), values);
    given()
        .accept("text/csv")
        .head("/v1/observations?indicator=" + rice.id())
        .then()
        .statusCode(200)
        .header("ETag", csv.header("ETag"));
  }

  @Test
  void textThatASpreadsheetWouldComputeIsKeptInCsvAndHeldInItsVariant() {
    house.publish(house.pushAccepted(figure(rice, ward, "2024-01", "1")));
    house.publish(
        house.pushAccepted(
            Reason.CORRECTION, "=HYPERLINK(\"http://x\")", figure(rice, ward, "2024-01", "-2")));
    String path = "/v1/observations?indicator=" + rice.id() + "&format=";

    Response plain = given().get(path + "csv");
    Response held = given().get(path + "csv-spreadsheet");

    assertTrue(plain.asString().contains(",\"=HYPERLINK(\"\"http://x\"\")\","), plain.asString());
    assertTrue(held.asString().contains(",\"'=HYPERLINK(\"\"http://x\"\")\","), held.asString());
    assertTrue(held.asString().contains(",2024-01,-2.0,"), "a number stays one");
    assertTrue(held.asString().startsWith("\uFEFFindicator,"), "byte order mark");
    assertFalse(plain.header("ETag").equals(held.header("ETag")), "another tag");
    assertEquals(plain.contentType(), held.contentType());
  }

  @Test
  void theFormatIsNegotiated() {
    String path = "/v1/observations?indicator=" + rice.id();

    given()
        .accept("text/csv;q=0.4, application/json;q=0.5")
        .get(path)
        .then()
        .contentType("application/json");
    given()
        .accept("text/csv, application/json;q=0.5")
        .get(path)
        .then()
        .contentType(containsString("text/csv"));
    given().accept("text/*").get(path).then().contentType(containsString("text/csv"));
    given().accept("application/xml").get(path).then().statusCode(406);
    given().accept("application/json;q=0, text/html").get(path).then().statusCode(406);
    given()
        .accept("application/xml")
        .get(path + "&format=csv")
        .then()
        .contentType(containsString("text/csv"));
  }

  @Test
  void aFurtherPageSaysUpToWhichPublicationItCounts() {
    house.publish(
        house.pushAccepted(figure(rice, ward, "2024-01", "1"), figure(rice, ward, "2024-02", "2")));
    Response first = given().get("/v1/observations?limit=1&indicator=" + rice.id());
    String next = first.header("Link").replaceFirst("<([^>]*)>.*", "$1");
    house.publish(house.pushAccepted(figure(rice, ward, "2024-02", "9")));

    Response second = given().urlEncodingEnabled(false).get(next);

    second.then().statusCode(200).body("series[0].values", equalTo(List.of(2.0f)));
    assertEquals(second.<Integer>path("sequence").toString(), second.header("Solieu-Sequence"));
    given()
        .urlEncodingEnabled(false)
        .header("If-None-Match", second.header("ETag"))
        .get(next)
        .then()
        .statusCode(304)
        .header("Solieu-Sequence", second.header("Solieu-Sequence"));
  }

  @Test
  void whatWasPublishedAfterAnInstantChangesNothingOfItsAnswer() {
    house.publishAt("2024-03-29T01:00:00Z", house.pushAccepted(figure(rice, ward, "2024-01", "1")));
    String path = "/v1/observations?asOf=2024-04-01T00:00:00Z&indicator=" + rice.id();
    Response before = given().get(path);

    house.publishAt("2024-06-29T01:00:00Z", house.pushAccepted(figure(rice, ward, "2024-01", "2")));

    Response after = given().get(path);
    assertEquals(before.asString(), after.asString());
    assertEquals(before.header("Solieu-Sequence"), after.header("Solieu-Sequence"));
    given().header("If-None-Match", before.header("ETag")).get(path).then().statusCode(304);
  }

  @Test
  void theTagStandsUntilAPublicationTouchesTheIndicator() {
    Indicator other = house.indicator();
    house.publish(house.pushAccepted(figure(rice, ward, "2024-01", "1")));
    String path = "/v1/observations?indicator=" + rice.id();
    Response first = given().get(path);
    String tag = first.header("ETag");

    assertEquals("public, no-cache", first.header("Cache-Control"));
    assertEquals("Accept, Authorization", first.header("Vary"));
    given().header("If-None-Match", tag).get(path).then().statusCode(304);
    house.publish(house.pushAccepted(figure(other, ward, "2024-01", "1")));
    Response same = given().header("If-None-Match", tag).get(path);
    assertEquals(304, same.statusCode());
    assertTrue(
        Long.parseLong(same.header("Solieu-Sequence"))
            > Long.parseLong(first.header("Solieu-Sequence")),
        "the sequence goes on");
    house.publish(house.pushAccepted(figure(rice, ward, "2024-01", "2")));
    given().header("If-None-Match", tag).get(path).then().statusCode(200);
    given().accept("text/csv").get(path).then().header("ETag", not(equalTo(tag)));
    given().head(path).then().statusCode(200).header("ETag", not(nullValue()));
  }

  @Test
  void aTokenSeesTheSameFiguresAndLeavesNoTrace() {
    house.publish(house.pushAccepted(figure(rice, ward, "2024-01", "1")));
    String path = "/v1/observations?indicator=" + rice.id();
    String stranger = given().get(path).asString();

    Response answer =
        given().auth().oauth2(Tokens.of("statistician", ObservationFixtures.OFFICE)).get(path);

    assertEquals(stranger, answer.asString());
    assertEquals("private, no-store", answer.header("Cache-Control"));
    given()
        .auth()
        .oauth2(Tokens.expired("statistician", ObservationFixtures.OFFICE))
        .get(path)
        .then()
        .statusCode(401);
  }

  @Test
  void everyErrorIsToldAtOnce() {
    given()
        .get(
            "/v1/observations?indicator={i}&measure=NONE&area=NOWHERE&sex=X&colour=red&valueType=guess&level=final"
                + "&from=2024-13&to=x&last=0&asOf=yesterday&limit=100000&transform=growth&release=none&format=pdf",
            rice.id())
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body(
            "errors.pointer",
            containsInAnyOrder(
                "?measure",
                "?area",
                "?sex",
                "?colour",
                "?valueType",
                "?level",
                "?from",
                "?to",
                "?last",
                "?asOf",
                "?limit",
                "?transform",
                "?release",
                "?release",
                "?format"))
        .body(
            "errors.find { it.pointer == '?measure' }.messageEn",
            equalTo("There is no measure 'NONE'."));
    given()
        .get("/v1/observations?indicator=NOTHING")
        .then()
        .statusCode(400)
        .body("errors.pointer", contains("?indicator"));
    given()
        .get("/v1/observations")
        .then()
        .statusCode(400)
        .body("errors.rule", contains("required"));
    given()
        .get("/v1/observations?indicator=" + rice.id() + "&asOf=2999-01-01T00:00:00Z")
        .then()
        .statusCode(400)
        .body("errors.rule", contains("future"));
    given()
        .get("/v1/indicators/" + rice.id() + "/observations?indicator=" + rice.id())
        .then()
        .statusCode(400)
        .body("errors.pointer", hasItem("?indicator"));
  }

  @Test
  void anIndicatorWithoutFiguresIsAnEmptyAnswer() {
    given()
        .get("/v1/observations?indicator=" + rice.id())
        .then()
        .statusCode(200)
        .body("series", empty())
        .body("sequence", equalTo(0));
  }

  private String observations(String more) {
    Response answer =
        given().urlEncodingEnabled(false).get("/v1/observations?indicator=" + rice.id() + more);
    assertEquals(200, answer.statusCode(), answer.asString());
    return answer.asString();
  }

  private void assertValues(String more, String values) {
    assertEquals("[" + values + "]", values(observations(more)), more);
  }

  private static String values(String body) {
    StringBuilder all = new StringBuilder();
    Matcher values = Pattern.compile("\"values\":\\[([^]]*)]").matcher(body);
    while (values.find()) {
      all.append(all.isEmpty() ? "" : ",").append(values.group(1));
    }
    return "[" + all + "]";
  }

  private static List<String> flat(Response answer) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < answer.jsonPath().getList("series").size(); i++) {
      String series = "series[" + i + "].";
      String area = answer.jsonPath().getString(series + "area.id");
      List<String> periods = answer.jsonPath().getList(series + "periods", String.class);
      List<String> values = answer.jsonPath().getList(series + "values", String.class);
      for (int j = 0; j < periods.size(); j++) {
        all.add(area + " " + periods.get(j) + " " + values.get(j));
      }
    }
    return all;
  }

  private static String next(Response answer) {
    String link = answer.header("Link");
    return link == null ? null : link.substring(1, link.indexOf('>'));
  }
}
