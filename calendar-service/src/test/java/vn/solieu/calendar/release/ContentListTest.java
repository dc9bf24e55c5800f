package vn.solieu.calendar.release;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.solieu.calendar.Office.ADMIN;
import static vn.solieu.calendar.Office.APPROVER;
import static vn.solieu.calendar.Office.OFFICER;
import static vn.solieu.calendar.Office.act;
import static vn.solieu.calendar.Office.archive;
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
import static vn.solieu.calendar.Office.recorded;
import static vn.solieu.calendar.Office.state;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.solieu.calendar.CalendarTest;
import vn.solieu.calendar.Keepers;
import vn.solieu.calendar.Office;
import vn.solieu.calendar.OtherServices;
import vn.solieu.calendar.agency.AgencyService;
import vn.solieu.calendar.agency.KnownAgencies;
import vn.solieu.platform.security.Roles;
import vn.solieu.platform.sql.Sql;
import vn.solieu.testing.EventContract;
import vn.solieu.testing.Tokens;

/** How many contents a release lists, and what becomes of it when they cannot be published. */
@CalendarTest
class ContentListTest {

  @Inject AgencyService agencies;
  @Inject MeterRegistry metrics;
  @Inject Sql sql;

  @BeforeEach
  void theOfficeIsKnown() {
    KnownAgencies.tell(agencies, Office.AGENCY);
  }

  // As many as fit -------------------------------------------------------------------------------

  /** What the calendar knows of a content is for whom its keeper lets see it. */
  @Test
  void whoMayNotSeeAContentIsNotToldThatAReleaseListsIt() {
    String id = newId();
    String own = newId();
    planned(plan(id, in(Duration.ofHours(1))));
    planned(plan(own, in(Duration.ofHours(2))));
    String listed = "unknown-" + UUID.randomUUID();
    sql.update("update release_content set content = ? where content = ?", listed, attached(id));

    Response answer = attach(own, listed);

    answer.then().statusCode(422).body("release", nullValue()).body(not(containsString(id)));
    String nobodys = "unknown-" + UUID.randomUUID();
    assertEquals(
        attach(own, nobodys).jsonPath().getString("errors").replace(nobodys, listed),
        answer.jsonPath().getString("errors"));
  }

  @Test
  void theReleaseThatListsAContentIsNamedOnlyToWhoSeesIt() {
    String id = newId();
    planned(plan(id, in(Duration.ofHours(1))));
    String vintage = attached(id);
    String department = "so-" + UUID.randomUUID();
    KnownAgencies.tell(agencies, department);
    String officer = Tokens.of("ba", Roles.RELEASE_OFFICER, department);
    String own = newId();
    Map<String, Object> plan = plan(own, in(Duration.ofHours(2)));
    plan.put("agency", department);
    as(officer).body(plan).post("/v1/releases").then().statusCode(201);

    as(officer)
        .put("/v1/releases/" + own + "/contents/vintage/" + vintage)
        .then()
        .statusCode(409)
        .body("release", nullValue())
        .body(not(containsString(id)));
  }

  /** What is wrong beside another release its keeper tells, and names it if the caller sees it. */
  @Test
  void theKeeperIsToldWhichReleasesTheCallerSees() {
    String ofTheOffice = newId();
    planned(plan(ofTheOffice, in(Duration.ofHours(1))));
    String first = attached(ofTheOffice);
    String department = "so-" + UUID.randomUUID();
    KnownAgencies.tell(agencies, department);
    String officer = Tokens.of("ba", Roles.RELEASE_OFFICER, department);
    String own = newId();
    Map<String, Object> plan = plan(own, in(Duration.ofHours(2)));
    plan.put("agency", department);
    as(officer).body(plan).post("/v1/releases").then().statusCode(201);
    String contents = "/v1/releases/" + own + "/contents/vintage/";
    String second = UUID.randomUUID().toString();
    String third = UUID.randomUUID().toString();
    as(officer).put(contents + second).then().statusCode(201);
    as(officer).put(contents + third).then().statusCode(201);
    String fourth = attached(ofTheOffice);

    assertEquals(Map.of(first, false, second, true), visible(third, first, second));
    assertEquals(Map.of(first, true, second, false), visible(fourth, first, second));
  }

  private static Map<String, Boolean> visible(String asked, String... listed) {
    JsonPath question = JsonPath.from(Keepers.question(asked));
    Map<String, Boolean> visible = new HashMap<>();
    for (String one : listed) {
      visible.put(
          one, question.getBoolean("planned.find { it.vintage == '%s' }.visible".formatted(one)));
    }
    return visible;
  }

  @Test
  void aReleaseListsAThousandContentsAndToldSoNoMore() {
    String id = newId();
    planned(plan(id, in(Duration.ofHours(1))));
    listedBySql(id, 999);
    attached(id);

    attach(id, UUID.randomUUID().toString())
        .then()
        .statusCode(409)
        .body("type", equalTo("/problems/conflict-of-state"))
        .body("most", equalTo(1000));
    as(OFFICER).get("/v1/releases/" + id + "/contents").then().body("items", hasSize(1000));
    cancelled(id);
  }

  @Test
  void theLongestListWithTheLongestTextsIsPublishedWithItsEvents() {
    String id = newId();
    Map<String, Object> archive = archive(id, "2013-01-29T09:00:00+07:00");
    archive.put("titleVi", "ệ".repeat(300));
    archive.put("titleEn", "ệ".repeat(300));
    archive.put("publisher", "ệ".repeat(300));
    archive.put("evidence", "ệ".repeat(2000));
    planned(archive);
    listedBySql(id, 1000);
    as(ADMIN)
        .body(Map.of("vi", "ệ".repeat(2000), "en", "ệ".repeat(2000)))
        .put("/v1/releases/" + id + "/notice")
        .then()
        .statusCode(200);

    act(APPROVER, id, "confirm").then().statusCode(200).body("contents", hasSize(1000));

    List<Integer> sizes =
        sql.list(
            "select octet_length(payload) from outbox where key = ?", row -> row.getInt(1), id);
    assertEquals(2, sizes.size());
    sizes.forEach(size -> assertTrue(size < 135_000, size + " bytes"));
    long sequence = as(null).get("/v1/releases/" + id).jsonPath().getLong("sequence");
    byte[] entry = as(null).get("/v1/publications?limit=1&after=" + (sequence - 1)).asByteArray();
    assertTrue(
        1_000_000 + entry.length < 4 << 20, "a follower reads a page: " + entry.length + " bytes");
  }

  @Test
  void aListThatWasTooLongBeforeItsBoundIsNotPublishedAndAlarms() {
    String id = newId();
    confirmed(plan(id, in(Duration.ofHours(1))));
    listedBySql(id, 1000);
    act(OFFICER, id, "seal").then().statusCode(409).body("contents", equalTo(1001));

    fallsDue(id);

    await().until(() -> as(null).get("/v1/releases/" + id).path("overdue"), equalTo(true));
    assertEquals("confirmed", state(id));
    assertTrue(broken() >= 1);
    cancelled(id);
  }

  @Test
  void aListThatWasTooLongCanBeShortened() {
    String id = newId();
    String tooMuch = confirmed(plan(id, in(Duration.ofHours(1))));
    listedBySql(id, 1000);

    as(OFFICER)
        .delete("/v1/releases/" + id + "/contents/vintage/" + tooMuch)
        .then()
        .statusCode(204);

    act(OFFICER, id, "seal").then().statusCode(200);
    cancelled(id);
  }

  /** Other tests are not to ask about its contents. */
  private static void cancelled(String id) {
    act(OFFICER, id, "cancel", because("Chia thành hai đợt")).then().statusCode(200);
  }

  // Nothing --------------------------------------------------------------------------------------

  @Test
  void aPromiseWithNothingInItIsNotSealedFallsOverdueAndAlarms() {
    String id = newId();
    confirmedEmpty(plan(id, in(Duration.ofHours(1))));
    act(OFFICER, id, "seal").then().statusCode(409).body("contents", equalTo(0));

    fallsDue(id);

    await().until(() -> as(null).get("/v1/releases/" + id).path("overdue"), equalTo(true));
    as(null)
        .get("/v1/releases/" + id)
        .then()
        .body("state", equalTo("confirmed"))
        .body("sealed", equalTo(false))
        .body("sequence", nullValue());
    assertTrue(broken() >= 1);
    // The office is alarmed. The calendar is well all the same.
    assertTrue(metrics.get("solieu.release.overdue").gauge().value() >= 1);
    as(null)
        .get("/q/health")
        .then()
        .statusCode(200)
        .body("checks.find { it.name == 'releases' }.status", equalTo("UP"))
        .body("checks.find { it.name == 'releases' }.data.broken", greaterThanOrEqualTo(1))
        .body("checks.find { it.name == 'releases' }.data.overdue", greaterThanOrEqualTo(1));
    postponed(id).then().statusCode(200).body("overdue", equalTo(false));
    attached(id);
    act(OFFICER, id, "seal").then().statusCode(200);
  }

  @Test
  void whatIsCancelledIsNotOverdueAnyMore() {
    String id = newId();
    confirmedEmpty(plan(id, in(Duration.ofHours(1))));
    fallsDue(id);
    await().until(() -> as(null).get("/v1/releases/" + id).path("overdue"), equalTo(true));

    act(OFFICER, id, "cancel", because("Không có số liệu"))
        .then()
        .statusCode(200)
        .body("overdue", equalTo(false));

    for (String token : new String[] {null, OFFICER}) {
      as(token).get("/v1/releases/" + id).then().body("overdue", equalTo(false));
      as(token)
          .get("/v1/releases?state=cancelled&text=" + id)
          .then()
          .body("items.overdue", contains(false));
    }
    assertEquals(
        List.of("false"),
        sql.list(
            "select payload::jsonb ->> 'overdue' from outbox where key = ? order by position desc"
                + " limit 1",
            row -> row.getString(1),
            id));
  }

  @Test
  void whatIsCancelledIsNotSealedAnyMore() {
    String id = newId();
    confirmed(plan(id, in(Duration.ofHours(1))));
    act(OFFICER, id, "seal").then().statusCode(200).body("sealed", equalTo(true));

    act(OFFICER, id, "cancel", because("Không có số liệu"))
        .then()
        .statusCode(200)
        .body("sealed", equalTo(false));

    as(null).get("/v1/releases/" + id).then().body("sealed", equalTo(false));
  }

  @Test
  void whatHadBeenSealedWithNothingInItIsNotPublishedEither() {
    String id = newId();
    confirmedEmpty(plan(id, in(Duration.ofHours(1))));
    sql.update("update release set sealed_at = clock_timestamp() where id = ?", id);

    fallsDue(id);

    await().until(() -> as(null).get("/v1/releases/" + id).path("overdue"), equalTo(true));
    assertEquals("confirmed", state(id));
    as(null).get("/v1/releases/" + id).then().body("sealed", equalTo(false));
    postponed(id).then().statusCode(200);
  }

  @Test
  void anExternalPublicationIsReportedWhenThereIsSomethingToOpen() {
    String id = newId();
    Map<String, Object> grdp = plan(id, in(Duration.ofHours(1)));
    grdp.put("trigger", "external");
    grdp.put("publisher", "Cục Thống kê");
    confirmedEmpty(grdp);
    Map<String, String> seen =
        Map.of("source", "Công văn 12", "seenAt", in(Duration.ZERO).toString());

    act(OFFICER, id, "external-publication", seen)
        .then()
        .statusCode(409)
        .body("contents", equalTo(0));
    attached(id);
    act(OFFICER, id, "external-publication", seen).then().statusCode(200);
  }

  @Test
  void aReleaseConfirmedWhenItIsTimeToSealItIsToldSo() {
    // Seals a second before.
    String id = newId();
    String empty = newId();
    planned(plan(id, in(Duration.ofHours(1))));
    planned(plan(empty, in(Duration.ofHours(1))));
    attached(id);
    act(OFFICER, id, "announce").then().statusCode(200);
    act(OFFICER, empty, "announce").then().statusCode(200);

    confirmedWithinItsSealingTime(id).then().statusCode(200).body("sealed", equalTo(true));
    await().until(() -> state(id), equalTo("published"));

    confirmedWithinItsSealingTime(empty).then().statusCode(409).body("contents", equalTo(0));
    assertEquals("provisional", state(empty));
  }

  /** What came after the instant is told so (422), and is asked again before another one. */
  private Response confirmedWithinItsSealingTime(String id) {
    return await()
        .until(
            () -> {
              String tag = as(APPROVER).get("/v1/releases/" + id).header("ETag");
              sql.update(
                  "update release set scheduled_at = clock_timestamp() + interval '950"
                      + " milliseconds' where id = ?",
                  id);
              return as(APPROVER)
                  .header("If-Match", tag)
                  .body("{}")
                  .post("/v1/releases/" + id + "/confirm");
            },
            answer -> answer.statusCode() != 422 && answer.statusCode() != 412);
  }

  // Asked again ----------------------------------------------------------------------------------

  @Test
  void theKeepersAreAskedAgainWhenAReleaseIsPostponed() {
    String id = newId();
    OffsetDateTime first = in(Duration.ofHours(1));
    confirmed(plan(id, first));
    // Fine at this instant, and lower than something at any other.
    String early = "early-" + UUID.randomUUID();
    attach(id, early).then().statusCode(201);

    postponed(id)
        .then()
        .statusCode(422)
        .body("errors.rule", contains("lower-level"))
        .body("errors.pointer", contains("/contents/vintage/" + early + "/M/A/2026-10"));
    as(null).get("/v1/releases/" + id).then().body("state", equalTo("confirmed"));
    as(null)
        .get("/v1/releases/" + id + "/history")
        .then()
        .body("items.action", contains("announce", "confirm"));

    as(OFFICER).delete("/v1/releases/" + id + "/contents/vintage/" + early).then().statusCode(204);
    postponed(id).then().statusCode(200).body("state", equalTo("postponed"));
  }

  @Test
  void theKeepersAreAskedAgainWhenAPlanMoves() {
    String id = newId();
    Map<String, Object> plan = plan(id, in(Duration.ofHours(1)));
    planned(plan);
    String early = "early-" + UUID.randomUUID();
    attach(id, early).then().statusCode(201);

    plan.put("titleEn", "Another title");
    changed(id, plan).then().statusCode(200);
    plan.put("scheduledAt", in(Duration.ofHours(2)).toString());
    changed(id, plan).then().statusCode(422).body("errors.rule", contains("lower-level"));
    plan.put("titleVi", "");
    changed(id, plan).then().statusCode(422).body("errors.pointer", contains("/titleVi"));
  }

  @Test
  void aKeeperThatIsAwayLeavesThePromiseAsItIs() {
    String id = newId();
    confirmed(plan(id, in(Duration.ofHours(1))));
    listedBySql(id, 1, "silent-" + UUID.randomUUID());

    postponed(id).then().statusCode(503).header("Retry-After", equalTo("5"));
    assertEquals("confirmed", state(id));
  }

  // What its keeper did not open -----------------------------------------------------------------

  @Test
  void aContentThatItsKeeperDidNotOpenIsShownAsRefusedAndIsFree() {
    String id = newId();
    String other = newId();
    String refused = recorded(archive(id, "2012-01-29T09:00:00+07:00"));
    planned(plan(other, in(Duration.ofHours(1))));
    attach(other, refused).then().statusCode(409);
    JsonPath before = as(null).get("/v1/releases/" + id).jsonPath();
    long sequence = before.getLong("sequence");
    String log = "/v1/publications?limit=1&after=" + (sequence - 1);
    String tag = as(null).get(log).header("ETag");
    as(null).get(log).then().body("items[0].refused", nullValue());

    refuse(refused, id, sequence);
    await().until(() -> as(null).get("/v1/releases/" + id).path("refused") != null);

    as(null)
        .get("/v1/releases/" + id)
        .then()
        .header("ETag", not(equalTo(as(null).get("/v1/releases").header("ETag"))))
        .body("version", equalTo(before.getInt("version") + 1))
        .body("contents.id", contains(refused))
        .body("refused.id", contains(refused))
        .body(not(containsString("not-accepted")));
    as(OFFICER)
        .get("/v1/releases/" + id + "/contents")
        .then()
        .body("items.id", contains(refused))
        .body("items.refused", contains("not-accepted"));
    as(null)
        .get(log)
        .then()
        .header("ETag", not(equalTo(tag)))
        .body("items[0].contents.id", contains(refused))
        .body("items[0].refused.id", contains(refused));
    attach(other, refused).then().statusCode(201);
    List<String> told =
        sql.list(
            "select payload from outbox where type = 'vn.solieu.calendar.release.changed.v1' and"
                + " key = ? order by position",
            row -> row.getString(1),
            id);
    EventContract.of("vn.solieu.calendar.release.changed.v1").assertWritten(told.getLast());
    assertTrue(told.getLast().contains("\"refused\":[{\"type\":\"vintage\""), told.getLast());
    assertFalse(told.getLast().contains("not-accepted"), told.getLast());

    // Told once more, and of what is not so: nothing changes.
    refuse(refused, id, sequence);
    refuse("nobody-knows", id, sequence);
    refuse(refused, other, 1);
    refuse(refused, newId(), sequence);
    String last = recorded(archive(newId(), "2012-01-29T09:00:00+07:00"));
    String lastId =
        sql.first(
                "select release from release_content where content = ?",
                row -> row.getString(1),
                last)
            .orElseThrow();
    refuse(last, lastId, as(null).get("/v1/releases/" + lastId).jsonPath().getLong("sequence"));
    await().until(() -> as(null).get("/v1/releases/" + lastId).path("refused") != null);
    as(null)
        .get("/v1/releases/" + id)
        .then()
        .body("version", equalTo(before.getInt("version") + 1));
    as(OFFICER)
        .get("/v1/releases/" + other + "/contents")
        .then()
        .body("items.id", contains(refused));
  }

  @Test
  void whatAnswersAPublicationIsReadAlsoWhenItGrows() throws Exception {
    var json =
        JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
    for (String type : List.of(RefusalListener.VINTAGE, RefusalListener.EDITION)) {
      EventContract contract = EventContract.of(type);
      for (List<String> samples : List.of(contract.samples(), contract.samplesOfTomorrow())) {
        for (String sample : samples) {
          ContentRefused refused = json.readValue(sample, ContentRefused.class);
          assertFalse(refused.contentId().isEmpty());
          assertTrue(refused.sequence() > 0);
        }
      }
    }
  }

  private static void refuse(String content, String release, long sequence) {
    OtherServices.send(
        "refusals",
        RefusalListener.VINTAGE,
        content,
        sequence,
        """
        {"contentType":"vintage","contentId":"%s","releaseId":"%s","sequence":%d,
         "cause":"not-accepted","at":"2026-11-27T10:00:00+07:00"}
        """
            .formatted(content, release, sequence));
  }

  private static Response postponed(String id) {
    Map<String, String> body = new HashMap<>(because("Điều tra bổ sung"));
    body.put("scheduledAt", in(Duration.ofDays(2)).toString());
    return act(OFFICER, id, "postpone", body);
  }

  private static Response changed(String id, Map<String, Object> plan) {
    return as(OFFICER)
        .header("If-Match", as(OFFICER).get("/v1/releases/" + id).header("ETag"))
        .body(plan)
        .put("/v1/releases/" + id);
  }

  private void fallsDue(String id) {
    sql.update(
        "update release set scheduled_at = clock_timestamp() - interval '1 second' where id = ?",
        id);
  }

  private double broken() {
    return metrics.get("solieu.release.broken").gauge().value();
  }

  /** Contents with ids as long as they may be. */
  private void listedBySql(String release, int count) {
    listedBySql(release, count, UUID.randomUUID().toString());
  }

  private void listedBySql(String release, int count, String prefix) {
    sql.update(
        """
        insert into release_content (release, type, content, attached_at, attached_by)
        select ?, 'VINTAGE', rpad(? || '-' || n || '-', 64, 'x'), clock_timestamp(), 'lan'
        from generate_series(1, ?) n
        """,
        release,
        prefix,
        count);
  }
}
