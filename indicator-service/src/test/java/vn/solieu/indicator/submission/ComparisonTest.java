package vn.solieu.indicator.submission;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.solieu.indicator.form.Reporting.CSV;
import static vn.solieu.indicator.form.Reporting.FARMING;
import static vn.solieu.indicator.form.Reporting.HEALTH;
import static vn.solieu.indicator.form.Reporting.appraiser;
import static vn.solieu.indicator.form.Reporting.as;
import static vn.solieu.indicator.form.Reporting.issue;
import static vn.solieu.indicator.form.Reporting.statistician;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.solieu.indicator.form.Reporting;
import vn.solieu.indicator.form.Reporting.Owed;
import vn.solieu.indicator.form.Reporting.RiceForm;
import vn.solieu.platform.sql.Sql;
import vn.solieu.testing.UseTestEnvironment;

/**
 * What a push is compared with: figures of the file itself, those that are public, and the sender's
 * own that were accepted; and nobody else's.
 */
@QuarkusTest
@UseTestEnvironment
class ComparisonTest {

  private static final AtomicInteger SEQUENCE = new AtomicInteger(920_000);

  @Inject Sql sql;

  /** Of one test alone, so that nothing is known of it. */
  private String measure;

  @BeforeEach
  void anIndicator() {
    Reporting.build();
    measure = "cmp-" + UUID.randomUUID().toString().substring(0, 8);
    Reporting.put(
        "/v1/indicators/" + measure,
        """
        {"nameVi": "So sánh", "status": "example", "frequencies": ["year", "month"],
         "breakdowns": [{"id": "season", "codelist": "CL_RP_SEASON"}],
         "measures": [{"id": "%s", "nameVi": "Đại lượng", "unit": "RP_HA", "decimals": 1, "additivity": "sum"}]}
        """
            .formatted(measure));
  }

  // V05 ---------------------------------------------------------------------------------------

  private RiceForm seasons() {
    return new RiceForm()
        .decimalPoint()
        .blocks(
            """
            {"measure": "%s", "areas": ["RP82B"], "breakdowns": {"season": null}, "frequency": "year",
             "periodOffset": 0}
            """
                .formatted(measure))
        .sums(
            """
            {"measure": "%s", "dimension": "season", "total": "_T", "parts": ["WS", "SA"]}
            """
                .formatted(measure));
  }

  private String season(String code, String value) {
    return "%s,RP82B,%s,2026,%s\n".formatted(measure, code, value);
  }

  private static final String SEASONS = "measure,area,season,period,value\n";

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aCorrectionOfTheTotalOrOfOnePartIsAddedUpWithWhatIsKnown(boolean published) {
    Owed owed = seasons().owed("2026");
    String whole = SEASONS + season("WS", "10") + season("SA", "20") + season("_T", "30");
    Response first = accepted(push(FARMING, owed, whole));
    if (published) {
      publish(first);
    }

    Response total = change(owed, published, SEASONS + season("_T", "999"));
    Response part = change(owed, published, SEASONS + season("WS", "11"));

    assertEquals(List.of("V05 2"), rules(total));
    total.then().body("errors[0].messageVi", containsString("khác cộng các thành phần 30"));
    assertEquals(List.of("V05 2"), rules(part));
    part.then().body("errors[0].messageVi", containsString("tính cả số liệu đã công bố"));
    change(owed, published, SEASONS + season("WS", "11") + season("_T", "31"))
        .then()
        .statusCode(201);
  }

  /** What is accepted and not public is not corrected, but sent again. */
  private static Response change(Owed owed, boolean published, String csv) {
    return published ? correct(owed, csv) : push(FARMING, owed, "&reason=scheduled", csv);
  }

  @Test
  void aSumOfWhichAPartIsNotKnownIsNotChecked() {
    Owed owed = seasons().owed("2026");
    publish(accepted(push(FARMING, owed, SEASONS + season("WS", "10") + season("SA", "..."))));

    correct(owed, SEASONS + season("_T", "999")).then().statusCode(201);
  }

  @Test
  void noSumTellsOfWhatAnotherAgencyHasNotPublished() {
    Owed other = seasons().agencies("\"" + HEALTH + "\"").owed("2026");
    Owed own = seasons().owed("2026");
    accepted(push(HEALTH, other, SEASONS + season("WS", "10") + season("SA", "20")));

    Response total = push(FARMING, own, SEASONS + season("_T", "999"));

    total.then().statusCode(201).body("findings", empty());
    assertEquals(
        List.of("first"),
        sql.list(
            "select o.reason::text from observation o join vintage v on v.key = o.vintage where"
                + " v.id = ?::uuid",
            row -> row.getString(1),
            total.<String>path("vintage")));
  }

  @Test
  void noReasonTellsOfWhatAnotherAgencyHasNotPublished() {
    Owed other = seasons().agencies("\"" + HEALTH + "\"").owed("2026");
    Owed own = seasons().owed("2026");
    accepted(push(HEALTH, other, SEASONS + season("WS", "10")));

    Response same = push(FARMING, own, SEASONS + season("WS", "11"));

    assertEquals(
        List.of("first"),
        sql.list(
            "select o.reason::text from observation o join vintage v on v.key = o.vintage where"
                + " v.id = ?::uuid",
            row -> row.getString(1),
            same.<String>path("vintage")));
  }

  // V44 ---------------------------------------------------------------------------------------

  private RiceForm months(String accumulation) {
    return new RiceForm()
        .monthly()
        .decimalPoint()
        .sums("")
        .blocks(
            """
            {"measure": "%s", "areas": ["RPC1"], "frequency": "month", "accumulation": "%s"}
            """
                .formatted(measure, accumulation))
        .changes("{\"measure\": \"%s\", \"percent\": 50}".formatted(measure));
  }

  private String month(int year, int month, long value) {
    return "%s,RPC1,%d-%02d,%d\n".formatted(measure, year, month, value);
  }

  private static final String MONTHS = "measure,area,period,value\n";

  @Test
  void aChangeWithinTheFileIsSeen() {
    Owed owed = months("period").owed("2027-12");

    Response refusal =
        push(
            FARMING,
            owed,
            MONTHS + month(2027, 1, 100) + month(2027, 2, 100_000) + month(2027, 3, 1));

    assertEquals(List.of("V44 3", "V44 4"), rules(refusal));
  }

  @Test
  void aChangeFromWhatWasAcceptedOfTheFormIsSeenAndFromAnotherAgencysIsNot() {
    Owed january = months("period").agencies("\"" + HEALTH + "\"").owed("2027-01");
    accepted(push(HEALTH, january, MONTHS + month(2027, 1, 100)));
    issue(january.form(), "2027-02").then().statusCode(201);
    String next =
        statistician()
            .get("/v1/obligations?form=" + january.form())
            .path("items.find { it.period == '2027-02' }.id");
    Owed february = new Owed(january.form(), "2027-02", next);

    push(FARMING, months("period").owed("2027-02"), MONTHS + month(2027, 2, 900))
        .then()
        .statusCode(201)
        .body("findings", empty());
    Response own = push(HEALTH, february, MONTHS + month(2027, 2, 900));
    assertEquals(List.of("V44 2"), rules(own));
  }

  private String year(int year, int exaggerated) {
    StringBuilder file = new StringBuilder();
    for (int month = 1; month <= 12; month++) {
      file.append(month(year, month, 100L * month * (month == exaggerated ? 10 : 1)));
    }
    return file.toString();
  }

  @Test
  void twelveMonthsAtEqualPaceNeedNoJustification() {
    push(FARMING, months("year-to-date").owed("2027-12"), MONTHS + year(2027, 0))
        .then()
        .statusCode(201)
        .body("findings", empty());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void aMonthThatIsTenTimesTooLargeIsSeenWhicheverItIs(int exaggerated) {
    Response byPace =
        push(FARMING, months("year-to-date").owed("2027-12"), MONTHS + year(2027, exaggerated));
    Response byLastYear =
        push(
            FARMING,
            months("year-to-date").owed("2028-12"),
            MONTHS + year(2027, 0) + year(2028, exaggerated));

    // Nothing is before January but last year; it then makes February look small.
    assertTrue(
        rules(byPace).contains("V44 " + (exaggerated == 1 ? 3 : exaggerated + 1)),
        rules(byPace).toString());
    assertEquals(List.of("V44 " + (12 + exaggerated + 1)), rules(byLastYear));
    byLastYear.then().body("errors[0].messageVi", containsString("cùng kỳ năm trước"));
  }

  @ParameterizedTest
  @CsvSource({"3, 300, 4, 1000000, true", "1, 100, 2, 200, false", "2, 200, 3, 3000, true"})
  void aYearToDateIsComparedWithTheMonthBeforeAtItsPaceWhateverItIsStoredAs(
      int before, long known, int month, long value, boolean found) {
    publish(
        accepted(
            push(
                FARMING,
                months("year-to-date").owed("2027-12"),
                MONTHS + month(2027, before, known))));

    Response next =
        push(FARMING, months("year-to-date").owed("2027-12"), MONTHS + month(2027, month, value));

    assertEquals(found ? List.of("V44 2") : List.of(), rules(next));
  }

  @Test
  void aSeasonThatComesEveryYearIsComparedWithLastYearsAndNeedsNoJustification() {
    publish(
        accepted(
            push(
                FARMING,
                months("year-to-date").owed("2027-12"),
                MONTHS + month(2027, 3, 30) + month(2027, 4, 40).replace(",40", ",41"))));
    Owed owed = months("year-to-date").owed("2028-12");

    Response expected = push(FARMING, owed, MONTHS + month(2028, 3, 31) + month(2028, 4, 52));
    Response exaggerated =
        push(FARMING, months("year-to-date").owed("2028-12"), MONTHS + month(2028, 4, 410));

    expected.then().statusCode(201).body("findings", empty());
    assertEquals(List.of("V44 2"), rules(exaggerated));
    exaggerated.then().body("errors[0].messageVi", containsString("cùng kỳ năm trước"));
  }

  // V21 ---------------------------------------------------------------------------------------

  @Test
  void aPublishedCellBelongsToTheAgencyThatPublishedItUnlessANewerFormNamesAnother() {
    RiceForm others = seasons().agencies("\"" + HEALTH + "\"");
    Owed older = others.owed("2026");
    Owed owed = seasons().owed("2026");
    Response first = accepted(push(FARMING, owed, SEASONS + season("WS", "41234.5")));
    publish(first);

    Response refusal = push(HEALTH, older, SEASONS + season("SA", "1") + season("WS", "39000"));

    assertEquals(List.of("V21 3"), rules(refusal));
    refusal.then().body("errors[0].messageVi", containsString(FARMING));
    correct(owed, SEASONS + season("WS", "41234.6")).then().statusCode(201);
    push(HEALTH, others.owed("2026"), SEASONS + season("WS", "39000")).then().statusCode(201);
  }

  @Test
  void whatAnotherAgencyHasNotPublishedIsNotTold() {
    Owed older = seasons().agencies("\"" + HEALTH + "\"").owed("2026");
    accepted(push(FARMING, seasons().owed("2026"), SEASONS + season("WS", "41234.5")));

    push(HEALTH, older, SEASONS + season("WS", "39000")).then().statusCode(201);
  }

  @Test
  void theRegisteredSuccessorTakesOver() {
    String before = agency();
    String after = agency();
    Owed older = seasons().agencies("\"" + after + "\"").owed("2026");
    Owed owed = seasons().agencies("\"" + before + "\"").owed("2026");
    publish(accepted(push(before, owed, SEASONS + season("WS", "1"))));
    assertEquals(List.of("V21 2"), rules(push(after, older, SEASONS + season("WS", "2"))));

    String path = "/v1/agencies/" + before;
    statistician()
        .contentType("application/json")
        .header("If-Match", statistician().get(path).header("ETag"))
        .body(
            "{\"nameVi\": \"%s\", \"kind\": \"department\", \"level\": \"province\", \"successor\": \"%s\"}"
                .formatted(before, after))
        .put(path)
        .then()
        .statusCode(200)
        .body("successor", equalTo(after));

    push(after, older, SEASONS + season("WS", "2")).then().statusCode(201);
  }

  private static String agency() {
    String id = "cmp-" + UUID.randomUUID().toString().substring(0, 8);
    Reporting.put(
        "/v1/agencies/" + id,
        "{\"nameVi\": \"%s\", \"kind\": \"department\", \"level\": \"province\"}".formatted(id));
    return id;
  }

  @Test
  void figuresOfTheNationalOfficeAreReplacedByTheirOwnRouteAlone() {
    Owed inbound = seasons().route("inbound").owed("2026");
    publish(accepted(push(FARMING, inbound, SEASONS + season("WS", "10"))));
    Owed newer = seasons().route("department").owed("2026");

    Response local = push(FARMING, newer, SEASONS + season("WS", "11"));

    assertEquals(List.of("V21 2"), rules(local));
    local.then().body("errors[0].messageVi", containsString("tuyến số liệu của Cục Thống kê"));
    correct(inbound, SEASONS + season("WS", "12")).then().statusCode(201);
  }

  // V50 and V51 -------------------------------------------------------------------------------

  @Test
  void aCorrectionInWhichNothingDiffersIsToldSo() {
    Owed owed = seasons().owed("2026");
    String file = SEASONS + season("WS", "10") + season("SA", "20") + season("_T", "30");
    publish(accepted(push(FARMING, owed, file)));

    Response same = correct(owed, file.replace(",10\n", ",10.04\n"));
    same.then()
        .statusCode(201)
        .body("findings.rule", equalTo(List.of("V50", "V48")))
        .body("findings[0].severity", equalTo("info"))
        .body(
            "findings[0].messageEn",
            equalTo("Nothing in this correction differs from what is published."));
    giveBack(same);

    Response other = correct(owed, file.replace(",10\n", ",11\n").replace(",30\n", ",31\n"));
    other.then().statusCode(201).body("findings", empty());
    giveBack(other);
    // A figure less or more, and one that nobody has published, is a difference.
    String added = file.replace(",20\n", ",21\n").replace(",30\n", ",31\n");
    correct(owed, added).then().statusCode(201).body("findings", empty());
  }

  // V61 and V62 -------------------------------------------------------------------------------

  private static final String LEVELS = "measure,area,season,period,value,level\n";

  @ParameterizedTest
  @ValueSource(strings = {"", "&reason=scheduled"})
  void anOfficialFigureThatIsPublishedChangesByACorrectionAlone(String reason) {
    publish(
        accepted(
            push(
                FARMING,
                seasons().sums("").owed("2026"),
                LEVELS + season("WS", "10,official") + season("SA", "20,official"))));
    // Of another form, so that nothing of it has been accepted.
    Owed owed = seasons().sums("").owed("2026");
    String file = LEVELS + season("WS", "10.04,official") + season("SA", "21,official");
    if (!reason.isEmpty()) {
      accepted(push(FARMING, owed, LEVELS + season("WS", "10,official")));
    }

    Response silent = push(FARMING, owed, reason, file);

    assertEquals(List.of("V61 3"), rules(silent));
    silent
        .then()
        .statusCode(422)
        .body("errors[0].column", equalTo("value"))
        .body("errors[0].severity", equalTo("hard"))
        .body("errors[0].messageVi", containsString("của ô này là 20"));
    push(FARMING, owed, "&reason=correction&notice=Vì&noticeEn=Why", file).then().statusCode(201);
  }

  @Test
  void aPublishedFigureThatChangesAtTheSameLevelIsToldToTheOffice() {
    String first = SEASONS + season("WS", "10") + season("SA", "20");
    publish(accepted(push(FARMING, seasons().sums("").owed("2026"), first)));
    Owed owed = seasons().sums("").owed("2026");

    push(FARMING, owed, SEASONS + season("WS", "11") + season("SA", "20"))
        .then()
        .statusCode(201)
        .body("findings.rule", equalTo(List.of("V62")))
        .body("findings[0].row", equalTo(2))
        .body("findings[0].severity", equalTo("info"));
  }

  @Test
  void aMoreCompleteFigureChangesAsPlanned() {
    String first = LEVELS + season("WS", "10,estimate") + season("SA", "20,preliminary");
    publish(accepted(push(FARMING, seasons().sums("").owed("2026"), first)));
    Owed owed = seasons().sums("").owed("2026");

    push(FARMING, owed, LEVELS + season("WS", "11,preliminary") + season("SA", "21,official"))
        .then()
        .statusCode(201)
        .body("findings", empty());
  }

  // V54 and V55 -------------------------------------------------------------------------------

  private static final String JUSTIFIED = "measure,area,season,period,value,justification\n";

  @ParameterizedTest
  @CsvSource({
    "correction, '...', chưa thu thập được",
    "correction, '', chưa báo cáo",
    "correction, x, không áp dụng",
    "method, '', chưa báo cáo",
    "scheduled, '', chưa báo cáo",
  })
  void aBlankThatWouldTakeAPublishedValueFromTheReadersNeedsAJustification(
      String reason, String blank, String state) {
    Owed owed = seasons().sums("").owed("2026");
    publish(accepted(push(FARMING, owed, SEASONS + season("WS", "10.5") + season("SA", "20"))));
    String notice = reason.equals("scheduled") ? "" : "&notice=Vì&noticeEn=Since";
    String query = notice + "&reason=" + reason;

    Response bare = push(FARMING, owed, query, SEASONS + season("WS", blank) + season("SA", "20"));
    Response justified =
        push(
            FARMING,
            owed,
            query,
            JUSTIFIED + season("WS", blank + ",Đo sai") + season("SA", "20,"));

    assertEquals(List.of("V54 2"), rules(bare));
    bare.then()
        .statusCode(422)
        .body("errors[0].column", equalTo("justification"))
        .body("errors[0].severity", equalTo("soft"))
        .body("errors[0].messageVi", containsString("đã công bố của ô này là 10,5"))
        .body("errors[0].messageVi", containsString(state));
    justified
        .then()
        .statusCode(201)
        .body("findings.rule", equalTo(List.of("V54")))
        .body("findings[0].justification", equalTo("Đo sai"));
  }

  @Test
  void aBlankOfWhichNoValueIsPublishedIsTaken() {
    Owed owed = seasons().sums("").owed("2026");
    String file = SEASONS + season("WS", "...") + season("SA", "20");
    publish(accepted(push(FARMING, owed, file)));

    // Nil is a value.
    correct(owed, SEASONS + season("WS", "") + season("SA", "-"))
        .then()
        .statusCode(201)
        .body("findings", empty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"correction", "method"})
  void publishedCellsThatACorrectionLeavesOutAreTold(String reason) {
    Owed owed = seasons().sums("").owed("2026");
    String all = season("WS", "10") + season("SA", "20") + season("_T", "30");
    publish(accepted(push(FARMING, owed, SEASONS + all)));

    Response one =
        push(
            FARMING,
            owed,
            "&notice=Vì&noticeEn=Since&reason=" + reason,
            SEASONS + season("SA", "21"));

    one.then()
        .statusCode(201)
        .body("findings.rule", equalTo(List.of("V55")))
        .body("findings[0].severity", equalTo("info"))
        .body("findings[0].messageVi", containsString("thiếu 2 ô đã công bố"))
        .body(
            "findings[0].messageEn",
            equalTo(
                ("Published cells of this form and period that are left out: 2. They keep their"
                        + " published figure. First cells: %1$s, RP82B, WS, 2026; %1$s, RP82B, _T,"
                        + " 2026.")
                    .formatted(measure)));
    statistician()
        .get("/v1/submissions/" + one.path("id") + "/findings")
        .then()
        .body("kinds.rule", equalTo(List.of("V55")))
        .body("kinds[0].count", equalTo(2));
  }

  @Test
  void whereNothingDiffersAndCellsAreLeftOutBothAreTold() {
    Owed owed = seasons().sums("").owed("2026");
    String file = SEASONS + season("WS", "10") + season("SA", "20") + season("_T", "...");
    publish(accepted(push(FARMING, owed, file)));

    // A published blank that is left out keeps no figure.
    correct(owed, SEASONS + season("WS", "10"))
        .then()
        .statusCode(201)
        .body("findings.rule", hasItems("V50", "V55"))
        .body("findings.messageVi", hasItem(containsString("thiếu 1 ô đã công bố")));
  }

  @Test
  void cellsOfAnotherPeriodAgencyOrFormAreNotLeftOut() {
    Owed other = seasons().sums("").agencies("\"" + HEALTH + "\"").owed("2026");
    publish(accepted(push(HEALTH, other, SEASONS + season("_T", "30"))));
    Owed another = seasons().sums("").owed("2026");
    publish(accepted(push(FARMING, another, SEASONS + season("SA", "20"))));
    Owed owed = seasons().sums("").owed("2026");
    publish(accepted(push(FARMING, owed, SEASONS + season("WS", "10"))));

    correct(owed, SEASONS + season("WS", "11")).then().statusCode(201).body("findings", empty());
  }

  @Test
  void aLowerLevelThanThePublishedOneIsToldAtThePush() {
    Owed owed = seasons().owed("2026");
    String heading = "measure,area,season,period,value,level\n";
    String file = heading + season("WS", "10,official") + season("SA", "20,preliminary");
    publish(accepted(push(FARMING, owed, file)));
    String lower = heading + season("WS", "10,estimate") + season("SA", "20,official");

    Response scheduled = push(FARMING, owed, "&reason=scheduled", lower);
    scheduled
        .then()
        .statusCode(201)
        .body("findings.rule", equalTo(List.of("V51")))
        .body("findings[0].row", equalTo(2))
        .body("findings[0].column", equalTo("level"))
        .body("findings[0].messageVi", containsString("chính thức"));
    giveBack(scheduled);
    Response corrected = correct(owed, lower);
    assertEquals(List.of("V60 2"), rules(corrected));
    corrected
        .then()
        .statusCode(422)
        .body("errors[0].column", equalTo("justification"))
        .body("errors[0].severity", equalTo("soft"))
        .body("errors[0].messageVi", containsString("Bỏ dòng này"))
        .body("errors[0].messageEn", containsString("official"));
    correct(
            owed,
            "measure,area,season,period,value,level,justification\n"
                + season("WS", "10,estimate,Bản chính thức sai")
                + season("SA", "20,official,"))
        .then()
        .statusCode(201)
        .body("findings.rule", equalTo(List.of("V60")));
  }

  @Test
  void aRequiredCellOfWhichAMoreCompleteFigureIsPublishedMayBeLeftOut() {
    String block =
        """
        {"measure": "%s", "areas": ["RP82B"], "breakdowns": {"season": ["WS", "SA"]}, "frequency": "year",
         "periodOffset": %d, "level": "%s", "required": true}
        """;
    RiceForm form =
        new RiceForm()
            .decimalPoint()
            .sums("")
            .blocks(
                block.formatted(measure, 0, "estimate")
                    + ","
                    + block.formatted(measure, -1, "preliminary"));
    Owed past = form.owed("2026");
    publish(accepted(push(FARMING, past, SEASONS + both("2026", 10) + both("2025", 20))));
    Owed next = form.owed("2027");
    publish(accepted(push(FARMING, next, SEASONS + both("2027", 30) + both("2026", 11))));

    Response correction = correct(past, SEASONS + both("2025", 21));
    correction.then().statusCode(201).body("findings", empty());
    giveBack(correction);
    // A figure as complete as the one that is asked for has to come, as before.
    correct(past, SEASONS + one("WS", "2025", 21))
        .then()
        .statusCode(422)
        .body("errors.rule", hasItem("V18"));

    Owed late = form.owed("2028");
    Owed inTime = form.owed("2029");
    publish(accepted(push(FARMING, inTime, SEASONS + both("2029", 50) + both("2028", 40))));
    push(FARMING, late, "", SEASONS + both("2027", 31))
        .then()
        .statusCode(201)
        .body("findings", empty());
  }

  @Test
  void whatWasAcceptedOfAnotherFormIsToldToNobodyBeforeItIsPublic() {
    Owed other = seasons().owed("2026");
    Response accepted =
        accepted(
            push(
                FARMING,
                other,
                SEASONS + season("WS", "10") + season("SA", "20") + season("_T", "30")));
    Owed owed = seasons().owed("2026");
    String total = SEASONS + season("_T", "999");

    // Who sends one form of an agency need not see what another brought.
    Response before = push(FARMING, owed, "&dryRun=true", total);
    publish(accepted);
    Response after = push(FARMING, owed, "&dryRun=true", total);

    before.then().statusCode(200).body("findings", empty());
    assertEquals(List.of("V05 2"), rules(after));
  }

  private String both(String year, int value) {
    return one("WS", year, value) + one("SA", year, value);
  }

  private String one(String season, String year, int value) {
    return "%s,RP82B,%s,%s,%d\n".formatted(measure, season, year, value);
  }

  @Test
  void whatComesAsPlannedMaySayTheSame() {
    Owed owed = seasons().owed("2026");
    String file = SEASONS + season("WS", "10") + season("SA", "20") + season("_T", "30");
    publish(accepted(push(FARMING, owed, file)));

    push(FARMING, owed, "&reason=scheduled", file).then().statusCode(201).body("findings", empty());
  }

  @Test
  void anotherLevelRoundOrValueStateIsACorrection() {
    Owed owed = seasons().owed("2026");
    String file =
        "measure,area,season,period,value,level,round\n"
            + season("WS", "...,official,")
            + season("SA", "20,preliminary,")
            + season("AW", "5,estimate,1");
    publish(accepted(push(FARMING, owed, file)));

    Response same = correct(owed, file);
    same.then().statusCode(201).body("findings.rule", equalTo(List.of("V50")));
    giveBack(same);
    for (String other :
        List.of(
            file.replace(",...,", ",x,"),
            file.replace("preliminary", "official"),
            file.replace("estimate,1", "estimate,2"))) {
      Response receipt = correct(owed, other);
      receipt.then().statusCode(201).body("findings", empty());
      giveBack(receipt);
    }
  }

  @Test
  void theLevelIsComparedWithThatOfTheFigureThatHolds() {
    Owed owed = seasons().owed("2026");
    String heading = "measure,area,season,period,value,level\n";
    publish(accepted(push(FARMING, owed, heading + season("WS", "10,estimate"))));
    publish(accepted(correct(owed, heading + season("WS", "11,official"))));

    push(FARMING, owed, "&reason=scheduled", heading + season("WS", "12,preliminary"))
        .then()
        .statusCode(201)
        .body("findings.rule", equalTo(List.of("V51")));
  }

  // V56 to V59 --------------------------------------------------------------------------------

  @ParameterizedTest
  @ValueSource(strings = {"correction", "method"})
  void whatWasNeverPublishedIsNotCorrected(String reason) {
    Owed owed = seasons().owed("2026");
    String query = "&notice=Vì&noticeEn=Why&reason=" + reason;
    String file = SEASONS + season("WS", "10");
    String byRow = "measure,area,season,period,value,reason\n" + season("WS", "10," + reason);

    Response first = push(FARMING, owed, query, file);
    Response ofRow = push(FARMING, owed, "&notice=Vì&noticeEn=Why", byRow);
    accepted(push(FARMING, owed, file));
    Response ofAccepted = push(FARMING, owed, query, file);

    for (Response refusal : List.of(first, ofRow, ofAccepted)) {
      assertEquals(List.of("V56 null"), rules(refusal));
      refusal
          .then()
          .body("errors[0].messageVi", containsString("Chưa công bố số liệu nào"))
          .body("errors[0].messageEn", containsString("nothing to correct"));
    }
  }

  @Test
  void aCellThatIsNewInACorrectionIsToldAndOneOfAnotherFormIsCorrected() {
    Owed owed = seasons().owed("2026");
    publish(accepted(push(FARMING, owed, SEASONS + season("WS", "10"))));

    Response withoutReason = push(FARMING, owed, SEASONS + season("WS", "11"));
    Response more = correct(owed, SEASONS + season("WS", "11") + season("SA", "20"));
    Response otherForm = correct(seasons().owed("2026"), SEASONS + season("WS", "12"));

    withoutReason
        .then()
        .statusCode(409)
        .body("detail", containsString("reason=correction, scheduled hoặc method"));
    more.then()
        .statusCode(201)
        .body("findings.rule", equalTo(List.of("V57")))
        .body("findings[0].messageEn", containsString("also where there is no value"))
        .body("findings[0].severity", equalTo("info"))
        .body("findings[0].row", equalTo(3));
    otherForm.then().statusCode(201).body("findings", empty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&reason=first", "&reason=scheduled"})
  void aNoticeThatNobodyWouldSeeIsRefused(String reason) {
    Owed owed = seasons().owed("2026");
    String file = SEASONS + season("WS", "10");

    Response alone = push(FARMING, owed, reason + "&notice=Vì", file);
    Response both = push(FARMING, owed, reason + "&notice=Vì&noticeEn=Why", file);

    assertEquals(List.of("V58 null"), rules(alone));
    assertEquals(List.of("V58 null"), rules(both));
    push(FARMING, owed, reason, file).then().statusCode(201);
  }

  @Test
  void aNoticeWithoutEnglishIsTold() {
    Owed owed = seasons().owed("2026");
    publish(accepted(push(FARMING, owed, SEASONS + season("WS", "10"))));

    push(FARMING, owed, "&reason=correction&notice=Vì", SEASONS + season("WS", "11"))
        .then()
        .statusCode(201)
        .body("findings.rule", equalTo(List.of("V59")))
        .body("findings[0].severity", equalTo("info"));
  }

  private static void giveBack(Response receipt) {
    String path = "/v1/submissions/" + receipt.path("id");
    appraiser()
        .contentType("application/json")
        .header("If-Match", statistician().get(path).header("ETag"))
        .body("{\"text\": \"Xem lại\"}")
        .post(path + "/return")
        .then()
        .statusCode(200);
  }

  // What is told is audited --------------------------------------------------------------------

  /** More than one finding, and one row of the trail for each time that they are told. */
  @Test
  void whoIsToldAnAcceptedFigureByAFindingIsAudited() {
    Owed owed = seasons().owed("2026");
    accepted(push(FARMING, owed, SEASONS + season("WS", "10") + season("SA", "20")));
    String total = SEASONS + season("_T", "999");
    String key = UUID.randomUUID().toString();
    String sender = UUID.randomUUID().toString();
    String colleague = UUID.randomUUID().toString();

    Response dry = send(sender, owed, "&reason=scheduled&dryRun=true", key, total);
    assertEquals(List.of("V05 2"), rules(dry));
    assertEquals(
        List.of("findings of a dry run for obligation " + owed.obligation()), read(sender));

    Response refusal = send(sender, owed, "&reason=scheduled", key, total);
    assertEquals(List.of("V05 2"), rules(refusal));
    String told = "findings of submission " + refusal.path("id");
    assertEquals(told, read(sender).getLast());
    assertEquals(2, read(sender).size());

    send(colleague, owed, "&reason=scheduled", key, total)
        .then()
        .statusCode(422)
        .header("Idempotency-Replayed", equalTo("true"));
    assertEquals(List.of(told), read(colleague));
  }

  @ParameterizedTest
  @CsvSource({
    "period,       2027-01, 2027-02", // the month before
    "year-to-date, 2027-01, 2027-02", // the month before at its pace
    "year-to-date, 2027-05, 2028-05", // last year
  })
  void whoIsToldAnAcceptedFigureAsTheOneBeforeIsAuditedJustifiedOrNot(
      String accumulation, String before, String period) {
    Owed first = months(accumulation).owed(before);
    accepted(push(FARMING, first, MONTHS + cell(before, "100")));
    Owed owed = of(first.form(), period);
    String sender = UUID.randomUUID().toString();

    Response refusal = send(sender, owed, "", key(), MONTHS + cell(period, "900"));
    assertEquals(List.of("V44 2"), rules(refusal));
    Response receipt =
        send(
            sender,
            owed,
            "",
            key(),
            MONTHS.replace("value", "value,justification") + cell(period, "900,Mưa lớn"));
    receipt.then().statusCode(201).body("findings.rule", equalTo(List.of("V44")));

    assertEquals(
        List.of(
            "findings of submission " + refusal.path("id"),
            "findings of submission " + receipt.path("id")),
        read(sender));
  }

  @Test
  void whoIsToldWhatIsPublicOrSentByThemselvesIsNotAudited() {
    Owed owed = seasons().owed("2026");
    publish(accepted(push(FARMING, owed, SEASONS + season("WS", "10") + season("SA", "20"))));
    Owed month = months("period").owed("2027-01");
    publish(accepted(push(FARMING, month, MONTHS + month(2027, 1, 100))));
    String sender = UUID.randomUUID().toString();
    String correction = "&reason=correction&notice=Vì&noticeEn=Why";
    String own = season("WS", "1") + season("SA", "2") + season("_T", "4");

    for (String query : List.of(correction, correction + "&dryRun=true")) {
      assertEquals(
          List.of("V05 2"), rules(send(sender, owed, query, key(), SEASONS + season("_T", "999"))));
      assertEquals(List.of("V05 4"), rules(send(sender, owed, query, key(), SEASONS + own)));
    }
    assertEquals(
        List.of("V44 2"),
        rules(send(sender, of(month.form(), "2027-02"), "", key(), MONTHS + month(2027, 2, 900))));

    assertEquals(List.of(), read(sender));
  }

  /** Published, and its value is not: it is its sender's to know, and nobody else's. */
  @Test
  void whoIsToldAConfidentialFigureIsAudited() {
    Owed owed = seasons().owed("2026");
    Response first =
        accepted(push(FARMING, owed, SEASONS + season("WS", "10") + season("SA", "20")));
    String confidential = UUID.randomUUID().toString();
    sql.update(
        """
        with copy as (
          insert into vintage (id, submission, agency, form, state)
          select ?::uuid, uuidv7(), agency, form, 'accepted' from vintage where id = ?::uuid
          returning key)
        insert into observation
        select (jsonb_populate_record(
                  o, jsonb_build_object('vintage', copy.key, 'confidentiality', 'confidential'))).*
        from observation o, copy where o.vintage = (select key from vintage where id = ?::uuid)
        """,
        confidential,
        first.<String>path("vintage"),
        first.<String>path("vintage"));
    publish(first);
    publish(confidential);
    String sender = UUID.randomUUID().toString();

    send(
            sender,
            owed,
            "&reason=correction&notice=Vì&noticeEn=Why&dryRun=true",
            key(),
            SEASONS + season("_T", "999"))
        .then()
        .statusCode(422);

    assertEquals(
        List.of("findings of a dry run for obligation " + owed.obligation()), read(sender));
  }

  /** What each read of this person was of, in order. */
  private List<String> read(String sender) {
    return sql.list(
        "select subject_id from audit where action = 'embargo.read' and caller = ? order by id",
        row -> row.getString(1),
        sender);
  }

  private static Owed of(String form, String period) {
    issue(form, period).then().statusCode(201);
    String obligation =
        statistician()
            .get("/v1/obligations?form=" + form)
            .path("items.find { it.period == '%s' }.id".formatted(period));
    return new Owed(form, period, obligation);
  }

  private String cell(String period, String rest) {
    return "%s,RPC1,%s,%s\n".formatted(measure, period, rest);
  }

  private static String key() {
    return UUID.randomUUID().toString();
  }

  private static Response send(String sender, Owed owed, String query, String key, String csv) {
    return as(sender, "reporter", FARMING)
        .contentType(CSV)
        .header("Idempotency-Key", key)
        .body(csv.getBytes(StandardCharsets.UTF_8))
        .post("/v1/submissions?obligation=" + owed.obligation() + query);
  }

  // -------------------------------------------------------------------------------------------

  private static Response push(String agency, Owed owed, String csv) {
    return push(agency, owed, "", csv);
  }

  private static Response correct(Owed owed, String csv) {
    return push(FARMING, owed, "&reason=correction&notice=Vì&noticeEn=Why", csv);
  }

  private static Response push(String agency, Owed owed, String query, String csv) {
    return as("reporter", agency)
        .contentType(CSV)
        .header("Idempotency-Key", UUID.randomUUID())
        .body(csv.getBytes(StandardCharsets.UTF_8))
        .post("/v1/submissions?obligation=" + owed.obligation() + query);
  }

  private static Response accepted(Response receipt) {
    receipt.then().statusCode(201);
    String path = "/v1/submissions/" + receipt.path("id");
    appraiser()
        .header("If-Match", statistician().get(path).header("ETag"))
        .post(path + "/accept")
        .then()
        .statusCode(200);
    return receipt;
  }

  private void publish(Response receipt) {
    publish(receipt.<String>path("vintage"));
  }

  private void publish(String vintage) {
    int sequence = SEQUENCE.incrementAndGet();
    sql.update(
        """
        insert into publication_applied (sequence, release_id, published_at, recorded_at, origin, late, reconstructed)
        values (?, ?, now(), now(), 'live', false, false)
        """,
        sequence,
        "comparison-" + sequence);
    sql.update(
        """
        insert into opening (vintage, sequence, published_at, ordinal)
        select key, ?, now(), 1 from vintage where id = ?::uuid
        """,
        sequence,
        vintage);
  }

  /** Rule and row of each finding that has to be corrected or justified. */
  private static List<String> rules(Response answer) {
    List<Map<String, Object>> errors = answer.path("errors");
    return errors == null
        ? List.of()
        : errors.stream().map(error -> error.get("rule") + " " + error.get("row")).toList();
  }
}
