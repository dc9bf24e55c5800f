package vn.solieu.calendar.release;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.solieu.calendar.Office.APPROVER;
import static vn.solieu.calendar.Office.OFFICER;
import static vn.solieu.calendar.Office.act;
import static vn.solieu.calendar.Office.as;
import static vn.solieu.calendar.Office.attach;
import static vn.solieu.calendar.Office.attached;
import static vn.solieu.calendar.Office.because;
import static vn.solieu.calendar.Office.confirmed;
import static vn.solieu.calendar.Office.confirmedEmpty;
import static vn.solieu.calendar.Office.in;
import static vn.solieu.calendar.Office.newId;
import static vn.solieu.calendar.Office.plan;
import static vn.solieu.calendar.Office.planned;
import static vn.solieu.calendar.Office.state;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.solieu.calendar.CalendarTest;
import vn.solieu.calendar.Keepers;
import vn.solieu.calendar.Office;
import vn.solieu.calendar.OtherServices;
import vn.solieu.calendar.agency.AgencyService;
import vn.solieu.calendar.agency.KnownAgencies;
import vn.solieu.platform.sql.Sql;
import vn.solieu.testing.EventContract;
import vn.solieu.testing.HeldLock;

/** Two persons, or a person and an event, who change the contents of a release at once. */
@CalendarTest
class AtOnceTest {

  @Inject AgencyService agencies;
  @Inject DataSource source;
  @Inject MeterRegistry metrics;
  @Inject Sql sql;

  @BeforeEach
  void theOfficeIsKnown() {
    KnownAgencies.tell(agencies, Office.AGENCY);
  }

  // Two acts --------------------------------------------------------------------------------------

  @Test
  void whatIsAttachedBeforeTheSealIsInItAndAfterItIsRefused() throws Exception {
    String id = newId();
    confirmed(plan(id, in(Duration.ofHours(1))));
    assertEquals(List.of(201, 200), first(id, attaching(id), sealing(id)));
    as(OFFICER).get("/v1/releases/" + id + "/contents").then().body("items", hasSize(2));

    String other = newId();
    confirmed(plan(other, in(Duration.ofHours(1))));
    assertEquals(List.of(200, 409), first(other, sealing(other), attaching(other)));
    as(OFFICER).get("/v1/releases/" + other + "/contents").then().body("items", hasSize(1));
  }

  @Test
  void whatIsDetachedBeforeTheSealIsNotInItAndAfterItStays() throws Exception {
    String id = newId();
    String only = confirmed(plan(id, in(Duration.ofHours(1))));
    assertEquals(List.of(204, 409), first(id, detaching(id, only), sealing(id)));

    String other = newId();
    String kept = confirmed(plan(other, in(Duration.ofHours(1))));
    assertEquals(List.of(200, 409), first(other, sealing(other), detaching(other, kept)));
  }

  @Test
  void aNoticeIsWrittenBeforeTheSealOrNotAtAll() throws Exception {
    String id = newId();
    confirmed(plan(id, in(Duration.ofHours(1))));
    assertEquals(List.of(200, 200), first(id, writing(id), sealing(id)));
    as(OFFICER).get("/v1/releases/" + id + "/notice").then().statusCode(200);

    String other = newId();
    confirmed(plan(other, in(Duration.ofHours(1))));
    assertEquals(List.of(200, 409), first(other, sealing(other), writing(other)));
    as(OFFICER).get("/v1/releases/" + other + "/notice").then().statusCode(404);
  }

  @Test
  void aCancelledReleaseHoldsNothingThatIsAttachedMeanwhile() throws Exception {
    String id = newId();
    planned(plan(id, in(Duration.ofHours(1))));
    String vintage = UUID.randomUUID().toString();
    Callable<Response> attaching = () -> attach(id, vintage);
    Callable<Response> cancelling = () -> act(OFFICER, id, "cancel", because("Không điều tra"));
    assertEquals(List.of(201, 200), first(id, attaching, cancelling));
    assertEquals(List.of("attached", "detached"), told(vintage));

    String other = newId();
    planned(plan(other, in(Duration.ofHours(1))));
    assertEquals(
        List.of(200, 409),
        first(other, () -> act(OFFICER, other, "cancel", because("Không")), attaching(other)));
    as(OFFICER).get("/v1/releases/" + other + "/contents").then().body("items", hasSize(0));
  }

  @Test
  void aReleaseIsConfirmedWithWhatIsAttachedMeanwhile() throws Exception {
    String id = newId();
    planned(plan(id, in(Duration.ofHours(1))));
    act(OFFICER, id, "announce").then().statusCode(200);

    assertEquals(List.of(201, 200), first(id, attaching(id), () -> act(APPROVER, id, "confirm")));
    assertEquals(List.of(201, 200), first(id, attaching(id), sealing(id)));
  }

  @Test
  void oneReleaseListsWhatTwoWantAtOnce() throws Exception {
    String one = newId();
    String two = newId();
    String vintage = UUID.randomUUID().toString();
    planned(plan(one, in(Duration.ofHours(1))));
    planned(plan(two, in(Duration.ofHours(1))));

    try (HeldLock lock =
        HeldLock.of(source, "select pg_advisory_xact_lock(hashtext('release_content'))")) {
      List<Response> answers =
          lock.queue(List.of(() -> attach(one, vintage), () -> attach(two, vintage)));
      assertEquals(List.of(201, 409), statuses(answers));
      assertEquals(one, answers.getLast().path("release"));
    }
    assertEquals(List.of("attached"), told(vintage));
  }

  @Test
  void whatIsDetachedAndAttachedAgainIsToldInThatOrder() throws Exception {
    String id = newId();
    planned(plan(id, in(Duration.ofHours(1))));
    String vintage = attached(id);
    // What is listed is not asked about: attaching sees it, and has nothing to do.
    assertEquals(List.of(204, 200), first(id, detaching(id, vintage), () -> attach(id, vintage)));
    assertEquals(List.of("attached", "detached"), told(vintage));

    attach(id, vintage).then().statusCode(201);
    assertEquals(List.of("attached", "detached", "attached"), told(vintage));
  }

  // Its keeper ------------------------------------------------------------------------------------

  @Test
  void theKeeperHoldsAVintageUnderANumberBelowThatOfTheEvent() {
    String id = newId();
    planned(plan(id, in(Duration.ofHours(1))));
    String vintage = attached(id);
    long attached = version(vintage);
    long held = Keepers.attachment(vintage);
    assertTrue(2 * held < attached, held + " is ended by " + attached);

    as(OFFICER)
        .delete("/v1/releases/" + id + "/contents/vintage/" + vintage)
        .then()
        .statusCode(204);
    long detached = version(vintage);
    attach(id, vintage).then().statusCode(201);

    assertTrue(2 * Keepers.attachment(vintage) > detached, "what was told before does not end it");
  }

  @Test
  void aVintageThatIsGivenBackIsListedNoLongerAlsoByASealedReleaseAndTheOfficeIsTold() {
    String id = newId();
    String vintage = confirmed(plan(id, in(Duration.ofHours(1))));
    act(OFFICER, id, "seal").then().statusCode(200);
    String publicly = as(null).get("/v1/releases/" + id).asString();
    double before = takenBack();

    givenBack(vintage, RefusalListener.RETURNED, "returned");
    await().until(() -> told(vintage).equals(List.of("attached", "detached")));

    as(OFFICER)
        .get("/v1/releases/" + id + "/contents")
        .then()
        .body("items.id", contains(vintage))
        .body("items.refused", contains("returned"));
    assertEquals(before + 1, takenBack());
    assertEquals(
        publicly, as(null).get("/v1/releases/" + id).asString(), "the public sees nothing");
    assertTrue(audited(id).contains("content.detach system:calendar-service"));

    sql.update(
        "update release set scheduled_at = clock_timestamp() - interval '1 second' where id = ?",
        id);
    await().until(() -> as(null).get("/v1/releases/" + id).path("overdue"), equalTo(true));
    assertEquals("confirmed", state(id), "nothing empty goes out");
    act(
            OFFICER,
            id,
            "postpone",
            Map.of(
                "reason", "Số liệu mới",
                "reasonEn", "New figures",
                "scheduledAt", in(Duration.ofDays(1)).toString()))
        .then()
        .statusCode(200);
    attached(id);
  }

  @Test
  void whatIsOutIsNotTouchedByWhatIsGivenBack() {
    String id = newId();
    String vintage = Office.recorded(Office.archive(id, "2011-01-29T09:00:00+07:00"));
    String other = newId();
    confirmedEmpty(plan(other, in(Duration.ofHours(1))));
    String listed = attached(other);

    givenBack(vintage, RefusalListener.RETURNED, "returned");
    givenBack("nobody-knows", RefusalListener.WITHDRAWN, "withdrawn");
    givenBack(listed, RefusalListener.WITHDRAWN, "withdrawn");
    await().until(() -> told(listed).size() == 2);

    as(OFFICER)
        .get("/v1/releases/" + id + "/contents")
        .then()
        .body("items.id", contains(vintage))
        .body("items[0].refused", nullValue());
  }

  @Test
  void whatIsToldOfSubmissionsIsReadAlsoWhenItGrows() throws Exception {
    var json =
        JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
    for (String type : List.of(RefusalListener.RETURNED, RefusalListener.WITHDRAWN)) {
      EventContract contract = EventContract.of(type);
      for (List<String> samples : List.of(contract.samples(), contract.samplesOfTomorrow())) {
        for (String sample : samples) {
          VintageTakenBack back = json.readValue(sample, VintageTakenBack.class);
          assertFalse(back.vintage().isEmpty());
          assertTrue(type.contains(back.state()));
        }
      }
    }
  }

  // Tools -----------------------------------------------------------------------------------------

  /** The statuses of two acts on a release that come to its lock in this order. */
  private List<Integer> first(String release, Callable<Response> one, Callable<Response> then)
      throws Exception {
    try (HeldLock lock = held(release)) {
      return statuses(lock.queue(List.of(one, then)));
    }
  }

  private HeldLock held(String release) throws SQLException {
    return HeldLock.of(source, "select from release where id = ? for update", release);
  }

  private static List<Integer> statuses(List<Response> answers) {
    return answers.stream().map(Response::statusCode).toList();
  }

  private static Callable<Response> attaching(String id) {
    return () -> attach(id, UUID.randomUUID().toString());
  }

  private static Callable<Response> detaching(String id, String vintage) {
    return () -> as(OFFICER).delete("/v1/releases/" + id + "/contents/vintage/" + vintage);
  }

  private static Callable<Response> sealing(String id) {
    return () -> act(OFFICER, id, "seal");
  }

  private static Callable<Response> writing(String id) {
    return () ->
        as(OFFICER)
            .body(Map.of("vi", "Đính chính", "en", "A correction"))
            .put("/v1/releases/" + id + "/notice");
  }

  private static void givenBack(String vintage, String type, String state) {
    OtherServices.send(
        "refusals",
        type,
        UUID.randomUUID().toString(),
        2,
        """
        {"submission":"0198f2d0-6c1e-7c3a-9d55-2f1b7f0a4e11","vintage":"%s","state":"%s"}
        """
            .formatted(vintage, state));
  }

  private List<String> told(String vintage) {
    return sql.list(
        "select split_part(type, '.', 5) from outbox where key = ? order by position",
        row -> row.getString(1),
        vintage);
  }

  private long version(String vintage) {
    return sql.first(
            "select max(subject_version) from outbox where key = ?", row -> row.getLong(1), vintage)
        .orElseThrow();
  }

  private List<String> audited(String release) {
    return sql.list(
        "select action || ' ' || caller from audit where subject_id = ?",
        row -> row.getString(1),
        release);
  }

  private double takenBack() {
    var counter =
        metrics.find("solieu.release.content.taken.back").tag("state", "returned").counter();
    return counter == null ? 0 : counter.count();
  }
}
