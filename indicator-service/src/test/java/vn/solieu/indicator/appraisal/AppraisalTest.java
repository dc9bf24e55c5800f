package vn.solieu.indicator.appraisal;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static vn.solieu.indicator.form.Reporting.FARMING;
import static vn.solieu.indicator.form.Reporting.OFFICE;
import static vn.solieu.indicator.form.Reporting.appraiser;
import static vn.solieu.indicator.form.Reporting.as;
import static vn.solieu.indicator.form.Reporting.otherAgency;
import static vn.solieu.indicator.form.Reporting.reporter;
import static vn.solieu.indicator.form.Reporting.statistician;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.solieu.embedded.Grant;
import vn.solieu.indicator.form.Reporting;
import vn.solieu.indicator.form.Reporting.Owed;
import vn.solieu.indicator.form.Reporting.RiceForm;
import vn.solieu.platform.events.Received;
import vn.solieu.platform.sql.Sql;
import vn.solieu.testing.EventContract;
import vn.solieu.testing.HeldLock;
import vn.solieu.testing.Tokens;
import vn.solieu.testing.UseTestEnvironment;

@QuarkusTest
@UseTestEnvironment
class AppraisalTest {

  @Inject Sql sql;
  @Inject AttachmentService attachments;
  @Inject DataSource source;

  @BeforeEach
  void build() {
    Reporting.build();
  }

  @Test
  void anotherPersonAcceptsAndTheObligationIsMet() {
    Owed owed = new RiceForm().owed();
    Response receipt = owed.push(owed.file());
    String id = receipt.path("id");

    decide(appraiser(), id, "accept")
        .then()
        .statusCode(200)
        .body("state", equalTo("accepted"))
        .body("decidedBy", equalTo("appraiser-" + OFFICE));

    assertEquals("accepted", owed.state());
    assertEquals("accepted", vintageState(receipt));
    assertEquals(
        List.of("submission.accept appraiser-" + OFFICE, "submission.receive reporter-" + FARMING),
        sql.list(
            "select action || ' ' || caller from audit where subject_id = ? order by 1",
            row -> row.getString(1),
            id));
  }

  @Test
  void whoSentItDoesNotAppraiseItWhateverTheRoles() {
    Owed owed = new RiceForm().agencies("\"" + OFFICE + "\"").owed();
    String both =
        Tokens.withGrants(
            "both",
            OFFICE,
            Grant.of("reporter", OFFICE),
            Grant.of("appraiser", null),
            Grant.of("admin", null));
    String id =
        Reporting.with(both)
            .contentType(Reporting.CSV)
            .header("Idempotency-Key", UUID.randomUUID())
            .body(owed.file().getBytes(java.nio.charset.StandardCharsets.UTF_8))
            .post("/v1/submissions?obligation=" + owed.obligation())
            .then()
            .statusCode(201)
            .extract()
            .path("id");

    decide(Reporting.with(both), id, "accept")
        .then()
        .statusCode(403)
        .body("detail", containsString("một người khác"));
    decide(appraiser(), id, "accept").then().statusCode(200);
  }

  @Test
  void onlyAppraisersDecide() {
    Owed owed = new RiceForm().owed();
    String id = owed.push(owed.file()).path("id");

    decide(as("colleague", "reporter", FARMING), id, "accept").then().statusCode(403);
    decide(as("head", FARMING), id, "accept").then().statusCode(403);
    decide(statistician(), id, "accept").then().statusCode(403);
    otherAgency()
        .header("If-Match", "\"x\"")
        .post("/v1/submissions/" + id + "/accept")
        .then()
        .statusCode(404);
  }

  @Test
  void whatIsReturnedIsToldCellByCellAndMaySentAgain() {
    Owed owed = new RiceForm().owed();
    String id = owed.push(owed.file()).path("id");

    giveBack(appraiser(), id).then().statusCode(200).body("state", equalTo("returned"));

    assertEquals("open", owed.state());
    reporter()
        .get("/v1/submissions/" + id + "/findings")
        .then()
        .body("total", equalTo(1))
        .body("items", hasSize(1))
        .body("items[0].rule", equalTo("appraisal"))
        .body("items[0].row", equalTo(3))
        .body("items[0].messageVi", equalTo("Cao hơn diện tích canh tác."));
    owed.push(owed.file()).then().statusCode(201);
    assertEquals("submitted", owed.state());
  }

  private static Response remark(String id, String remark) {
    return appraiser()
        .contentType("application/json")
        .header("If-Match", tag(id))
        .body("{\"text\": \"Đề nghị rà soát.\", \"remarks\": [" + remark + "]}")
        .post("/v1/submissions/" + id + "/return");
  }

  @Test
  void aRemarkIsOnARowOrACellThatIsThere() {
    Owed owed = new RiceForm().owed();
    String id = owed.push(owed.file().replace("rp-area,RP82B,SA", "\nrp-area,RP82B,SA")).path("id");
    String cell =
        "{\"cell\": {\"measure\": \"rp-area\", \"area\": \"RP82B\", \"breakdowns\": {\"season\":"
            + " \"%s\"}, \"period\": \"%s\"}, \"text\": \"Cao.\"}";
    List<String> nowhere =
        List.of(
            "{\"row\": 1, \"text\": \"x\"}", // the heading
            "{\"row\": 3, \"text\": \"x\"}", // blank
            "{\"row\": 7, \"text\": \"x\"}",
            "{\"row\": -1, \"text\": \"x\"}",
            cell.formatted("XX", owed.period()),
            cell.formatted("SA", "1999"),
            cell.formatted("SA", "never"),
            "{\"cell\": {}, \"text\": \"x\"}",
            "{\"row\": 2, \"column\": \"zzz\", \"text\": \"x\"}");

    remark(id, String.join(",", nowhere))
        .then()
        .statusCode(422)
        .body(
            "errors.pointer",
            equalTo(
                List.of(
                    "/remarks/0/row",
                    "/remarks/1/row",
                    "/remarks/2/row",
                    "/remarks/3/row",
                    "/remarks/4/cell",
                    "/remarks/5/cell",
                    "/remarks/6/cell",
                    "/remarks/7/cell",
                    "/remarks/8/column")));
    assertEquals("submitted", owed.state());
    remark(id, cell.formatted("SA", owed.period()) + ", {\"row\": 4, \"text\": \"x\"}")
        .then()
        .statusCode(200);
    reporter()
        .get("/v1/submissions/" + id + "/findings")
        .then()
        .body("items[0].cell.measure", equalTo("rp-area"))
        .body("items[0].cell.breakdowns.season", equalTo("SA"))
        .body("items[0].messageVi", equalTo("Cao."))
        .body("items[1].row", equalTo(4))
        .body("kinds[0].rule", equalTo("appraisal"))
        .body("kinds[0].count", equalTo(2));
  }

  @Test
  void aReturnSaysWhy() {
    Owed owed = new RiceForm().owed();
    String id = owed.push(owed.file()).path("id");

    appraiser()
        .contentType("application/json")
        .header("If-Match", tag(id))
        .body("{\"remarks\": [{\"row\": 3}]}")
        .post("/v1/submissions/" + id + "/return")
        .then()
        .statusCode(422)
        .body("errors.pointer", equalTo(List.of("/text", "/remarks/0/text")));
  }

  @Test
  void theAgencyTakesBackWhatWaits() {
    Owed owed = new RiceForm().owed();
    Response receipt = owed.push(owed.file());
    String id = receipt.path("id");

    decide(otherAgency(), id, "withdraw", "\"x\"").then().statusCode(404);
    decide(appraiser(), id, "withdraw").then().statusCode(403);
    decide(reporter(), id, "withdraw").then().statusCode(200).body("state", equalTo("withdrawn"));

    assertEquals("open", owed.state());
    assertEquals("withdrawn", vintageState(receipt));
  }

  @Test
  void whatHasBeenDecidedIsNotDecidedAgain() {
    Owed owed = new RiceForm().owed();
    String id = owed.push(owed.file()).path("id");
    decide(appraiser(), id, "accept").then().statusCode(200);

    decide(appraiser(), id, "accept")
        .then()
        .statusCode(409)
        .body("detail", containsString("POST …/return"));
    decide(reporter(), id, "withdraw").then().statusCode(409);
    giveBack(appraiser(), id).then().statusCode(200);
    decide(appraiser(), id, "accept").then().statusCode(409);
  }

  @Test
  void aDecisionIsOnWhatWasRead() {
    Owed owed = new RiceForm().owed();
    String id = owed.push(owed.file()).path("id");

    appraiser().post("/v1/submissions/" + id + "/accept").then().statusCode(428);
    decide(appraiser(), id, "accept", "\"another\"").then().statusCode(412);
    assertEquals("submitted", owed.state());
  }

  @Test
  void whatAReleaseListsIsNeitherReturnedNorWithdrawn() {
    Owed owed = new RiceForm().owed();
    Response receipt = owed.push(owed.file());
    String id = receipt.path("id");
    ContentChange listed = new ContentChange("vintage", receipt.path("vintage"), "release-1");
    Received<ContentChange> event =
        new Received<>(UUID.randomUUID(), ContentListener.ATTACHED, listed.contentId(), 2, listed);
    attachments.attached(event);

    decide(reporter(), id, "withdraw")
        .then()
        .statusCode(409)
        .body("detail", not(containsString("release-1")));
    decide(appraiser(), id, "accept").then().statusCode(200);
    giveBack(appraiser(), id).then().statusCode(409).body("detail", containsString("release-1"));
    assertEquals("accepted", owed.state());

    attachments.detached(
        new Received<>(UUID.randomUUID(), ContentListener.DETACHED, listed.contentId(), 3, listed));
    attachments.attached(event); // delivered once more: it is over
    ContentChange before = new ContentChange("vintage", listed.contentId(), "release-0");
    attachments.detached(
        new Received<>(UUID.randomUUID(), ContentListener.DETACHED, listed.contentId(), 1, before));
    attachments.attached( // it could not be read at its time, and comes late
        new Received<>(UUID.randomUUID(), ContentListener.ATTACHED, listed.contentId(), 0, before));
    giveBack(appraiser(), id).then().statusCode(200);
  }

  /** Whose a release is only the calendar knows. */
  @Test
  void theReleaseThatListsAVintageIsNamedOnlyToWhoSeesEveryRelease() {
    Owed owed = new RiceForm().owed();
    Response receipt = owed.push(owed.file());
    String vintage = "/v1/vintages/" + receipt.path("vintage");
    tell(ContentListener.ATTACHED, receipt.path("vintage"), "release-1", 2);
    String ofTheAgency = Tokens.withGrants("bounded", OFFICE, Grant.of("appraiser", FARMING));

    giveBack(Reporting.with(ofTheAgency), receipt.path("id"))
        .then()
        .statusCode(409)
        .body(not(containsString("release-1")));
    for (RequestSpecification who : List.of(Reporting.with(ofTheAgency), reporter())) {
      who.get(vintage)
          .then()
          .statusCode(200)
          .body("listed", equalTo(true))
          .body("releases", hasSize(0));
    }
    appraiser()
        .get(vintage)
        .then()
        .body("listed", equalTo(true))
        .body("releases", contains("release-1"));
  }

  // Attaching meets a decision
  // -----------------------------------------------------------------------

  @Test
  void whatTheCalendarIsAboutToListIsNotReturnedBeforeTheCalendarHasTold() {
    Owed owed = new RiceForm().owed();
    Response receipt = owed.push(owed.file());
    String vintage = receipt.path("vintage");
    decide(appraiser(), receipt.path("id"), "accept").then().statusCode(200);

    attachable(vintage, "release-1", 5).then().body("attachable", equalTo(true));

    giveBack(appraiser(), receipt.path("id"))
        .then()
        .statusCode(409)
        .body("detail", containsString("release-1"));
    // What was detached before the calendar asked, and is told late, ends nothing.
    tell(ContentListener.DETACHED, vintage, "release-1", 9);
    giveBack(appraiser(), receipt.path("id")).then().statusCode(409);
    tell(ContentListener.ATTACHED, vintage, "release-1", 12);
    giveBack(appraiser(), receipt.path("id")).then().statusCode(409);
    tell(ContentListener.DETACHED, vintage, "release-1", 13);
    giveBack(appraiser(), receipt.path("id")).then().statusCode(200);
    attachable(vintage, "release-1", 7).then().body("errors.rule", contains("state"));
  }

  @Test
  void aHoldOfWhichNothingIsToldEnds() {
    Owed owed = new RiceForm().owed();
    Response receipt = owed.push(owed.file());
    decide(appraiser(), receipt.path("id"), "accept").then().statusCode(200);
    attachable(receipt.path("vintage"), "release-1", 5).then().body("attachable", equalTo(true));

    sql.update(
        "update vintage_hold set held_until = now() where content = ?",
        receipt.<String>path("vintage"));

    giveBack(appraiser(), receipt.path("id")).then().statusCode(200);
  }

  @Test
  void aQuestionThatComesLateDoesNotShortenTheHold() {
    Owed owed = new RiceForm().owed();
    Response receipt = owed.push(owed.file());
    String vintage = receipt.path("vintage");
    decide(appraiser(), receipt.path("id"), "accept").then().statusCode(200);
    attachable(vintage, "release-1", 7).then().body("attachable", equalTo(true));
    attachable(vintage, "release-1", 5).then().body("attachable", equalTo(true));

    tell(ContentListener.DETACHED, vintage, "release-1", 13);

    giveBack(appraiser(), receipt.path("id")).then().statusCode(409);
  }

  /** Else a role that the calendar's callers have too could keep the office from its decisions. */
  @Test
  void onlyTheCalendarHoldsAVintage() {
    Owed owed = new RiceForm().owed();
    Response receipt = owed.push(owed.file());
    String vintage = receipt.path("vintage");
    decide(appraiser(), receipt.path("id"), "accept").then().statusCode(200);

    for (String key : List.of("", "Development", "developmen", "development-")) {
      attachable(vintage, "release-1", 5, key).then().statusCode(403);
    }
    attachable(vintage, "a release of nobody's, in any words", 5)
        .then()
        .statusCode(422)
        .body("errors.pointer", contains("/release"));

    giveBack(appraiser(), receipt.path("id")).then().statusCode(200);
  }

  @Test
  void anAttachingRenewsItsHoldWhateverTheNumberBefore() {
    Owed owed = new RiceForm().owed();
    Response receipt = owed.push(owed.file());
    String vintage = receipt.path("vintage");
    decide(appraiser(), receipt.path("id"), "accept").then().statusCode(200);
    attachable(vintage, "release-1", Long.MAX_VALUE / 2).then().statusCode(200);
    sql.update("update vintage_hold set held_until = now() where content = ?", vintage);

    attachable(vintage, "release-1", 5).then().body("attachable", equalTo(true));

    giveBack(appraiser(), receipt.path("id")).then().statusCode(409);
    tell(ContentListener.DETACHED, vintage, "release-1", 11);
    giveBack(appraiser(), receipt.path("id")).then().statusCode(200);
  }

  @Test
  void whoOnlyAsksHoldsNothing() {
    Owed owed = new RiceForm().owed();
    Response receipt = owed.push(owed.file());
    decide(appraiser(), receipt.path("id"), "accept").then().statusCode(200);

    attachable(receipt.path("vintage"), "release-1", null).then().body("attachable", equalTo(true));

    for (long number : List.of(-1L, 0L, Long.MAX_VALUE)) {
      attachable(receipt.path("vintage"), "release-1", number).then().statusCode(422);
    }
    giveBack(appraiser(), receipt.path("id")).then().statusCode(200);
  }

  @Test
  void ofAReturnAndAnAttachingAtOnceTheFirstHolds() throws Exception {
    for (boolean returnFirst : List.of(true, false)) {
      Owed owed = new RiceForm().owed();
      Response receipt = owed.push(owed.file());
      String vintage = receipt.path("vintage");
      decide(appraiser(), receipt.path("id"), "accept").then().statusCode(200);
      String tag = tag(receipt.path("id"));
      Callable<String> ask =
          () -> attachable(vintage, "release-1", 5).jsonPath().getString("attachable");
      Callable<String> giveBack =
          () -> String.valueOf(giveBack(appraiser(), receipt.path("id"), tag).statusCode());

      try (HeldLock lock =
          HeldLock.of(source, "select from vintage where id = ?::uuid for update", vintage)) {
        assertEquals(
            returnFirst ? List.of("200", "false") : List.of("true", "409"),
            lock.queue(returnFirst ? List.of(giveBack, ask) : List.of(ask, giveBack)));
      }
      assertEquals(returnFirst ? "returned" : "accepted", vintageState(receipt));
    }
  }

  @Test
  void ofAnAcceptanceAndAnAttachingAtOnceTheFirstHolds() throws Exception {
    for (boolean acceptFirst : List.of(true, false)) {
      Owed owed = new RiceForm().owed();
      Response receipt = owed.push(owed.file());
      String vintage = receipt.path("vintage");
      String tag = tag(receipt.path("id"));
      Callable<String> ask =
          () -> attachable(vintage, "release-1", 5).jsonPath().getString("attachable");
      Callable<String> accept =
          () -> String.valueOf(decide(appraiser(), receipt.path("id"), "accept", tag).statusCode());

      try (HeldLock lock =
          HeldLock.of(source, "select from vintage where id = ?::uuid for update", vintage)) {
        // Asked before it is accepted, it is refused without waiting.
        assertEquals(
            acceptFirst ? List.of("200", "false") : List.of("false", "200"),
            lock.queue(acceptFirst ? List.of(accept, ask) : List.of(ask, accept)));
      }
      attachable(vintage, "release-1", 7).then().body("attachable", equalTo(true));
    }
  }

  @Test
  void ofTwoDecisionsAtOnceTheFirstHoldsAndTheSecondDoesNotWait() throws Exception {
    for (boolean returnFirst : List.of(true, false)) {
      Owed owed = new RiceForm().owed();
      Response receipt = owed.push(owed.file());
      String id = receipt.path("id");
      String tag = tag(id);
      Callable<String> giveBack = () -> outcome(giveBack(appraiser(), id, tag));
      Callable<String> accept = () -> outcome(decide(appraiser(), id, "accept", tag));

      try (HeldLock lock = vintageHeld(receipt)) {
        assertEquals(
            List.of("200", "/problems/request-in-progress"),
            lock.queue(returnFirst ? List.of(giveBack, accept) : List.of(accept, giveBack)));
      }
      assertEquals(returnFirst ? "returned" : "accepted", vintageState(receipt));
    }
  }

  /** It takes up to minutes, and whoever waited would hold a session that all others need. */
  @Test
  void nobodyWaitsForAPush() throws Exception {
    Owed owed = new RiceForm().owed();
    String id = owed.push(owed.file()).path("id");

    try (HeldLock lock = obligationHeld(owed)) {
      for (Response decision :
          List.of(
              decide(appraiser(), id, "accept"),
              giveBack(appraiser(), id),
              decide(as("reporter", FARMING), id, "withdraw"))) {
        decision.then().statusCode(409).body("type", equalTo("/problems/request-in-progress"));
        assertEquals("2", decision.header("Retry-After"));
      }
      String obligation = "/v1/obligations/" + owed.obligation();
      String round = "/v1/rounds/" + statistician().get(obligation).path("round");
      for (String cancelled : List.of(obligation, round)) {
        assertEquals(
            "/problems/request-in-progress",
            outcome(
                statistician()
                    .header("If-Match", statistician().get(cancelled).header("ETag"))
                    .post(cancelled + "/cancel")));
      }
    }
    assertEquals("submitted", owed.state());
    decide(appraiser(), id, "accept").then().statusCode(200);
  }

  private static String outcome(Response response) {
    return response.statusCode() == 200 ? "200" : response.then().extract().<String>path("type");
  }

  @Test
  void aPushDoesNotWaitForADecisionAndComesBackWhenItIsTaken() throws Exception {
    Owed owed = new RiceForm().owed();
    Response receipt = owed.push(owed.file());
    String id = receipt.path("id");
    decide(appraiser(), id, "accept").then().statusCode(200);
    String tag = tag(id);
    Callable<String> giveBack = () -> String.valueOf(giveBack(appraiser(), id, tag).statusCode());

    try (HeldLock lock = vintageHeld(receipt)) {
      assertEquals(
          List.of("200", "/problems/request-in-progress"),
          lock.queue(List.of(giveBack, () -> sendAgain(owed).path("type"))));
    }

    assertEquals("open", owed.state());
    sendAgain(owed).then().statusCode(201);
    assertEquals("returned", vintageState(receipt));
    assertEquals("submitted", owed.state());
  }

  private HeldLock vintageHeld(Response receipt) throws SQLException {
    return HeldLock.of(
        source,
        "select from vintage where id = ?::uuid for update",
        receipt.<String>path("vintage"));
  }

  private HeldLock obligationHeld(Owed owed) throws SQLException {
    return HeldLock.of(
        source, "select from obligation where id = ?::uuid for update", owed.obligation());
  }

  private static Response attachable(String vintage, String release, @Nullable Number attachment) {
    return attachable(vintage, release, attachment, "development");
  }

  private static Response attachable(
      String vintage, String release, @Nullable Number attachment, String key) {
    return Reporting.with(Tokens.withGrants("officer", OFFICE, Grant.of("release-officer", null)))
        .header("Solieu-Service-Key", key)
        .contentType("application/json")
        .body(
            """
            {"release": "%s", "publishedAt": "2099-02-01T00:00:00Z", "planned": [], "attachment": %s}
            """
                .formatted(release, attachment))
        .post("/v1/vintages/" + vintage + "/release-check");
  }

  private void tell(String type, String vintage, String release, long version) {
    ContentChange change = new ContentChange("vintage", vintage, release);
    Received<ContentChange> event =
        new Received<>(UUID.randomUUID(), type, vintage, version, change);
    if (type.equals(ContentListener.ATTACHED)) {
      attachments.attached(event);
    } else {
      attachments.detached(event);
    }
  }

  @Test
  void whatWasAcceptedChangesOnlyForAReason() {
    Owed owed = new RiceForm().owed();
    decide(appraiser(), owed.push(owed.file()).path("id"), "accept").then().statusCode(200);

    owed.push(owed.file())
        .then()
        .statusCode(409)
        .body("detail", endsWith("phải nêu reason=scheduled."));
    String correction = sendAgain(owed).then().statusCode(201).extract().path("id");
    assertEquals("submitted", owed.state());
    sendAgain(owed).then().statusCode(409);
    giveBack(appraiser(), correction).then().statusCode(200);
    assertEquals("returned", owed.state(), "owed again, though the first figures still stand");
    reporter()
        .get("/v1/obligations?state=returned&form=" + owed.form())
        .then()
        .body("items.id", equalTo(List.of(owed.obligation())));
    owed.push(owed.file()).then().statusCode(409);
    String again = sendAgain(owed).then().statusCode(201).extract().path("id");
    decide(appraiser(), again, "accept").then().statusCode(200);
    assertEquals("accepted", owed.state());
  }

  @Test
  void aCancelledObligationTakesNothing() {
    Owed owed = new RiceForm().owed();
    String id = owed.push(owed.file()).path("id");
    statistician()
        .header(
            "If-Match", statistician().get("/v1/obligations/" + owed.obligation()).header("ETag"))
        .post("/v1/obligations/" + owed.obligation() + "/cancel")
        .then()
        .statusCode(200)
        .body("state", equalTo("cancelled"));

    owed.push(owed.file()).then().statusCode(409).body("detail", containsString("/v1/obligations"));
    decide(appraiser(), id, "accept")
        .then()
        .statusCode(409)
        .body("detail", containsString("POST …/return"));
    giveBack(appraiser(), id).then().statusCode(200);
    assertEquals("cancelled", owed.state());
  }

  @Test
  void everyStateIsToldInTheTransactionThatMadeIt() {
    Owed owed = new RiceForm().owed();
    String refused = owed.push("measure,area,period,value\n").path("id");
    String received = owed.push(owed.file()).path("id");
    giveBack(appraiser(), received);
    String again = owed.push(owed.file()).path("id");
    decide(reporter(), again, "withdraw");
    String last = owed.push(owed.file()).path("id");
    decide(appraiser(), last, "accept");

    assertEquals(List.of("refused 1"), events(refused));
    assertEquals(List.of("received 1", "returned 2"), events(received));
    assertEquals(List.of("received 1", "withdrawn 2"), events(again));
    assertEquals(List.of("received 1", "accepted 2"), events(last));
  }

  /** State and version of each event of a submission; each fits its contract. */
  private List<String> events(String submission) {
    record Sent(String type, long version, boolean open, String payload) {}
    List<Sent> all =
        sql.list(
            "select type, subject_version, is_public, payload from outbox where key = ? order by"
                + " position",
            row -> new Sent(row.getString(1), row.getLong(2), row.getBoolean(3), row.getString(4)),
            submission);
    all.forEach(sent -> EventContract.of(sent.type).assertWritten(sent.payload));
    assertEquals(List.of(), all.stream().filter(Sent::open).toList(), "nothing of it is public");
    return all.stream()
        .map(
            sent ->
                sent.type.replace("vn.solieu.indicator.submission.", "").replace(".v1", "")
                    + " "
                    + sent.version)
        .toList();
  }

  private static Response sendAgain(Owed owed) {
    return reporter()
        .contentType(Reporting.CSV)
        .header("Idempotency-Key", UUID.randomUUID())
        .body(
            owed.file("200,0", "185,2", "101,0", "486,2")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .post("/v1/submissions?reason=scheduled&obligation=" + owed.obligation());
  }

  private static Response decide(RequestSpecification who, String id, String act) {
    return decide(who, id, act, tag(id));
  }

  private static Response decide(RequestSpecification who, String id, String act, String tag) {
    return who.header("If-Match", tag).post("/v1/submissions/" + id + "/" + act);
  }

  private static Response giveBack(RequestSpecification who, String id) {
    return giveBack(who, id, tag(id));
  }

  private static Response giveBack(RequestSpecification who, String id, String tag) {
    return who.contentType("application/json")
        .header("If-Match", tag)
        .body(
            """
            {"text": "Đề nghị rà soát.",
             "remarks": [{"row": 3, "column": "value", "text": "Cao hơn diện tích canh tác."}]}
            """)
        .post("/v1/submissions/" + id + "/return");
  }

  private static String tag(String id) {
    return statistician()
        .get("/v1/submissions/" + id)
        .then()
        .statusCode(200)
        .extract()
        .header("ETag");
  }

  private String vintageState(Response receipt) {
    return sql.first(
            "select state::text from vintage where id = ?::uuid",
            row -> row.getString(1),
            receipt.<String>path("vintage"))
        .orElseThrow();
  }
}
