package vn.solieu.calendar.release;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static vn.solieu.calendar.Office.ADMIN;
import static vn.solieu.calendar.Office.AGENCY;
import static vn.solieu.calendar.Office.APPROVER;
import static vn.solieu.calendar.Office.OFFICER;
import static vn.solieu.calendar.Office.REPORTER;
import static vn.solieu.calendar.Office.act;
import static vn.solieu.calendar.Office.archive;
import static vn.solieu.calendar.Office.as;
import static vn.solieu.calendar.Office.attach;
import static vn.solieu.calendar.Office.confirmed;
import static vn.solieu.calendar.Office.in;
import static vn.solieu.calendar.Office.newId;
import static vn.solieu.calendar.Office.plan;
import static vn.solieu.calendar.Office.planned;
import static vn.solieu.calendar.Office.recorded;

import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.solieu.calendar.CalendarTest;
import vn.solieu.calendar.agency.AgencyService;
import vn.solieu.calendar.agency.KnownAgencies;
import vn.solieu.platform.security.Roles;
import vn.solieu.platform.sql.Sql;
import vn.solieu.testing.Tokens;

@CalendarTest
class BadReleaseInputTest {

  @Inject AgencyService agencies;
  @Inject Sql sql;

  @BeforeEach
  void theOfficeIsKnown() {
    KnownAgencies.tell(agencies, AGENCY);
  }

  @Test
  void everythingThatIsWrongWithAPlanIsToldAtOnce() {
    as(OFFICER)
        .body(
            """
            {"id":"82","titleVi":" ","agency":"thong-ke-tinh","publisher":"X","scheduledAt":"2020-01-01T00:00:00Z",
             "publishedAt":"2020-01-01T00:00:00Z","evidence":"E","reconstructed":true,
             "periods":["2026-13","2026-Q1","2026-Q1"],"product":"a b","reason":"R\\u0007","reasonEn":"R"}
            """)
        .post("/v1/releases")
        .then()
        .statusCode(422)
        .contentType("application/problem+json")
        .body("type", equalTo("/problems/invalid-content"))
        .body(
            "errors.pointer",
            containsInAnyOrder(
                "/id",
                "/titleVi",
                "/titleEn",
                "/publisher",
                "/scheduledAt",
                "/publishedAt",
                "/evidence",
                "/reconstructed",
                "/periods/0",
                "/periods/2",
                "/product",
                "/reason"))
        .body("errors[0].messageVi", notNullValue())
        .body("errors[0].messageEn", notNullValue());
  }

  @Test
  void anArchiveReleaseNeedsAPastInstantAndItsEvidence() {
    as(ADMIN)
        .body(
            """
            {"titleVi":"a","titleEn":"b","agency":"thong-ke-tinh","origin":"archive","trigger":"clock","precision":"day",
             "scheduledAt":"2030-01-01T00:00:00Z","publishedAt":"2130-01-01T00:00:00Z"}
            """)
        .post("/v1/releases")
        .then()
        .statusCode(422)
        .body(
            "errors.pointer",
            containsInAnyOrder(
                "/publishedAt", "/evidence", "/scheduledAt", "/trigger", "/precision"));
  }

  @Test
  void anUnknownAgencyIsRefused() {
    Map<String, Object> plan = plan(newId(), in(Duration.ofHours(1)));
    plan.put("agency", "nobody");

    as(Tokens.of("chi", Roles.RELEASE_OFFICER, null))
        .body(plan)
        .post("/v1/releases")
        .then()
        .statusCode(422)
        .body("errors.pointer", contains("/agency"));
  }

  @Test
  void anIdIsGivenOnce() {
    Map<String, Object> plan = plan(newId(), in(Duration.ofHours(1)));
    planned(plan);

    as(OFFICER).body(plan).post("/v1/releases").then().statusCode(409);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{                                          | 400",
        "[]                                         | 400",
        "''                                         | 400",
        "null                                       | 400",
        "{\"tittleVi\":\"a\"}                       | 400",
        "{\"trigger\":\"alarm\"}                    | 400",
        "{\"scheduledAt\":\"tomorrow\"}             | 400",
        "{\"scheduledAt\":\"2026-11-03T09:00:00\"}  | 400",
        "{\"scheduledAt\":\"+999999999-12-31T23:59:59-18:00\"} | 400",
        "{\"titleVi\":7}                            | 400",
        "{\"notice\":{\"vi\":\"a\",\"en\":\"b\"}}  | 400",
      })
  void whatCannotBeReadIsMalformed(String body, int status) {
    as(OFFICER)
        .body(body)
        .post("/v1/releases")
        .then()
        .statusCode(status)
        .contentType("application/problem+json");
  }

  @Test
  void onlyJsonIsRead() {
    as(OFFICER)
        .contentType("text/csv")
        .body("id")
        .post("/v1/releases")
        .then()
        .statusCode(415)
        .contentType("application/problem+json");
  }

  @Test
  void eachActNeedsItsRoleForTheAgency() {
    String id = newId();
    Map<String, Object> plan = plan(id, in(Duration.ofHours(1)));
    String elsewhere = Tokens.of("ba", Roles.RELEASE_OFFICER, "so-yt");

    as(null).body(plan).post("/v1/releases").then().statusCode(401);
    as(REPORTER).body(plan).post("/v1/releases").then().statusCode(403);
    as(APPROVER).body(plan).post("/v1/releases").then().statusCode(403);
    as(elsewhere).body(plan).post("/v1/releases").then().statusCode(403);
    as(ADMIN).body(plan).post("/v1/releases").then().statusCode(403);
    as(OFFICER)
        .body(archive(newId(), "2014-01-29T09:00:00+07:00"))
        .post("/v1/releases")
        .then()
        .statusCode(403);
    as(Tokens.expired(Roles.RELEASE_OFFICER, AGENCY))
        .body(plan)
        .post("/v1/releases")
        .then()
        .statusCode(401);
    as(Tokens.unsigned(Roles.RELEASE_OFFICER, AGENCY)).get("/v1/releases").then().statusCode(401);
    planned(plan);
    act(elsewhere, id, "announce").then().statusCode(404);
    as(elsewhere).put("/v1/releases/" + id + "/contents/vintage/v1").then().statusCode(404);
    act(APPROVER, id, "announce").then().statusCode(403);
    act(OFFICER, id, "announce").then().statusCode(200);
    act(OFFICER, id, "confirm").then().statusCode(403);
    act(ADMIN, id, "confirm").then().statusCode(403);
    as(elsewhere).put("/v1/releases/" + id + "/contents/vintage/v1").then().statusCode(403);
    as(APPROVER).put("/v1/releases/" + id + "/contents/vintage/v1").then().statusCode(403);
  }

  @Test
  void aChangeNeedsTheStateThatWasRead() {
    String id = newId();
    Map<String, Object> plan = plan(id, in(Duration.ofHours(1)));
    String first = planned(plan).header("ETag");

    as(OFFICER).body(plan).put("/v1/releases/" + id).then().statusCode(428);
    as(OFFICER).body("{}").post("/v1/releases/" + id + "/announce").then().statusCode(428);
    as(OFFICER)
        .header("If-Match", "\"other\"")
        .body(plan)
        .put("/v1/releases/" + id)
        .then()
        .statusCode(412);
    plan.put("titleEn", "Another title");
    as(OFFICER)
        .header("If-Match", first)
        .body(plan)
        .put("/v1/releases/" + id)
        .then()
        .statusCode(200);
    as(OFFICER)
        .header("If-Match", first)
        .body(plan)
        .put("/v1/releases/" + id)
        .then()
        .statusCode(412);
  }

  @Test
  void aConfirmedPromiseIsNotRewritten() {
    String id = newId();
    Map<String, Object> plan = plan(id, in(Duration.ofHours(1)));
    confirmed(plan);
    Map<String, Object> rewritten = plan(id, in(Duration.ofHours(2)));
    rewritten.put("trigger", "external");
    rewritten.put("publisher", "Cục Thống kê");

    as(OFFICER)
        .header("If-Match", as(OFFICER).get("/v1/releases/" + id).header("ETag"))
        .body(rewritten)
        .put("/v1/releases/" + id)
        .then()
        .statusCode(422)
        .body(
            "errors.pointer",
            containsInAnyOrder("/trigger", "/publisher", "/scheduledAt", "/reason", "/reasonEn"));
  }

  @Test
  void aDayAloneCannotBeConfirmed() {
    String id = newId();
    Map<String, Object> plan = plan(id, in(Duration.ofDays(3)));
    plan.put("precision", "day");
    planned(plan);
    act(OFFICER, id, "announce").then().statusCode(200);

    act(APPROVER, id, "confirm").then().statusCode(422).body("errors.rule", contains("exact-time"));
  }

  @ParameterizedTest
  @CsvSource({
    "announce, calendar-approver, 409",
    "confirm,  calendar-approver, 409",
    "seal,     release-officer,   409",
    "postpone, release-officer,   409",
    "external-publication, release-officer, 409",
  })
  void whatTheStateDoesNotAllowIsAConflict(String action, String role, int status) {
    String id = newId();
    planned(plan(id, in(Duration.ofHours(1))));
    if (action.equals("announce")) {
      act(OFFICER, id, "announce").then().statusCode(200);
      act(OFFICER, id, "announce").then().statusCode(status).body("state", equalTo("provisional"));
    } else {
      act(Tokens.of("mai", role, AGENCY), id, action)
          .then()
          .statusCode(status)
          .body("type", equalTo("/problems/conflict-of-state"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "unknown-1, 422, known",
    "lower-1,   422, lower-level",
    "held-1,    409, state",
    "open-1,    409, already-open",
    "secret-1,  403, ",
    "broken-1,  503, ",
    "garbled-1, 503, ",
    "silent-1,  503, ",
  })
  void aContentIsAttachedOnlyIfItsKeeperAgrees(String vintage, int status, String rule) {
    String id = newId();
    planned(plan(id, in(Duration.ofHours(1))));

    var answer =
        attach(id, vintage).then().statusCode(status).contentType("application/problem+json");

    if (rule != null) {
      answer.body("errors.rule", hasItem(rule));
    }
    if (status == 503) {
      answer.header("Retry-After", equalTo("5"));
    }
    as(OFFICER).get("/v1/releases/" + id + "/contents").then().body("items", equalTo(List.of()));
  }

  @Test
  void aKeeperThatIsAwayIsAskedAgainLater() {
    String id = newId();
    planned(plan(id, in(Duration.ofHours(1))));

    as(OFFICER)
        .put("/v1/releases/" + id + "/contents/edition/CPI-2026-10")
        .then()
        .statusCode(503)
        .header("Retry-After", equalTo("5"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"figure/v1", "VINTAGE/v1", "vintage/a%20b", "vintage/..", "vintage/é"})
  void aContentHasATypeAndAnId(String content) {
    String id = newId();
    planned(plan(id, in(Duration.ofHours(1))));

    as(OFFICER)
        .urlEncodingEnabled(false)
        .put("/v1/releases/" + id + "/contents/" + content)
        .then()
        .statusCode(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "state=open                          | ?state",
        "from=2026-1-1                       | ?from",
        "from=tomorrow&to=x                  | ?from ?to",
        "from=2026-02-01&to=2026-01-01       | ?to",
        "agency=82                           | ?agency",
        "product=a%20b                       | ?product",
        "limit=0                             | ?limit",
        "limit=1001                          | ?limit",
        "cursor=x                            | ?cursor",
        "cursor=eyJzIjowLCJxIjoieCIsImsiOltdfQ | ?cursor",
        "colour=red                          | ?colour",
        "colour=red&from=x&limit=0&state=open | ?colour ?from ?limit ?state",
        "state=draft&state=draft             | ?state",
      })
  void aBadFilterIsNamed(String query, String pointers) {
    as(null)
        .urlEncodingEnabled(false)
        .get("/v1/releases?" + query)
        .then()
        .statusCode(400)
        .body("type", equalTo("/problems/invalid-parameter"))
        .body("errors.pointer", equalTo(Arrays.asList(pointers.split(" "))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"after=-1", "after=x", "after=99999999999999999999", "limit=x"})
  void aBadPlaceInTheLogIsNamed(String query) {
    as(null).get("/v1/publications?" + query).then().statusCode(400);
  }

  @Test
  void aCursorBelongsToItsQuery() {
    for (int i = 0; i < 2; i++) {
      String id = newId();
      recorded(archive(id, "2018-01-29T09:00:00+07:00"));
    }
    String link = as(null).get("/v1/releases?limit=1").header("Link");
    String cursor = link.replaceAll(".*cursor=([^&>]+).*", "$1");

    as(null).get("/v1/releases?limit=1&cursor=" + cursor).then().statusCode(200);
    as(null)
        .get("/v1/releases?limit=1&state=published&cursor=" + cursor)
        .then()
        .statusCode(400)
        .body("errors.pointer", contains("?cursor"));
  }

  @Test
  void aReleaseThatIsNotReadBackAsItWasWrittenIsNotKept() {
    sql.update(
        """
        create or replace function another_title() returns trigger language plpgsql as
          'begin new.title_en := new.title_en || '' (other)''; return new; end'
        """);
    sql.update(
        """
        create trigger another_title before insert on release
        for each row when (new.id = 'R-another-title') execute function another_title()
        """);
    try {
      as(OFFICER)
          .body(plan("R-another-title", in(Duration.ofHours(1))))
          .post("/v1/releases")
          .then()
          .statusCode(500);
    } finally {
      sql.update("drop trigger another_title on release");
    }

    as(OFFICER).get("/v1/releases/R-another-title").then().statusCode(404);
  }

  /** Of a place that no calendar has: a cursor is no secret, and anybody can make one up. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "+999999999-12-31T23:59:59-18:00",
        "-999999999-01-01T00:00:00+18:00",
        "+10000-01-01T00:00:00Z",
        "soon",
        ""
      })
  void aCursorOfAPlaceThatThereIsNotIsRefused(String instant) {
    for (int i = 0; i < 2; i++) {
      recorded(archive(newId(), "2018-01-29T09:00:00+07:00"));
    }
    String link = as(null).get("/v1/releases?limit=1").header("Link");
    String cursor =
        new String(
            Base64.getUrlDecoder().decode(link.replaceAll(".*cursor=([^&>]+).*", "$1")), UTF_8);
    String madeUp = cursor.replaceFirst("\"k\":\\[\"[^\"]*\"", "\"k\":[\"" + instant + "\"");

    as(null)
        .queryParam("limit", 1)
        .queryParam("cursor", Base64.getUrlEncoder().encodeToString(madeUp.getBytes(UTF_8)))
        .get("/v1/releases")
        .then()
        .statusCode(400)
        .body("errors.pointer", contains("?cursor"));
  }
}
