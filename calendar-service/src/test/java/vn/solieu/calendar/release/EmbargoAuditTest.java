package vn.solieu.calendar.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static vn.solieu.calendar.Office.REPORTER;
import static vn.solieu.calendar.Office.as;
import static vn.solieu.calendar.Office.attached;
import static vn.solieu.calendar.Office.in;
import static vn.solieu.calendar.Office.newId;
import static vn.solieu.calendar.Office.plan;
import static vn.solieu.calendar.Office.planned;

import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.solieu.calendar.CalendarTest;
import vn.solieu.calendar.Office;
import vn.solieu.calendar.agency.AgencyService;
import vn.solieu.calendar.agency.KnownAgencies;
import vn.solieu.platform.security.Roles;
import vn.solieu.platform.sql.Sql;
import vn.solieu.testing.Tokens;

/** Who reads of a release what the public does not see is on record, whichever way it is read. */
@CalendarTest
class EmbargoAuditTest {

  @Inject AgencyService agencies;
  @Inject Sql sql;

  @BeforeEach
  void theOfficeIsKnown() {
    KnownAgencies.tell(agencies, Office.AGENCY);
  }

  @Test
  void everyReadOfAReleaseThatIsNotOutIsAudited() {
    String id = newId();
    planned(plan(id, in(Duration.ofHours(1))));
    String vintage = attached(id);
    as(Office.OFFICER)
        .body(Map.of("vi", "Đính chính", "en", "A correction"))
        .put("/v1/releases/" + id + "/notice")
        .then()
        .statusCode(200);
    String curious = "curious-" + id;
    String token = Tokens.of(curious, Roles.RELEASE_OFFICER, Office.AGENCY);

    for (String path :
        List.of("", "/history", "/contents", "/contents/vintage/" + vintage, "/notice")) {
      as(token).get("/v1/releases/" + id + path).then().statusCode(200);
    }
    as(token).get("/v1/releases?text=" + id).then().statusCode(200);

    assertEquals(
        List.of(
            "contents of release " + id,
            "contents of release " + id,
            "history of release " + id,
            "notice of release " + id,
            "release " + id,
            "releases"),
        sql.list(
            "select subject_id from audit where action = 'embargo.read' and caller = ? order by 1",
            row -> row.getString(1),
            curious));
  }

  @Test
  void whoMayNotReadIsNotAuditedAsAReader() {
    String id = newId();
    planned(plan(id, in(Duration.ofHours(1))));

    as(REPORTER).get("/v1/releases/" + id).then().statusCode(404);
    as(REPORTER).get("/v1/releases/" + id + "/contents").then().statusCode(403);

    assertFalse(
        sql.exists(
            "select from audit where action = 'embargo.read' and subject_id like '%' || ?", id));
  }
}
