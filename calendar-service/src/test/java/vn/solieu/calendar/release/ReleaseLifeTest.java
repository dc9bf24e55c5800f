package vn.solieu.calendar.release;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.solieu.calendar.Office.ADMIN;
import static vn.solieu.calendar.Office.APPROVER;
import static vn.solieu.calendar.Office.OFFICER;
import static vn.solieu.calendar.Office.OTHER_OFFICER;
import static vn.solieu.calendar.Office.REPORTER;
import static vn.solieu.calendar.Office.act;
import static vn.solieu.calendar.Office.archive;
import static vn.solieu.calendar.Office.as;
import static vn.solieu.calendar.Office.attach;
import static vn.solieu.calendar.Office.because;
import static vn.solieu.calendar.Office.confirmed;
import static vn.solieu.calendar.Office.confirmedEmpty;
import static vn.solieu.calendar.Office.in;
import static vn.solieu.calendar.Office.newId;
import static vn.solieu.calendar.Office.plan;
import static vn.solieu.calendar.Office.planned;
import static vn.solieu.calendar.Office.recorded;
import static vn.solieu.calendar.Office.state;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.solieu.calendar.CalendarTest;
import vn.solieu.calendar.Office;
import vn.solieu.calendar.agency.AgencyService;
import vn.solieu.calendar.agency.KnownAgencies;
import vn.solieu.embedded.Grant;
import vn.solieu.platform.publication.ReleaseGate;
import vn.solieu.platform.sql.Sql;
import vn.solieu.platform.sql.SqlFailure;
import vn.solieu.testing.Tokens;

@CalendarTest
class ReleaseLifeTest {

  @Inject AgencyService agencies;
  @Inject Sql sql;
  @Inject ReleaseGate gate;

  @BeforeEach
  void theOfficeIsKnown() {
    KnownAgencies.tell(agencies, Office.AGENCY);
  }

  @Test
  void aReleaseGoesOutAtItsInstantWithWhatWasAttached() {
    String id = newId();
    OffsetDateTime instant = in(Duration.ofSeconds(4));
    String vintage = confirmed(plan(id, instant));
    attach(id, vintage).then().statusCode(200);

    await().until(() -> state(id), equalTo("published"));

    JsonPath release =
        as(null).get("/v1/releases/" + id).then().statusCode(200).extract().jsonPath();
    OffsetDateTime publishedAt = OffsetDateTime.parse(release.getString("publishedAt"));
    assertFalse(publishedAt.isBefore(instant), "never early");
    assertTrue(publishedAt.isBefore(instant.plusSeconds(2)), "in time: " + publishedAt);
    assertEquals("+07:00", publishedAt.getOffset().getId());
    assertFalse(release.getBoolean("late"));
    assertTrue(release.getBoolean("sealed"));
    assertEquals(List.of(Map.of("type", "vintage", "id", vintage)), release.getList("contents"));
    JsonPath log =
        as(null)
            .get("/v1/publications?after=" + (release.getLong("sequence") - 1) + "&limit=1")
            .jsonPath();
    assertEquals(id, log.getString("items[0].releaseId"));
    assertEquals("live", log.getString("items[0].origin"));
    assertEquals(vintage, log.getString("items[0].contents[0].id"));
  }

  @Test
  void nobodyOutsideLearnsOfAContentBeforeTheInstant() {
    String id = newId();
    String vintage = UUID.randomUUID().toString();
    planned(plan(id, in(Duration.ofHours(1))));

    as(null).get("/v1/releases/" + id).then().statusCode(404);
    as(REPORTER).get("/v1/releases/" + id).then().statusCode(404);
    as(null).get("/v1/releases/" + id + "/history").then().statusCode(404);
    as(null).get("/v1/releases?text=" + id).then().body("items", hasSize(0));
    as(null).get("/v1/releases.ics?text=" + id).then().body(not(containsString(id)));
    as(OFFICER)
        .get("/v1/releases?text=" + id)
        .then()
        .body("items.id", contains(id))
        .header("Cache-Control", "private, no-store");

    act(OFFICER, id, "announce").then().statusCode(200);
    act(APPROVER, id, "confirm").then().statusCode(200);
    List<String> routes =
        List.of(
            "/v1/releases/" + id,
            "/v1/releases/" + id + "/history",
            "/v1/releases?text=" + id,
            "/v1/releases.ics?text=" + id,
            "/v1/publications");
    List<String> before = routes.stream().map(route -> as(null).get(route).header("ETag")).toList();
    attach(id, vintage).then().statusCode(201);

    for (String reader : new String[] {null, REPORTER}) {
      for (String route : routes) {
        Response answer = as(reader).get(route);
        answer.then().statusCode(200).body(not(containsString(vintage)));
      }
      as(reader)
          .get("/v1/releases/" + id + "/contents")
          .then()
          .statusCode(reader == null ? 401 : 403)
          .body(not(containsString(vintage)));
      as(reader).get("/v1/releases/" + id).then().body("contents", nullValue());
    }
    assertEquals(before, routes.stream().map(route -> as(null).get(route).header("ETag")).toList());
    as(OFFICER)
        .get("/v1/releases/" + id + "/contents")
        .then()
        .statusCode(200)
        .header("Cache-Control", "private, no-store")
        .body("items.id", contains(vintage));
  }

  @Test
  void whoPlannedAReleaseCannotConfirmIt() {
    String both =
        Tokens.withGrants(
            "quan",
            Office.AGENCY,
            Grant.of("release-officer", Office.AGENCY),
            Grant.of("calendar-approver", Office.AGENCY));
    String id = newId();
    as(both).body(plan(id, in(Duration.ofHours(1)))).post("/v1/releases").then().statusCode(201);
    act(OFFICER, id, "announce").then().statusCode(200);

    act(both, id, "confirm").then().statusCode(403).body("type", equalTo("/problems/forbidden"));
    act(APPROVER, id, "confirm").then().statusCode(200).body("state", equalTo("confirmed"));
  }

  @Test
  void aPostponedReleaseKeepsBothInstantsAndBindsAgain() {
    String id = newId();
    OffsetDateTime first = in(Duration.ofHours(1));
    OffsetDateTime second = first.plusDays(1);
    confirmed(plan(id, first));
    act(OFFICER, id, "seal").then().statusCode(200).body("sealed", equalTo(true));

    act(OFFICER, id, "postpone", Map.of("scheduledAt", second.toString()))
        .then()
        .statusCode(422)
        .body("errors.pointer", contains("/reason", "/reasonEn"));
    act(OFFICER, id, "postpone", postponement(first.minusMinutes(1), "Sớm hơn"))
        .then()
        .statusCode(422)
        .body("errors.rule", contains("later"));
    act(OFFICER, id, "postpone", postponement(second, "Điều tra bổ sung"))
        .then()
        .statusCode(200)
        .body("state", equalTo("postponed"))
        .body("sealed", equalTo(false));

    JsonPath history = as(null).get("/v1/releases/" + id + "/history").jsonPath();
    assertEquals(
        List.of("announce", "confirm", "seal", "postpone"), history.getList("items.action"));
    assertEquals("Điều tra bổ sung", history.getString("items[3].reason"));
    assertEquals("In English: Điều tra bổ sung", history.getString("items[3].reasonEn"));
    assertEquals(
        first.toInstant(),
        OffsetDateTime.parse(history.getString("items[3].fromInstant")).toInstant());
    assertEquals(
        second.toInstant(),
        OffsetDateTime.parse(history.getString("items[3].toInstant")).toInstant());
    assertNull(history.getString("items[3].actor"), "who did it is for the office");
    as(OFFICER)
        .get("/v1/releases/" + id + "/history")
        .then()
        .body("items.action", contains("plan", "announce", "confirm", "seal", "postpone"))
        .body("items[4].actor", equalTo("lan"));

    List<String> read = new ArrayList<>();
    String next = "/v1/releases/" + id + "/history?limit=3";
    while (next != null) {
      Response page = as(null).urlEncodingEnabled(false).get(next);
      read.addAll(page.jsonPath().getList("items.action"));
      String link = page.header("Link");
      next = link == null ? null : link.substring(1, link.indexOf('>'));
    }
    assertEquals(history.getList("items.action"), read);
    as(null)
        .get("/v1/releases/" + id + "/history?limit=3")
        .then()
        .header("Link", containsString("rel=\"next\""))
        .body("items.action", contains("announce", "confirm", "seal"));
  }

  @Test
  void aCancelledReleaseStaysAndFreesItsContents() {
    String id = newId();
    String other = newId();
    String vintage = confirmed(plan(id, in(Duration.ofHours(1))));
    planned(plan(other, in(Duration.ofHours(2))));
    attach(other, vintage).then().statusCode(409).body("release", equalTo(id));

    act(OFFICER, id, "cancel")
        .then()
        .statusCode(422)
        .body("errors.pointer", contains("/reason", "/reasonEn"));
    act(OFFICER, id, "cancel", because("Trùng đợt khác"))
        .then()
        .statusCode(200)
        .body("state", equalTo("cancelled"));

    attach(other, vintage).then().statusCode(201);
    attach(id, UUID.randomUUID().toString()).then().statusCode(409);
    as(null).get("/v1/releases/" + id).then().statusCode(200).body("state", equalTo("cancelled"));
    as(null).get("/v1/releases.ics?text=" + id).then().body(containsString("STATUS:CANCELLED"));
    as(OFFICER).delete("/v1/releases/" + id).then().statusCode(405);
  }

  @Test
  void aProvisionalReleaseNeverFires() {
    String id = newId();
    planned(plan(id, in(Duration.ofSeconds(2))));
    act(OFFICER, id, "announce").then().statusCode(200);

    await().until(() -> as(null).get("/v1/releases/" + id).path("overdue"), equalTo(true));

    assertEquals("provisional", state(id));
    act(APPROVER, id, "confirm")
        .then()
        .statusCode(422)
        .body("errors.rule", contains("future"))
        .body("errors.messageEn", contains(containsString("change scheduledAt (PUT)")))
        .body("errors.messageVi", contains(containsString("sửa scheduledAt (PUT)")));
    act(OFFICER, id, "postpone", Map.of("scheduledAt", in(Duration.ofHours(1)).toString()))
        .then()
        .statusCode(409)
        .body("detail", containsString("Có thể: sửa (PUT, cả thời điểm), xác nhận"));
    Map<String, Object> replanned = plan(id, in(Duration.ofHours(1)));
    replanned.putAll(because("Chưa kịp xác nhận"));
    String tag = as(OFFICER).get("/v1/releases/" + id).header("ETag");
    as(OFFICER)
        .header("If-Match", tag)
        .body(replanned)
        .put("/v1/releases/" + id)
        .then()
        .statusCode(200)
        .body("overdue", equalTo(false));
  }

  @Test
  void whatIsSealedCannotBeChangedByOfficerOrClock() {
    String byOfficer = newId();
    String vintage = confirmed(plan(byOfficer, in(Duration.ofHours(1))));
    act(OFFICER, byOfficer, "seal").then().statusCode(200);
    act(OFFICER, byOfficer, "seal")
        .then()
        .statusCode(409)
        .body("detail", containsString("hoãn đợt (POST …/postpone) sẽ mở niêm phong"));

    attach(byOfficer, UUID.randomUUID().toString())
        .then()
        .statusCode(409)
        .body("type", equalTo("/problems/conflict-of-state"))
        .body("detail", containsString("hoãn đợt (POST …/postpone) sẽ mở niêm phong"));
    as(OFFICER)
        .delete("/v1/releases/" + byOfficer + "/contents/vintage/" + vintage)
        .then()
        .statusCode(409);

    String byClock = newId();
    confirmed(plan(byClock, in(Duration.ofSeconds(4))));
    await()
        .pollInterval(Duration.ofMillis(50))
        .until(() -> as(null).get("/v1/releases/" + byClock).path("sealed"), equalTo(true));
    assertEquals("confirmed", state(byClock), "sealed before its instant");
    attach(byClock, UUID.randomUUID().toString()).then().statusCode(409);
  }

  @Test
  void aContentCanBeDetachedUntilTheSeal() {
    String id = newId();
    String vintage = UUID.randomUUID().toString();
    planned(plan(id, in(Duration.ofHours(1))));
    attach(id, vintage).then().statusCode(201);
    String content = "/v1/releases/" + id + "/contents/vintage/" + vintage;
    as(OFFICER).get(content).then().statusCode(200);

    as(OFFICER).delete(content).then().statusCode(204);

    as(OFFICER).get(content).then().statusCode(404);
    as(OFFICER).delete(content).then().statusCode(404);
    attach(id, vintage).then().statusCode(201);
  }

  @Test
  void anExternalReleaseWaitsForTheOtherPublisherAndForASecondPerson() {
    String id = newId();
    String vintage = UUID.randomUUID().toString();
    Map<String, Object> grdp = plan(id, in(Duration.ofSeconds(2)));
    grdp.put("trigger", "external");
    grdp.put("publisher", "Cục Thống kê");
    confirmedEmpty(grdp);
    await().until(() -> state(id), equalTo("awaiting"));
    attach(id, vintage).then().statusCode(201);

    act(OFFICER, id, "external-publication/confirm").then().statusCode(409);
    act(OFFICER, id, "external-publication", Map.of("seenAt", in(Duration.ofHours(1)).toString()))
        .then()
        .statusCode(422)
        .body("errors.pointer", contains("/source", "/seenAt"));
    act(
            OFFICER,
            id,
            "external-publication",
            Map.of("source", "https://www.nso.gov.vn/grdp", "seenAt", in(Duration.ZERO).toString()))
        .then()
        .statusCode(200)
        .body("state", equalTo("awaiting"))
        .body("sealed", equalTo(true));
    as(null).get("/v1/releases/" + id).then().body("externalPublication", nullValue());
    act(OFFICER, id, "external-publication/confirm").then().statusCode(403);
    act(OTHER_OFFICER, id, "external-publication/confirm")
        .then()
        .statusCode(200)
        .body("state", equalTo("published"))
        .body("late", equalTo(false))
        .body("sequence", notNullValue());

    as(null)
        .get("/v1/releases/" + id)
        .then()
        .body("externalPublication.source", equalTo("https://www.nso.gov.vn/grdp"))
        .body("contents.id", contains(vintage));
  }

  @Test
  void anExternalReleaseNeverOpensBeforeItsNotBeforeInstant() {
    String id = newId();
    OffsetDateTime notBefore = in(Duration.ofSeconds(4));
    Map<String, Object> grdp = plan(id, notBefore);
    grdp.put("trigger", "external");
    grdp.put("publisher", "Cục Thống kê");
    confirmed(grdp);
    act(
            OFFICER,
            id,
            "external-publication",
            Map.of("source", "Công văn 12/CTK", "seenAt", in(Duration.ZERO).toString()))
        .then()
        .statusCode(200);
    act(OTHER_OFFICER, id, "external-publication/confirm")
        .then()
        .statusCode(200)
        .body("state", equalTo("confirmed"));

    await().until(() -> state(id), equalTo("published"));

    OffsetDateTime publishedAt =
        OffsetDateTime.parse(as(null).get("/v1/releases/" + id).path("publishedAt"));
    assertFalse(publishedAt.isBefore(notBefore));
  }

  @Test
  void theEntryOfAnotherPublisherIsShownAndNeverFired() {
    String id = newId();
    Map<String, Object> mirrored = plan(id, in(Duration.ofSeconds(2)));
    mirrored.put("trigger", "none");
    mirrored.put("publisher", "Cục Thống kê");
    confirmed(mirrored);
    attach(id, UUID.randomUUID().toString()).then().statusCode(409);
    act(OFFICER, id, "seal").then().statusCode(409);

    String after = newId();
    confirmed(plan(after, in(Duration.ofSeconds(4))));
    await().until(() -> state(after), equalTo("published"));

    assertEquals("confirmed", state(id));
  }

  @Test
  void anArchiveReleaseKeepsItsOwnInstantAndIsNeverLate() {
    String id = newId();
    String vintage = UUID.randomUUID().toString();
    Map<String, Object> archive = archive(id, "2014-01-29T09:00:00+07:00");
    archive.put("reconstructed", true);
    planned(archive);
    as(null).get("/v1/releases/" + id).then().statusCode(404);
    as(OFFICER).put("/v1/releases/" + id + "/contents/vintage/" + vintage).then().statusCode(403);
    as(ADMIN).put("/v1/releases/" + id + "/contents/vintage/" + vintage).then().statusCode(201);

    act(ADMIN, id, "confirm").then().statusCode(403);
    act(APPROVER, id, "confirm").then().statusCode(200).body("state", equalTo("published"));

    as(null)
        .get("/v1/releases/" + id)
        .then()
        .body("publishedAt", equalTo("2014-01-29T09:00:00+07:00"))
        .body("origin", equalTo("archive"))
        .body("late", equalTo(false))
        .body("reconstructed", equalTo(true))
        .body("evidence", equalTo("Niên giám thống kê, trang 3."))
        .body("contents.id", contains(vintage));
    act(APPROVER, id, "confirm").then().statusCode(409);
    as(null)
        .get("/v1/releases?from=2014-01-29&to=2014-01-29&text=" + id)
        .then()
        .body("items.id", contains(id));
  }

  @Test
  void noReleaseIsPublishedByHand() {
    String id = newId();
    planned(plan(id, in(Duration.ofHours(1))));

    act(ADMIN, id, "publish").then().statusCode(404);
  }

  @Test
  void theDatabaseDeletesNothingAndKeepsWhatIsPublished() {
    String id = newId();
    recorded(archive(id, "2015-01-29T09:00:00+07:00"));

    for (String statement :
        List.of(
            "delete from release where id = '%s'",
            "update release set title_vi = '' where id = '%s'",
            "delete from release_change where release = '%s'",
            "update release_change set reason = '' where release = '%s'",
            "delete from publication where release = '%s'",
            "update publication set late = true where release = '%s'",
            "insert into release_content (release, type, content, attached_at, attached_by)"
                + " values ('%s', 'VINTAGE', 'X', now(), 'lan')",
            "truncate release cascade")) {
      assertThrows(SqlFailure.class, () -> sql.update(statement.formatted(id)), statement);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"release", "office_release", "release_change", "release_content", "publication"})
  void aPublicReadThatForgetsTheViewsFailsInsteadOfLeaking(String table) {
    assertThrows(
        SqlFailure.class,
        () ->
            gate.published(
                connection -> Sql.on(connection).exists("select from " + table + " limit 1")));
  }

  @Test
  void aContentThatIsAttachedToTwoReleasesAtOnceStandsInOne() throws Exception {
    String vintage = UUID.randomUUID().toString();
    List<String> ids = List.of(newId(), newId(), newId(), newId());
    ids.forEach(id -> planned(plan(id, in(Duration.ofHours(1)))));

    List<Integer> answers;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      answers =
          threads
              .invokeAll(
                  ids.stream()
                      .<Callable<Integer>>map(id -> () -> attach(id, vintage).statusCode())
                      .toList())
              .stream()
              .map(Future::resultNow)
              .sorted()
              .toList();
    }

    assertEquals(List.of(201, 409, 409, 409), answers);
  }

  @Test
  void theKeeperOfAVintageIsToldWhatTheReleasesToComeList() {
    String first = newId();
    String second = newId();
    planned(plan(first, in(Duration.ofHours(1))));
    planned(plan(second, in(Duration.ofHours(2))));
    String higher = "v" + UUID.randomUUID();
    attach(first, higher).then().statusCode(201);

    attach(second, "below-" + higher)
        .then()
        .statusCode(422)
        .body("errors.rule", contains("lower-level"));

    // A release that ends without being published lists nothing.
    act(OFFICER, first, "cancel", because("Trùng đợt khác")).then().statusCode(200);
    attach(second, "below-" + higher).then().statusCode(201);
  }

  @Test
  void twoContentsThatAreAttachedAtOnceAreCheckedAgainstEachOther() throws Exception {
    String first = newId();
    String second = newId();
    planned(plan(first, in(Duration.ofHours(1))));
    planned(plan(second, in(Duration.ofHours(2))));
    String twins = "twin-" + UUID.randomUUID();

    List<Integer> answers;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      answers =
          threads
              .invokeAll(
                  List.<Callable<Integer>>of(
                      () -> attach(first, twins + "-a").statusCode(),
                      () -> attach(second, twins + "-b").statusCode()))
              .stream()
              .map(Future::resultNow)
              .sorted()
              .toList();
    }

    assertEquals(List.of(201, 422), answers);
  }

  @Test
  void theCalendarIsReadPageByPageInTheOrderOfItsInstants() {
    String word = "Z" + UUID.randomUUID().toString().replace("-", "");
    List<String> ids = List.of(newId(), newId(), newId(), newId(), newId());
    for (int i = 0; i < ids.size(); i++) {
      // The third and fourth have one instant: the id decides.
      Map<String, Object> archive =
          archive(ids.get(i), "2016-0%d-01T09:00:00+07:00".formatted(i / 2 + 1));
      archive.put("titleVi", "Diện tích lúa " + word);
      recorded(archive);
    }
    String next = "/v1/releases?limit=2&text=dien%20tich%20lua%20" + word;
    List<String> read = new ArrayList<>();
    while (next != null) {
      Response page = as(null).urlEncodingEnabled(false).get(next);
      page.then().statusCode(200);
      read.addAll(page.jsonPath().getList("items.id"));
      String link = page.header("Link");
      next = link == null ? null : link.substring(1, link.indexOf('>'));
    }

    assertEquals(5, read.size());
    assertEquals(Set.copyOf(ids), Set.copyOf(read));
    assertEquals(ids.getLast(), read.getLast());
  }

  @Test
  void aStateIsToldInTheLanguageOfTheReader() {
    String id = newId();
    planned(plan(id, in(Duration.ofHours(1))));

    act(APPROVER, id, "confirm")
        .then()
        .statusCode(409)
        .body(
            "detail",
            startsWith("Đợt phổ biến đang ở trạng thái \"bản thảo\" nên không được xác nhận. "))
        .body("state", equalTo("draft"));
  }

  @Test
  void aReaderWhoHasItIsToldSo() {
    String id = newId();
    recorded(archive(id, "2017-01-29T09:00:00+07:00"));

    for (String route :
        List.of(
            "/v1/releases/" + id,
            "/v1/releases/" + id + "/history",
            "/v1/releases?text=" + id,
            "/v1/releases.ics?from=2017-01-01&text=" + id,
            "/v1/publications?limit=1")) {
      Response answer = as(null).get(route);
      answer.then().statusCode(200).header("Cache-Control", "public, no-cache");
      as(null)
          .header("If-None-Match", answer.header("ETag"))
          .get(route)
          .then()
          .statusCode(304)
          .header("ETag", answer.header("ETag"));
      as(null).head(route).then().statusCode(200).header("ETag", answer.header("ETag"));
    }
  }

  private static Map<String, String> postponement(OffsetDateTime to, String reason) {
    Map<String, String> body = new HashMap<>(because(reason));
    body.put("scheduledAt", to.toString());
    return body;
  }
}
