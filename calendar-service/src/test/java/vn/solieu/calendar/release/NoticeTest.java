package vn.solieu.calendar.release;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.solieu.calendar.Office.ADMIN;
import static vn.solieu.calendar.Office.APPROVER;
import static vn.solieu.calendar.Office.OFFICER;
import static vn.solieu.calendar.Office.REPORTER;
import static vn.solieu.calendar.Office.act;
import static vn.solieu.calendar.Office.archive;
import static vn.solieu.calendar.Office.as;
import static vn.solieu.calendar.Office.confirmed;
import static vn.solieu.calendar.Office.in;
import static vn.solieu.calendar.Office.newId;
import static vn.solieu.calendar.Office.plan;
import static vn.solieu.calendar.Office.planned;
import static vn.solieu.calendar.Office.state;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.solieu.calendar.CalendarTest;
import vn.solieu.calendar.Office;
import vn.solieu.calendar.agency.AgencyService;
import vn.solieu.calendar.agency.KnownAgencies;
import vn.solieu.platform.sql.Sql;

/** The notice of the figures is under their embargo. */
@CalendarTest
class NoticeTest {

  // Of eight digits: four stand by chance in an identifier now and then.
  private static final String VI = "Đính chính từ 77713771,3 thành 77724772,4";
  private static final String EN = "Corrected from 77713771.3 to 77724772.4";

  @Inject AgencyService agencies;
  @Inject Sql sql;

  @BeforeEach
  void theOfficeIsKnown() {
    KnownAgencies.tell(agencies, Office.AGENCY);
  }

  @Test
  void nobodyOutsideLearnsThatThereIsANoticeBeforeTheInstant() {
    String id = newId();
    confirmed(plan(id, in(Duration.ofHours(1))));
    Map<String, String> before = everythingSeen(null, id);
    Map<String, String> beforeForAReporter = everythingSeen(REPORTER, id);
    String tag = as(OFFICER).get("/v1/releases/" + id).header("ETag");
    long told = eventsOf(id);

    written(OFFICER, id, VI, EN).then().statusCode(200).body("vi", equalTo(VI));
    assertEquals(before, everythingSeen(null, id));
    written(OFFICER, id, VI + ".", EN + ".").then().statusCode(200);
    as(OFFICER).delete("/v1/releases/" + id + "/notice").then().statusCode(204);
    written(OFFICER, id, VI, EN).then().statusCode(200);

    assertEquals(before, everythingSeen(null, id));
    assertEquals(beforeForAReporter, everythingSeen(REPORTER, id));
    assertEquals(tag, as(OFFICER).get("/v1/releases/" + id).header("ETag"));
    assertEquals(told, eventsOf(id), "nobody is told either");
    as(null).get("/v1/releases/" + id + "/notice").then().statusCode(401);
    as(REPORTER)
        .get("/v1/releases/" + id + "/notice")
        .then()
        .statusCode(403)
        .body(not(containsString("77724772")));
  }

  /** Every way out, with what could tell of a notice. */
  private static Map<String, String> everythingSeen(@Nullable String reader, String id) {
    Map<String, String> seen = new TreeMap<>();
    for (String path :
        List.of(
            "/v1/releases/" + id,
            "/v1/releases/" + id + "/history",
            "/v1/releases?text=" + id,
            "/v1/releases.ics?text=" + id,
            "/v1/publications?limit=1000")) {
      Response answer = as(reader).get(path);
      seen.put(
          path,
          "%d %s %s %s"
              .formatted(
                  answer.statusCode(),
                  answer.header("ETag"),
                  answer.header("Link"),
                  answer.asString()));
    }
    return seen;
  }

  @Test
  void whoOfTheOfficeLooksAtANoticeIsOnRecord() {
    String id = newId();
    confirmed(plan(id, in(Duration.ofHours(1))));
    as(OFFICER).get("/v1/releases/" + id + "/notice").then().statusCode(404);
    written(OFFICER, id, VI, EN);

    as(APPROVER)
        .get("/v1/releases/" + id + "/notice")
        .then()
        .statusCode(200)
        .header("Cache-Control", "private, no-store")
        .body("en", equalTo(EN));

    assertTrue(
        sql.exists(
            "select from audit where action = 'embargo.read' and subject_id = ? and caller = 'hoa'",
            "notice of release " + id));
    assertFalse(
        sql.exists(
            "select from audit where details::text like '%77724772%' or subject_id like '%77724772%'"));
    as(OFFICER).get("/v1/releases/" + id).then().body("notice", nullValue());
  }

  @Test
  void everybodyReadsTheNoticeInBothLanguagesFromTheInstantOn() {
    String id = newId();
    confirmed(plan(id, in(Duration.ofSeconds(5))));
    written(OFFICER, id, VI, EN).then().statusCode(200);

    await().until(() -> state(id), equalTo("published"));

    JsonPath release = as(null).get("/v1/releases/" + id).jsonPath();
    assertEquals(Map.of("vi", VI, "en", EN), release.getMap("notice"));
    as(null)
        .get("/v1/publications?limit=1&after=" + (release.getLong("sequence") - 1))
        .then()
        .body("items[0].notice", equalTo(VI))
        .body("items[0].noticeEn", equalTo(EN));
    String calendar = as(null).get("/v1/releases.ics?text=" + id).asString().replace("\r\n ", "");
    assertTrue(calendar.contains(EN), calendar);
    written(OFFICER, id, VI, EN).then().statusCode(409);
  }

  @Test
  void aSealedNoticeStaysAsItIs() {
    String id = newId();
    confirmed(plan(id, in(Duration.ofHours(1))));
    written(OFFICER, id, VI, EN).then().statusCode(200);
    act(OFFICER, id, "seal").then().statusCode(200);

    written(OFFICER, id, "Khác", "Another").then().statusCode(409);
    as(OFFICER).delete("/v1/releases/" + id + "/notice").then().statusCode(409);
    as(OFFICER).get("/v1/releases/" + id + "/notice").then().body("vi", equalTo(VI));
  }

  @Test
  void aNoticeIsWrittenByWhoHoldsTheReleaseAndInBothLanguages() {
    String id = newId();
    String past = newId();
    confirmed(plan(id, in(Duration.ofHours(1))));
    planned(archive(past, "2014-01-29T09:00:00+07:00"));

    written(APPROVER, id, VI, EN).then().statusCode(403);
    written(ADMIN, id, VI, EN).then().statusCode(403);
    written(OFFICER, past, VI, EN).then().statusCode(403);
    written(ADMIN, past, VI, EN).then().statusCode(200);
    as(OFFICER)
        .body("{}")
        .put("/v1/releases/" + id + "/notice")
        .then()
        .statusCode(422)
        .body("errors.pointer", containsInAnyOrder("/vi", "/en"));
    as(OFFICER)
        .body("{\"noticeVi\": \"a\"}")
        .put("/v1/releases/" + id + "/notice")
        .then()
        .statusCode(400)
        .body("errors.messageVi", contains("Không có trường này; có: en, vi."));
    written(OFFICER, id, "a".repeat(2001), "b").then().statusCode(422);
    as(OFFICER).delete("/v1/releases/" + id + "/notice").then().statusCode(404);
    written(OFFICER, newId(), VI, EN).then().statusCode(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"=HYPERLINK(\"http://x\",\"y\")", "+1", "-1+cmd|' /C calc'!A0", "@SUM(A1)", " =1"})
  void aNoticeThatASpreadsheetWouldComputeIsRefused(String formula) {
    String id = newId();
    confirmed(plan(id, in(Duration.ofHours(1))));

    written(OFFICER, id, formula, formula)
        .then()
        .statusCode(422)
        .body("errors.rule", equalTo(List.of("formula", "formula")));
  }

  @Test
  void theNoticeOfACancelledReleaseNeverBecomesPublic() {
    String id = newId();
    confirmed(plan(id, in(Duration.ofHours(1))));
    written(OFFICER, id, VI, EN).then().statusCode(200);
    act(OFFICER, id, "cancel", Office.because("Trùng đợt khác")).then().statusCode(200);

    as(null)
        .get("/v1/releases/" + id)
        .then()
        .body("state", equalTo("cancelled"))
        .body("notice", nullValue());
    as(null).get("/v1/releases.ics?text=" + id).then().body(not(containsString("77724772")));
  }

  private static Response written(String token, String id, String vi, String en) {
    return as(token)
        .body(new HashMap<>(Map.of("vi", vi, "en", en)))
        .put("/v1/releases/" + id + "/notice");
  }

  private long eventsOf(String id) {
    return sql.first("select count(*) from outbox where key = ?", row -> row.getLong(1), id)
        .orElseThrow();
  }
}
