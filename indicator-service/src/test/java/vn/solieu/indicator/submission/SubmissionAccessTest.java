package vn.solieu.indicator.submission;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static vn.solieu.indicator.form.Reporting.COMMUNE;
import static vn.solieu.indicator.form.Reporting.CSV;
import static vn.solieu.indicator.form.Reporting.FARMING;
import static vn.solieu.indicator.form.Reporting.HEALTH;
import static vn.solieu.indicator.form.Reporting.NEW;
import static vn.solieu.indicator.form.Reporting.OFFICE;
import static vn.solieu.indicator.form.Reporting.with;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.solieu.embedded.Grant;
import vn.solieu.indicator.form.Reporting;
import vn.solieu.indicator.form.Reporting.Owed;
import vn.solieu.indicator.form.Reporting.RiceForm;
import vn.solieu.platform.sql.Sql;
import vn.solieu.testing.HeldLock;
import vn.solieu.testing.Tokens;
import vn.solieu.testing.UseTestEnvironment;

/** What the table of access does not tell: areas that lie in others, and what is audited. */
@QuarkusTest
@UseTestEnvironment
class SubmissionAccessTest {

  private static final String BOTH_AREAS =
      """
      {"measure": "rp-area", "areas": ["%s", "%s"], "breakdowns": {"season": null}, "frequency": "year",
       "periodOffset": 0, "sign": "non-negative"}
      """
          .formatted(NEW, COMMUNE);

  private static final String SEASONS =
      """
      {"measure": "rp-area", "dimension": "season", "total": "_T", "parts": ["WS", "SA"]}
      """;

  @Inject Sql sql;
  @Inject DataSource source;

  @BeforeEach
  void build() {
    Reporting.build();
  }

  @Test
  void aGrantForAnAreaReachesTheUnitsThatLieInIt() {
    Owed owed = new RiceForm().blocks(BOTH_AREAS).sums("").owed();

    push(reporterOf(COMMUNE), owed, row(owed, NEW) + row(owed, COMMUNE)).then().statusCode(403);
    String id =
        push(reporterOf(NEW), owed, row(owed, NEW) + row(owed, COMMUNE))
            .then()
            .statusCode(201)
            .extract()
            .path("id");

    String path = "/v1/submissions/" + id;
    with(appraiserOf(NEW)).get(path).then().statusCode(200);
    with(appraiserOf(COMMUNE)).get(path).then().statusCode(404);
    with(appraiserOf(COMMUNE)).post(path + "/accept").then().statusCode(404);
    with(appraiserOf(NEW)).post(path + "/accept").then().statusCode(428);
  }

  /** Who sees it by one grant decides on it by another: that has to reach all of its areas. */
  @Test
  void whoReadsAllAreasDecidesOnlyOnThoseThatAreGrantedForIt() {
    Owed owed = new RiceForm().blocks(BOTH_AREAS).sums("").owed();
    String id =
        push(reporterOf(NEW), owed, row(owed, NEW) + row(owed, COMMUNE))
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    String path = "/v1/submissions/" + id;
    String appraiser =
        Tokens.withGrants(
            "reads-all",
            OFFICE,
            Grant.of("release-officer", null),
            Grant.of("appraiser", null).forAreas(COMMUNE));
    String reporter =
        Tokens.withGrants(
            "reads-all",
            FARMING,
            Grant.of("release-officer", null),
            Grant.of("reporter", FARMING).forAreas(COMMUNE));
    String tag = with(appraiser).get(path).then().statusCode(200).extract().header("ETag");

    decide(appraiser, path + "/accept", tag).then().statusCode(403);
    decide(appraiser, path + "/return", tag).then().statusCode(403);
    decide(reporter, path + "/withdraw", tag).then().statusCode(403);
    decide(appraiserOf(NEW), path + "/accept", tag).then().statusCode(200);
  }

  private static Response decide(String token, String path, String tag) {
    return with(token)
        .header("If-Match", tag)
        .contentType("application/json")
        .body(path.endsWith("/return") ? "{\"text\": \"Đề nghị rà soát.\"}" : "{}")
        .post(path);
  }

  @Test
  void whatIsPushedForAnotherAreaLeavesNothingBehind() {
    Owed owed = new RiceForm().blocks(BOTH_AREAS).sums("").owed();

    push(reporterOf(COMMUNE), owed, row(owed, NEW)).then().statusCode(403);

    assertEquals("open", owed.state());
    Reporting.statistician()
        .get("/v1/submissions?obligation=" + owed.obligation())
        .then()
        .body("items", hasSize(0));
    push(reporterOf(COMMUNE), owed, row(owed, COMMUNE)).then().statusCode(201);
  }

  @Test
  void aPageAndItsCursorTellOfNothingThatIsNotGranted() {
    Owed owed = new RiceForm().blocks(BOTH_AREAS).sums("").owed();
    push(reporterOf(NEW), owed, row(owed, NEW).replace("1,0", "một")).then().statusCode(422);
    String list = "/v1/submissions?limit=1&obligation=" + owed.obligation();
    push(reporterOf(COMMUNE), owed, row(owed, COMMUNE).replace("1,0", "một"))
        .then()
        .statusCode(422);
    push(reporterOf(NEW), owed, row(owed, NEW)).then().statusCode(201);

    with(appraiserOf(COMMUNE))
        .get(list)
        .then()
        .statusCode(200)
        .header("Link", nullValue())
        .body("items", hasSize(0));
    with(reporterOf(COMMUNE))
        .get(list)
        .then()
        .statusCode(200)
        .header("Link", nullValue())
        .body("items.state", contains("refused"));
    with(reporterOf(NEW)).get(list).then().header("Link", notNullValue());
  }

  /** Its findings compare with what the agency has accepted there. */
  @Test
  void aDryRunForAnotherAreaTellsNothing() {
    Owed owed = new RiceForm().blocks(BOTH_AREAS).sums("").owed();

    with(reporterOf(COMMUNE))
        .contentType(CSV)
        .body("measure,area,season,period,value\n" + row(owed, NEW))
        .post("/v1/submissions?dryRun=true&obligation=" + owed.obligation())
        .then()
        .statusCode(403);
  }

  @Test
  void whoIsNotToldWhatWasFoundIsNotAuditedAsAReader() {
    Owed owed = new RiceForm().blocks(BOTH_AREAS).sums(SEASONS).owed();
    String known =
        push(reporterOf(NEW), owed, row(owed, NEW) + row(owed, NEW).replace("WS", "SA"))
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    String path = "/v1/submissions/" + known;
    String tag = with(appraiserOf(NEW)).get(path).header("ETag");
    decide(appraiserOf(NEW), path + "/accept", tag).then().statusCode(200);
    String total = row(owed, NEW).replace("WS", "_T").replace("1,0", "999,0");
    String subject = UUID.randomUUID().toString();
    Grant ofCommune = Grant.of("reporter", FARMING).forAreas(COMMUNE);

    for (String query : List.of("&dryRun=true", "")) {
      dispatch(Tokens.withGrants(subject, FARMING, ofCommune), owed, query, total)
          .then()
          .statusCode(403);
      assertEquals(false, sql.exists("select from audit where caller = ?", subject));
      dispatch(reporterOf(NEW), owed, query, total)
          .then()
          .statusCode(422)
          .body("errors.rule", equalTo(List.of("V05")));
    }
  }

  private static Response dispatch(String token, Owed owed, String query, String rows) {
    return with(token)
        .contentType(CSV)
        .header("Idempotency-Key", UUID.randomUUID())
        .body("measure,area,season,period,value\n" + rows)
        .post("/v1/submissions?reason=scheduled&obligation=" + owed.obligation() + query);
  }

  /** Else the answer would tell what a read of the submission does not. */
  @Test
  void anAnswerIsGivenAgainOnlyToWhomItWouldHaveBeenGivenFirst() {
    for (String value : List.of("1,0", "-1,0")) {
      Owed owed = new RiceForm().blocks(BOTH_AREAS).sums("").owed();
      String rows = row(owed, NEW).replace("1,0", value) + row(owed, COMMUNE);
      String key = UUID.randomUUID().toString();
      Response first = push(reporterOf(NEW), owed, rows, key);
      first.then().statusCode(value.startsWith("-") ? 422 : 201);

      push(reporterOf(COMMUNE), owed, rows, key)
          .then()
          .statusCode(403)
          .header("Idempotency-Replayed", nullValue());

      for (String colleague :
          List.of(
              reporterOf(NEW),
              Tokens.withGrants("colleague", FARMING, Grant.of("reporter", FARMING)))) {
        Response again = push(colleague, owed, rows, key);
        again.then().statusCode(first.statusCode()).header("Idempotency-Replayed", equalTo("true"));
        assertEquals(first.asString(), again.asString());
      }
    }
  }

  @Test
  void whoWasRefusedReadsWhatWasFoundThoughItsAreasAreNotKept() {
    Owed owed = new RiceForm().blocks(BOTH_AREAS).sums("").owed();
    String token = reporterOf(COMMUNE);
    String id =
        push(token, owed, row(owed, COMMUNE).replace("1,0", "-1,0"))
            .then()
            .statusCode(422)
            .extract()
            .path("id");

    String path = "/v1/submissions/" + id + "/findings";
    with(token).get(path).then().statusCode(200).body("total", equalTo(1));
    with(Tokens.withGrants("colleague", FARMING, Grant.of("reporter", FARMING).forAreas(COMMUNE)))
        .get(path)
        .then()
        .statusCode(404);
  }

  /** Nor by being made to wait: whoever pushes for an obligation holds its row. */
  @Test
  void whoDoesNotSeeAnObligationOrARoundDoesNotTellItFromNone() throws Exception {
    Owed owed = new RiceForm().owed();
    String round =
        sql.first(
                "select r.id from obligation o join round r on r.key = o.round where o.id = ?::uuid",
                row -> row.getString(1),
                owed.obligation())
            .orElseThrow();
    String elsewhere = Tokens.withGrants("elsewhere", OFFICE, Grant.of("statistician", HEALTH));
    String another =
        Tokens.withGrants("another", OFFICE, Grant.of("statistician", null).forForms("X"));
    String stranger = Tokens.withGrants("stranger", HEALTH, Grant.of("reporter", HEALTH));

    try (ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
        HeldLock held =
            HeldLock.of(
                source,
                "select from obligation o join round r on r.key = o.round where o.id = ?::uuid for update",
                owed.obligation())) {
      assertIsNotThere(
          calls,
          owed.obligation(),
          id -> with(elsewhere).post("/v1/obligations/" + id + "/cancel"));
      assertIsNotThere(
          calls, owed.obligation(), id -> with(another).post("/v1/obligations/" + id + "/cancel"));
      assertIsNotThere(calls, round, id -> with(another).post("/v1/rounds/" + id + "/cancel"));
      assertIsNotThere(
          calls,
          owed.obligation(),
          id -> push(stranger, new Owed(owed.form(), owed.period(), id), row(owed, NEW)));
    }
    assertEquals("open", owed.state());
  }

  private static void assertIsNotThere(
      ExecutorService calls, String id, Function<String, Response> act) throws Exception {
    String none = UUID.randomUUID().toString();

    assertEquals(
        told(act.apply(none), none),
        told(calls.submit(() -> act.apply(id)).get(30, TimeUnit.SECONDS), id));
  }

  /** What an answer says, whatever the id of the request and of the thing. */
  private static String told(Response answer, String id) {
    answer.then().statusCode(404);
    Map<String, Object> problem = new TreeMap<>(answer.jsonPath().getMap(""));
    problem.remove("requestId");
    return problem.toString().replace(id, "");
  }

  @Test
  void everyReadOfASubmissionIsAudited() {
    Owed owed = new RiceForm().owed();
    String id = owed.push(owed.file()).then().statusCode(201).extract().path("id");
    String curious = Tokens.withGrants("curious-" + id, OFFICE, Grant.of("appraiser", null));

    with(curious).get("/v1/submissions/" + id).then().statusCode(200);
    with(curious).get("/v1/submissions/" + id + "/findings").then().statusCode(200);
    with(curious).get("/v1/submissions?obligation=" + owed.obligation()).then().statusCode(200);

    assertEquals(
        List.of("findings of submission " + id, "submission " + id, "submissions"),
        sql.list(
            "select subject_id from audit where action = 'embargo.read' and caller = ? order by 1",
            row -> row.getString(1),
            "curious-" + id));
  }

  @Test
  void whoMayNotReadIsNotAuditedAsAReader() {
    Owed owed = new RiceForm().owed();
    String id = owed.push(owed.file()).then().statusCode(201).extract().path("id");
    String stranger = Tokens.withGrants("stranger-" + id, "so", Grant.of("head", "so"));

    with(stranger).get("/v1/submissions/" + id + "/findings").then().statusCode(404);

    assertEquals(false, sql.exists("select from audit where caller = ?", "stranger-" + id));
  }

  private static String reporterOf(String area) {
    return Tokens.withGrants(
        "reporter-" + area, FARMING, Grant.of("reporter", FARMING).forAreas(area));
  }

  private static String appraiserOf(String area) {
    return Tokens.withGrants(
        "appraiser-" + area, OFFICE, Grant.of("appraiser", null).forAreas(area));
  }

  private static String row(Owed owed, String area) {
    return "rp-area,%s,WS,%s,\"1,0\"\n".formatted(area, owed.period());
  }

  private static Response push(String token, Owed owed, String rows) {
    return push(token, owed, rows, UUID.randomUUID().toString());
  }

  private static Response push(String token, Owed owed, String rows, String key) {
    return with(token)
        .contentType(CSV)
        .header("Idempotency-Key", key)
        .body("measure,area,season,period,value\n" + rows)
        .post("/v1/submissions?obligation=" + owed.obligation());
  }
}
