package vn.solieu.calendar.release;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static vn.solieu.calendar.Office.ADMIN;
import static vn.solieu.calendar.Office.AGENCY;
import static vn.solieu.calendar.Office.APPROVER;
import static vn.solieu.calendar.Office.OFFICER;
import static vn.solieu.calendar.Office.act;
import static vn.solieu.calendar.Office.archive;
import static vn.solieu.calendar.Office.as;
import static vn.solieu.calendar.Office.newId;
import static vn.solieu.calendar.Office.planned;
import static vn.solieu.calendar.Office.state;

import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.solieu.calendar.CalendarTest;
import vn.solieu.calendar.Office;
import vn.solieu.calendar.agency.AgencyService;
import vn.solieu.calendar.agency.KnownAgencies;
import vn.solieu.embedded.Grant;
import vn.solieu.platform.security.Roles;
import vn.solieu.testing.Tokens;

/** Two persons write down what was public before this system, and everyone sees that they did. */
@CalendarTest
class ArchiveReleaseTest {

  private static final String PAST = "2014-01-29T09:00:00+07:00";

  @Inject AgencyService agencies;

  @BeforeEach
  void theOfficeIsKnown() {
    KnownAgencies.tell(agencies, AGENCY);
  }

  @Test
  void aCalendarApproverOfItsAgencyConfirmsItAndNobodyElse() {
    String id = prepared();

    act(ADMIN, id, "confirm").then().statusCode(403);
    act(OFFICER, id, "confirm").then().statusCode(403);
    act(Tokens.of("binh", Roles.CALENDAR_APPROVER, "so-yt"), id, "confirm").then().statusCode(404);
    assertEquals("draft", state(id));
    act(APPROVER, id, "confirm")
        .then()
        .statusCode(200)
        .body("state", equalTo("published"))
        .body("sequence", notNullValue());
  }

  @Test
  void whoPlannedItOrPutItTogetherCannotConfirmIt() {
    String both = both("quan");
    String planner = newId();
    as(both).body(archive(planner, PAST)).post("/v1/releases").then().statusCode(201);
    listed(ADMIN, planner);
    String lister = newId();
    planned(archive(lister, PAST));
    listed(both, lister);
    String writer = prepared();
    as(both)
        .body(Map.of("vi", "Đính chính", "en", "A correction"))
        .put("/v1/releases/" + writer + "/notice")
        .then()
        .statusCode(200);
    String remover = prepared();
    String removed = listed(ADMIN, remover);
    as(both)
        .delete("/v1/releases/" + remover + "/contents/vintage/" + removed)
        .then()
        .statusCode(204);

    for (String id : List.of(planner, lister, writer, remover)) {
      act(both, id, "confirm").then().statusCode(403).body("type", equalTo("/problems/forbidden"));
      assertEquals("draft", state(id));
      act(APPROVER, id, "confirm").then().statusCode(200);
    }
  }

  @Test
  void whatWasReadIsWhatIsConfirmed() {
    String id = prepared();
    String read = as(APPROVER).get("/v1/releases/" + id).header("ETag");

    String more = listed(ADMIN, id);
    confirm(id, read).statusCode(412);
    read = as(APPROVER).get("/v1/releases/" + id).header("ETag");
    as(ADMIN).delete("/v1/releases/" + id + "/contents/vintage/" + more).then().statusCode(204);
    confirm(id, read).statusCode(412);
    read = as(APPROVER).get("/v1/releases/" + id).header("ETag");
    as(ADMIN)
        .body(Map.of("vi", "Đính chính", "en", "A correction"))
        .put("/v1/releases/" + id + "/notice")
        .then()
        .statusCode(200);
    confirm(id, read).statusCode(412);

    confirm(id, as(APPROVER).get("/v1/releases/" + id).header("ETag")).statusCode(200);
  }

  private static ValidatableResponse confirm(String id, String tag) {
    return as(APPROVER)
        .header("If-Match", tag)
        .body("{}")
        .post("/v1/releases/" + id + "/confirm")
        .then();
  }

  @Test
  void oneThatListsNothingIsNotRecorded() {
    String id = newId();
    planned(archive(id, PAST));

    act(APPROVER, id, "confirm")
        .then()
        .statusCode(409)
        .body("contents", equalTo(0))
        .body("most", equalTo(1000));
    assertEquals("draft", state(id));
  }

  @Test
  void everyoneSeesWhenItWasRecordedByWhichAgencyAndWhyAndNoPerson() {
    String id = newId();
    String planner = Tokens.of("person-who-planned", Roles.ADMIN, AGENCY);
    String approver = Tokens.of("person-who-confirmed", Roles.CALENDAR_APPROVER, AGENCY);
    as(planner).body(archive(id, PAST)).post("/v1/releases").then().statusCode(201);
    listed(planner, id);
    OffsetDateTime before = Office.in(Duration.ofMinutes(-1));
    act(approver, id, "confirm").then().statusCode(200);

    var release = as(null).get("/v1/releases/" + id);
    release
        .then()
        .body("origin", equalTo("archive"))
        .body("publishedAt", equalTo(PAST))
        .body("agency", equalTo(AGENCY))
        .body("evidence", equalTo("Niên giám thống kê, trang 3."));
    assertFalse(OffsetDateTime.parse(release.path("recordedAt")).isBefore(before));
    var history = as(null).get("/v1/releases/" + id + "/history");
    history
        .then()
        .body("items.action", equalTo(List.of("record")))
        .body("items[0].reason", equalTo("Niên giám thống kê, trang 3."))
        .body("items[0].actor", nullValue());
    for (String path :
        List.of(
            "/v1/releases/" + id,
            "/v1/releases/" + id + "/history",
            "/v1/releases?text=" + id,
            "/v1/releases.ics?from=2014-01-01&text=" + id,
            "/v1/publications?after=" + (release.jsonPath().getLong("sequence") - 1))) {
      as(null).get(path).then().statusCode(200).body(not(containsString("person-who")));
    }
  }

  private static String both(String subject) {
    return Tokens.withGrants(
        subject, AGENCY, Grant.of(Roles.ADMIN, AGENCY), Grant.of(Roles.CALENDAR_APPROVER, AGENCY));
  }

  private static String prepared() {
    String id = newId();
    planned(archive(id, PAST));
    listed(ADMIN, id);
    return id;
  }

  private static String listed(String token, String id) {
    String vintage = UUID.randomUUID().toString();
    as(token).put("/v1/releases/" + id + "/contents/vintage/" + vintage).then().statusCode(201);
    return vintage;
  }
}
