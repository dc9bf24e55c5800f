package vn.solieu.calendar.agency;

import static vn.solieu.calendar.Office.ADMIN;
import static vn.solieu.calendar.Office.AGENCY;
import static vn.solieu.calendar.Office.OFFICER;
import static vn.solieu.calendar.Office.act;
import static vn.solieu.calendar.Office.archive;
import static vn.solieu.calendar.Office.as;
import static vn.solieu.calendar.Office.attach;
import static vn.solieu.calendar.Office.confirmed;
import static vn.solieu.calendar.Office.in;
import static vn.solieu.calendar.Office.newId;
import static vn.solieu.calendar.Office.plan;
import static vn.solieu.calendar.Office.planned;

import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import vn.solieu.calendar.CalendarTest;
import vn.solieu.testing.AccessTable;
import vn.solieu.testing.AccessTable.Place;
import vn.solieu.testing.AccessTable.Thing;

@CalendarTest
class AccessTableTest {

  private static final Place PLACE = new Place(AGENCY, "X", "X");
  private static final String DEPARTMENT = "table-so-yt";
  private static final String NO_TITLE =
      """
      {"agency": "%s", "titleVi": " ", "titleEn": " ", "origin": "%s"}
      """;

  @Inject AgencyService agencies;

  @Test
  void everyOperationAnswersEveryRoleAndBoundAsTheTableSays() {
    KnownAgencies.tell(agencies, AGENCY);
    KnownAgencies.tell(agencies, DEPARTMENT, "department");
    String draft = newId();
    planned(plan(draft, in(Duration.ofDays(9))));
    attach(draft, "v-" + draft).then().statusCode(201);
    String past = newId();
    planned(archive(past, "2020-03-29T08:00:00+07:00"));
    noticed(OFFICER, draft);
    noticed(ADMIN, past);
    String announced = newId();
    planned(plan(announced, in(Duration.ofDays(9))));
    act(OFFICER, announced, "announce").then().statusCode(200);
    String confirmed = newId();
    confirmed(plan(confirmed, in(Duration.ofDays(9))));
    as(ADMIN).body("{\"days\": []}").put("/v1/working-days/2997").then().statusCode(201);
    AccessTable table =
        new AccessTable(
            "calendar-service",
            Objects.requireNonNull(getClass().getResourceAsStream("/access-table.txt")),
            "http://localhost:" + RestAssured.port,
            AGENCY,
            DEPARTMENT);

    readings(table, "draft", draft);
    readings(table, "archive-draft", past);
    readings(table, "announced", announced);
    acts(table, draft, past, announced, confirmed);
    contents(table, draft, past, confirmed);
    notices(table, draft, past, announced);
    table
        .on("getRelease", "confirmed", release(confirmed))
        .on("getWorkingYear", "known", year())
        .on("putWorkingYear", "known", year().body("{\"days\": []}"))
        .verify();
  }

  private static void readings(AccessTable table, String state, String id) {
    table
        .on(
            "listReleases",
            state,
            Thing.of(PLACE, Map.of()).query("text=" + id).shows("\"id\":\"" + id))
        .on("getRelease", state, release(id))
        .on("getReleaseHistory", state, release(id));
  }

  private static void acts(
      AccessTable table, String draft, String past, String announced, String confirmed) {
    Thing live = Thing.of(PLACE, Map.of()).body(NO_TITLE.formatted(AGENCY, "live"));
    Thing archive = Thing.of(PLACE, Map.of()).body(NO_TITLE.formatted(AGENCY, "archive"));
    table
        .on("planRelease", "live", live)
        .on("planRelease", "archive", archive)
        .on("changeRelease", "draft", release(draft).body(NO_TITLE.formatted(AGENCY, "live")))
        .on(
            "changeRelease",
            "archive-draft",
            release(past).body(NO_TITLE.formatted(AGENCY, "archive")))
        .on("announceRelease", "draft", release(draft).body("{}"))
        .on("confirmRelease", "announced", release(announced).body("{}"))
        .on("postponeRelease", "confirmed", release(confirmed).body("{}"))
        .on("cancelRelease", "draft", release(draft).body("{}"))
        .on("cancelRelease", "archive-draft", release(past).body("{}"))
        .on("sealRelease", "confirmed", release(confirmed).body("{}"))
        .on("reportExternalPublication", "confirmed", release(confirmed).body("{}"))
        .on("confirmExternalPublication", "confirmed", release(confirmed).body("{}"))
        .on("confirmRelease", "archive-draft", release(past).body("{}"));
  }

  private static void contents(AccessTable table, String draft, String past, String confirmed) {
    table
        .on("listReleaseContents", "draft", release(draft))
        .on("listReleaseContents", "archive-draft", release(past))
        .on("listReleaseContents", "confirmed", release(confirmed))
        .on("getReleaseContent", "draft", content(draft, "v-" + draft))
        .on("attachReleaseContent", "draft", content(draft, "v-" + draft))
        .on("attachReleaseContent", "archive-draft", content(past, "v-" + past))
        .on("detachReleaseContent", "draft", content(draft, "none").shows("không có nội dung đó"))
        .on(
            "detachReleaseContent",
            "archive-draft",
            content(past, "none").shows("không có nội dung đó"));
  }

  private static void notices(AccessTable table, String draft, String past, String announced) {
    table
        .on("getReleaseNotice", "draft", release(draft))
        .on("getReleaseNotice", "archive-draft", release(past))
        .on("putReleaseNotice", "draft", release(draft).body("{}"))
        .on("putReleaseNotice", "archive-draft", release(past).body("{}"))
        .on("deleteReleaseNotice", "announced", release(announced).shows("chưa có thông báo"));
  }

  private static void noticed(String token, String id) {
    as(token)
        .body("{\"vi\": \"Thông báo\", \"en\": \"A notice\"}")
        .put("/v1/releases/" + id + "/notice")
        .then()
        .statusCode(200);
  }

  private static Thing release(String id) {
    return Thing.of(PLACE, Map.of("id", id));
  }

  private static Thing content(String release, String id) {
    return Thing.of(PLACE, Map.of("id", release, "type", "vintage", "contentId", id));
  }

  private static Thing year() {
    return Thing.of(PLACE, Map.of("year", "2997"));
  }
}
