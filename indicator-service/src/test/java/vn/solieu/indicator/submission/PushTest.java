package vn.solieu.indicator.submission;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesRegex;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.solieu.indicator.form.Reporting.CSV;
import static vn.solieu.indicator.form.Reporting.appraiser;
import static vn.solieu.indicator.form.Reporting.otherAgency;
import static vn.solieu.indicator.form.Reporting.reporter;
import static vn.solieu.indicator.form.Reporting.statistician;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.solieu.embedded.Grant;
import vn.solieu.indicator.form.Reporting;
import vn.solieu.indicator.form.Reporting.Owed;
import vn.solieu.indicator.form.Reporting.RiceForm;
import vn.solieu.platform.bounds.Bounds;
import vn.solieu.platform.sql.Sql;
import vn.solieu.platform.version.EntityTag;
import vn.solieu.testing.StrictSchema;
import vn.solieu.testing.Tokens;
import vn.solieu.testing.UseTestEnvironment;

@QuarkusTest
@UseTestEnvironment
class PushTest {

  private static final AtomicInteger SEQUENCE = new AtomicInteger(900_000);

  @Inject Sql sql;

  @BeforeEach
  void build() {
    Reporting.build();
  }

  @Test
  void whatIsRightIsReceivedWithAReceipt() {
    Owed owed = new RiceForm().owed();

    Response receipt = owed.push(owed.file());

    String id = receipt.path("id");
    receipt
        .then()
        .statusCode(201)
        .header("Location", equalTo("/v1/submissions/" + id))
        .body("state", equalTo("received"))
        .body("obligation", equalTo(owed.obligation()))
        .body("rows", equalTo(4))
        .body("vintage", notNullValue())
        .body("sha256", matchesRegex("[0-9a-f]{64}"))
        .body("receivedAt", endsWith("+07:00"))
        .body("late", equalTo(false))
        .body("findings", empty());
    assertEquals("submitted", owed.state());
    assertEquals(List.of("101.0", "185.2", "190.5", "476.7"), figures(receipt.path("vintage")));
    reporter()
        .get("/v1/submissions/" + id)
        .then()
        .statusCode(200)
        .body("state", equalTo("received"));
  }

  @Test
  void jsonIsTakenAsWell() {
    Owed owed = new RiceForm().owed();
    String json =
        """
        {"rows": [
          {"measure": "rp-area", "area": "9082", "season": "WS", "period": "%1$s", "value": 190.50},
          {"period": "%1$s", "value": "185,2", "area": "RP82B", "season": "SA", "measure": "rp-area"},
          {"measure": "rp-area", "area": "RP82B", "season": "AW", "period": "%1$s", "value": "-"},
          {"measure": "rp-area", "area": "RP82B", "season": "_T", "period": "%1$s", "value": 3.757e2, "unit": null}
        ]}
        """
            .formatted(owed.period());

    Response receipt = owed.push("application/json", utf8(json), key());

    receipt.then().statusCode(201).body("rows", equalTo(4));
    assertEquals(List.of("0", "185.2", "190.50", "375.7"), figures(receipt.path("vintage")));
  }

  static Stream<Arguments> goodFiles() {
    return Stream.of(
        Arguments.of("a byte-order mark", "\uFEFF%s", "\n"),
        Arguments.of("Windows line ends", "%s", "\r\n"),
        Arguments.of("blank lines", "%s\n\n,,,,\n", "\n"),
        Arguments.of("spaces of a spreadsheet", "%s", "\n "));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("goodFiles")
  void filesAsSpreadsheetsWriteThemAreTaken(String what, String around, String lineEnd) {
    Owed owed = new RiceForm().owed();
    String file = around.formatted(owed.file()).replace("\n", lineEnd);

    owed.push(file).then().statusCode(201).body("rows", equalTo(4));
  }

  @Test
  void semicolonsAndDecimalCommasOfAVietnameseSpreadsheetAreTaken() {
    Owed owed = new RiceForm().owed();
    String file = owed.file("1.190,5", "185,2", "101,0", "1.476,7").replace(',', ';');

    Response receipt =
        owed.push(
            file.replace("\"1.190;5\"", "1.190,5")
                .replace("\"185;2\"", "185,2")
                .replace("\"101;0\"", "101,0")
                .replace("\"1.476;7\"", "1.476,7"));

    receipt.then().statusCode(201);
    assertEquals(List.of("101.0", "185.2", "1190.5", "1476.7"), figures(receipt.path("vintage")));
  }

  @Test
  void decomposedTextIsComposed() {
    Owed owed = new RiceForm().owed();
    String justified =
        "measure,area,season,period,value,justification\n"
            + "rp-area,RP82B,WS,%1$s,1,%2$s\nrp-area,RP82B,SA,%1$s,1,\nrp-area,RP82B,AW,%1$s,1,\nrp-area,RP82B,_T,%1$s,3,\n"
                .formatted(owed.period(), Normalizer.normalize("Lũ về sớm", Normalizer.Form.NFD));

    Response receipt = owed.push(justified);

    receipt.then().statusCode(201);
    assertEquals(
        List.of("Lũ về sớm"),
        sql.list(
            """
            select o.justification from observation o join vintage v on v.key = o.vintage
            where v.id = ?::uuid and o.justification is not null
            """,
            row -> row.getString(1),
            receipt.<String>path("vintage")));
  }

  private static final String PEOPLE =
      """
      {"measure": "rp-people", "areas": ["RPC2"], "frequency": "year", "periodOffset": 0}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          comma | value,justification        | 62,7        | 62,7
          comma | value,justification        | -62, 7      | -62,7
          comma | value,justification        | 0,05        | 0,05
          comma | value,justification        | 1.234.567,8 | 1.234.567,8
          comma | value,round                | 62,7        | 62,7
          comma | value,round,justification  | 62,7,1      | 62,7
          comma | value                      | 62,7        | 62,7
          comma | value                      | 56,0,,      | 56,0
          comma | value,level                | 62,7,final  | 62,7
          comma | value,justification        | 62,7,Lũ     | 62,7
          point | value                      | 56,0        | 56,0
          point | value,justification        | 1,234       | 1,234
          point | value,justification        | 62,7        | 62,7
          point | value,justification        | 1,234.5     | 1,234.5
          point | value,round,justification  | 1,234,567   | 1,234
          """)
  void aNumberThatIsSplitAtItsCommaIsRefused(
      String separator, String heading, String cells, String meant) {
    RiceForm form = new RiceForm().blocks(PEOPLE).sums("");
    Owed owed = (separator.equals("point") ? form.decimalPoint() : form).owed();
    String file =
        "measure,area,period,%s\nrp-people,RPC2,%s,%s\n".formatted(heading, owed.period(), cells);

    Response refusal = owed.push(file);

    refusal
        .then()
        .statusCode(422)
        .rootPath("errors.find { it.rule == 'V53' }")
        .body("row", equalTo(2))
        .body("column", equalTo("value"))
        .body("messageVi", containsString("có phải là \"" + meant + "\"?"))
        .body("messageEn", containsString("did you mean \"" + meant + "\"?"));
  }

  /** The cell stands in the file, so that it is not missing. */
  @Test
  void aNumberThatIsSplitInTheLastColumnIsAllThatIsToldOfItsRow() {
    Owed owed = new RiceForm().owed();

    assertEquals(
        List.of("V53 2 value"), places(owed.push(owed.file().replace("\"190,5\"", "190,5"))));
  }

  @Test
  void aRowWithTooManyCellsIsToldTheWayOut() {
    Owed owed = new RiceForm().owed();

    owed.push(owed.file().replace("\"190,5\"", "1,Lũ,muộn"))
        .then()
        .statusCode(422)
        .body("errors.rule", equalTo(List.of("V33")))
        .body("errors[0].messageVi", containsString("đặt trong dấu ngoặc kép"))
        .body("errors[0].messageEn", containsString("quote a cell that holds a comma"));
  }

  /** What refused rows may be is not called missing; what is more than they can be, is. */
  @Test
  void ofCellsThatRefusedRowsMayMeanOnlyTheNumberBeyondThemIsMissing() {
    Owed owed = new RiceForm().owed();
    String file = "measure,area,season,period,value\nrp-area,RP82B,%s,%s,1\n";

    owed.push(file.formatted("ws", owed.period()))
        .then()
        .statusCode(422)
        .body("errors.rule", equalTo(List.of("V39", "V18")))
        .body("errors[1].messageVi", containsString("ít nhất 3 ô"))
        .body("errors[1].messageEn", containsString("at least 3 cells"))
        .body("errors[1].messageEn", containsString("1 rows are refused"))
        .body("errorsTotal", equalTo(4));
    assertEquals(
        List.of("V40 2 period", "V18 - -", "V18 - -", "V18 - -"),
        places(owed.push(file.formatted("WS", Integer.parseInt(owed.period()) + 1))));
  }

  /** A space stands for what separates the columns. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          comma | ,   | value justification | "62,7" 7   | 62.7
          comma | ,   | value justification | 62 Nhập    | 62
          comma | ,   | value round         | "62,0" 7   | 62.0
          comma | ;   | value round         | 62 7       | 62
          comma | ;   | value justification | 62,7 8     | 62.7
          comma | tab | value round         | 62 7       | 62
          point | ,   | value round         | 62 7       | 62
          """)
  void aNumberBesideAnotherCellIsTaken(
      String decimals, String separator, String columns, String cells, String value) {
    RiceForm form = new RiceForm().blocks(PEOPLE).sums("");
    Owed owed = (decimals.equals("point") ? form.decimalPoint() : form).owed();
    String file =
        "measure area period %s\nrp-people RPC2 %s %s\n"
            .formatted(columns, owed.period(), cells)
            .replace(" ", separator.equals("tab") ? "\t" : separator);

    Response receipt = owed.push(file);

    receipt.then().statusCode(201);
    assertEquals(List.of(value), figures(receipt.path("vintage")));
  }

  /** One wrong thing in an otherwise right file: its rule, row and column. */
  static Stream<Arguments> wrongFiles() {
    return Stream.of(
        wrong("a word for a number", "190,5", "many", "V01 2 value"),
        wrong("the other decimal separator", "190,5", "190.5", "V01 2 value"),
        wrong("a number that could be two", "190,5", "1.905", "V01 2 value"),
        wrong("an endless number", "190,5", "1".repeat(39), "V01 2 value"),
        wrong("a negative area", "190,5", "-190,5", "V02 2 value", "V05 5 value"),
        wrong("a total that is not the sum", "476,7", "477,0", "V05 5 value"),
        wrong("a missing cell", "rp-area,RP82B,SA,{p},\"185,2\"\n", "", "V18 - -"),
        wrong("a blank cell that is required", "\"185,2\"", "", "V18 3 value"),
        wrong("an area that was merged", "rp-area,RP82B,WS", "rp-area,RP87A,WS", "V19 2 area"),
        wrong("a retired code", "rp-area,RP82B,WS", "rp-area,9087,WS", "V19 2 area"),
        wrong("more cells than headings", "\"190,5\"", "\"190,5\",1", "V33 2 -"),
        wrong(
            "a heading that nobody knows",
            "season,period",
            "vụ,period",
            "V33 1 vụ",
            "V40 2 season"),
        wrong("a heading twice", "area,season", "area,area", "V33 1 area", "V40 2 season"),
        wrong("no heading for values", ",value\n", ",giá trị\n", "V33 1 giá trị", "V33 1 value"),
        wrong(
            "the same cell twice",
            "\"190,5\"\n",
            "\"190,5\"\nrp-area,RP82B,WS,{p},\"190,5\"\n",
            "V34 3 -"),
        wrong("an impossible month", "WS,{p}", "WS,2026-16", "V38 2 period"),
        wrong("an unknown measure", "rp-area,RP82B,WS", "rp-x,RP82B,WS", "V39 2 measure"),
        wrong("an unknown area", "RP82B,WS", "XX,WS", "V39 2 area"),
        wrong("an unknown code", "RP82B,WS", "RP82B,ws", "V39 2 season"),
        wrong(
            "a measure of another form",
            "rp-area,RP82B,WS",
            "rp-unasked,RP82B,WS",
            "V40 2 measure"),
        wrong("another year", "WS,{p}", "WS,1999", "V18 - -", "V19 2 area"),
        wrong("another area", "RP82B,WS", "RPC1,WS", "V40 2 area"),
        wrong("a blank area", "RP82B,WS", ",WS", "V47 2 area"),
        wrong("text without an end", "RP82B,WS", "x".repeat(201) + ",WS", "V45 2 area"));
  }

  private static Arguments wrong(String what, String right, String instead, String... found) {
    return Arguments.of(what, right, instead, List.of(found));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongFiles")
  void whatIsWrongIsFoundWhereItIs(String what, String right, String instead, List<String> found) {
    Owed owed = new RiceForm().owed();
    String file =
        owed.file()
            .replace(right.replace("{p}", owed.period()), instead.replace("{p}", owed.period()));

    Response refusal = owed.push(file);

    refusal.then().statusCode(422).contentType("application/problem+json");
    TreeSet<String> rules = new TreeSet<>(places(refusal));
    assertEquals(new TreeSet<>(found), retainFirstRows(rules, found));
    assertEquals("open", owed.state());
    assertEquals(0, vintages(owed), "a refused submission has no figures");
  }

  /** Consequences repeat in later rows; the table names the first. */
  private static TreeSet<String> retainFirstRows(TreeSet<String> all, List<String> found) {
    all.removeIf(
        place ->
            !found.contains(place)
                && found.stream().anyMatch(f -> f.substring(0, 3).equals(place.substring(0, 3))));
    return all;
  }

  @Test
  void everyKindOfFaultIsToldAtOnceInBothLanguages() {
    Owed owed = new RiceForm().owed();
    String file =
        """
        measure,area,season,period,value,unit,level,mystery
        rp-area,RP82B,WS,%1$s,1.234,RP_HA,,
        rp-area,RP82B,SA,%1$s,-5,RP_TONNE,,
        rp-area,RP82B,SA,%1$s,6,RP_HA,guess,
        rp-area,RP87A,AW,%1$s,6,RP_HA,,
        rp-tea,RP82B,AW,2026-13,6,RP_HA,,
        """
            .formatted(owed.period());

    Response refusal = owed.push(file);

    refusal.then().statusCode(422);
    assertEquals(
        List.of(
            "V33 1 mystery",
            "V01 2 value",
            "V10 3 unit",
            "V02 3 value",
            "V34 4 -",
            "V39 4 level",
            "V19 5 area",
            "V39 6 measure",
            "V38 6 period"),
        places(refusal));
    refusal
        .then()
        .body("errorsTotal", equalTo(9))
        .body(
            "errors.find { it.rule == 'V01' }.messageVi",
            equalTo(
                "\"1.234\" không phải số theo định dạng của biểu (dấu thập phân \",\"); ghi 1234"
                    + " hay 1,234?"))
        .body("errors.find { it.rule == 'V19' }.messageEn", endsWith("; instead: RP82B."));
  }

  @Test
  void aRefusedSubmissionIsKeptWithItsFindings() {
    Owed owed = new RiceForm().owed();

    Response refusal = owed.push(owed.file("many", "185,2", "101,0", "476,7"));

    String id = refusal.path("id");
    refusal
        .then()
        .statusCode(422)
        .header("Location", equalTo("/v1/submissions/" + id))
        .header("Content-Language", "vi")
        .body("state", equalTo("refused"));
    owed.push(owed.file("many", "185,2", "101,0", "476,7"))
        .then()
        .statusCode(422)
        .header("Content-Language", "vi");
    reporter()
        .get("/v1/submissions/" + id)
        .then()
        .statusCode(200)
        .body("state", equalTo("refused"))
        .body("vintage", equalTo(null))
        .body("findings", equalTo(1));
    reporter()
        .get("/v1/submissions/" + id + "/findings")
        .then()
        .statusCode(200)
        .body("total", equalTo(1))
        .body("items", hasSize(1))
        .body("items[0].rule", equalTo("V01"))
        .body("items[0].severity", equalTo("hard"))
        .body("items[0].row", equalTo(2))
        .body("items[0].column", equalTo("value"));
  }

  @Test
  void aPushSeesNothingOfThoseBeforeIt() {
    // given: rows that were rolled back, refused and stored, in a session that the next push gets
    Owed before = new RiceForm().owed();
    before.dryRun(before.file()).then().statusCode(200);
    before.push(before.file("many", "185,2", "101,0", "476,7")).then().statusCode(422);
    before.push(before.file()).then().statusCode(201);

    Owed owed = new RiceForm().owed();
    Response receipt = owed.push(owed.file("1,0", "2,0", "3,0", "6,0"));

    receipt.then().statusCode(201).body("rows", equalTo(4));
    assertEquals(List.of("1.0", "2.0", "3.0", "6.0"), figures(receipt.path("vintage")));
  }

  @Test
  void theFirstThousandFindingsAreKeptAndAllAreCounted() {
    Owed owed = new RiceForm().owed();
    StringBuilder file = new StringBuilder("measure,area,season,period,value\n");
    for (int i = 0; i < 3_000; i++) {
      file.append("rp-area,RP82B,WS,").append(owed.period()).append(",nhiều\n");
    }

    Response refusal = owed.push(file.toString());

    refusal
        .then()
        .statusCode(422)
        .body("errors", hasSize(1_000))
        .body("errorsTotal", equalTo(6_002));
    assertEquals(
        Map.of("V01", 499L, "V18", 3L, "V34", 498L),
        refusal.<List<String>>path("errors.rule").stream()
            .collect(
                java.util.stream.Collectors.groupingBy(
                    rule -> rule, java.util.stream.Collectors.counting())),
        "a fair share of each rule");
    String id = refusal.path("id");
    reporter()
        .get("/v1/submissions/" + id + "/findings")
        .then()
        .body("items", hasSize(1_000))
        .body("total", equalTo(6_002));
  }

  @Test
  void symbolsAreFourDifferentThings() {
    Owed owed =
        new RiceForm()
            .blocks(
                """
                {"measure": "rp-area", "areas": ["RP82B"], "breakdowns": {"season": null},
                 "frequency": "year", "periodOffset": 0}
                """)
            .sums("")
            .owed();

    Response receipt = owed.push(owed.file("-", "...", "x", ""));

    receipt.then().statusCode(201);
    assertEquals(
        List.of("nil 0", "not-applicable null", "not-collected null", "not-reported null"),
        sql.list(
            """
            select o.value_state || ' ' || coalesce(o.value::text, 'null')
            from observation o join vintage v on v.key = o.vintage where v.id = ?::uuid order by 1
            """,
            row -> row.getString(1),
            receipt.<String>path("vintage")));
  }

  @Test
  void yearToDateAtTheEndOfAQuarterIsTheQuarter() {
    String blocks =
        """
        {"measure": "rp-people", "areas": ["RP82B"], "frequency": "month", "periodOffset": 0,
         "accumulation": "year-to-date"},
        {"measure": "rp-people", "areas": ["RP82B"], "frequency": "quarter", "periodOffset": 0}
        """;
    RiceForm form = new RiceForm().monthly().blocks(blocks).sums("");
    String file =
        """
        measure,area,period,accumulation,value
        rp-people,RP82B,2027-03,year-to-date,10
        rp-people,RP82B,2027-Q1,period,%s
        """;

    Response agreeing = form.owed("2027-03").push(file.formatted(10));
    Response differing = form.owed("2027-03").push(file.formatted(11));

    agreeing.then().statusCode(201);
    assertEquals(List.of("10"), figures(agreeing.path("vintage")), "one fact is stored once");
    differing.then().statusCode(422);
    assertEquals(List.of("V43 3 -"), places(differing));
  }

  @Test
  void aSumIsCheckedOnceThoughItsFactsCameUnderTwoNames() {
    String cells =
        "{\"measure\": \"rp-area\", \"areas\": [\"RP82B\"], \"breakdowns\": {\"season\": null},";
    RiceForm form =
        new RiceForm()
            .monthly()
            .blocks(
                cells
                    + "\"frequency\": \"month\", \"periodOffset\": 0, \"accumulation\": \"year-to-date\"},"
                    + cells
                    + "\"frequency\": \"quarter\", \"periodOffset\": 0}");
    String file =
        """
        measure,area,season,period,accumulation,value
        rp-area,RP82B,WS,2027-03,year-to-date,1
        rp-area,RP82B,SA,2027-03,year-to-date,2
        rp-area,RP82B,AW,2027-03,year-to-date,3
        rp-area,RP82B,_T,2027-03,year-to-date,%1$s
        rp-area,RP82B,WS,2027-Q1,period,1
        rp-area,RP82B,SA,2027-Q1,period,2
        rp-area,RP82B,AW,2027-Q1,period,3
        rp-area,RP82B,_T,2027-Q1,period,%1$s
        """;

    Response right = form.owed("2027-03").push(file.formatted(6));
    Response wrong = form.owed("2027-03").push(file.formatted(7));

    right.then().statusCode(201);
    assertEquals(List.of("1", "2", "3", "6"), figures(right.path("vintage")));
    wrong.then().statusCode(422);
    assertEquals(List.of("V05 5 value"), places(wrong));
  }

  @Test
  void whatIsNoRoundAndNoReasonIsFound() {
    Owed owed = published();
    String file =
        """
        measure;area;season;period;value;round;reason
        rp-area;RP82B;WS;%1$s;1;first;
        rp-area;RP82B;SA;%1$s;1;10;
        rp-area;RP82B;AW;%1$s;1;2;correction
        rp-area;RP82B;_T;%1$s;3;;withdrawn
        """
            .formatted(owed.period());

    Response refusal =
        reporter()
            .contentType(CSV)
            .header("Idempotency-Key", key())
            .body(utf8(file))
            .post("/v1/submissions?reason=scheduled&obligation=" + owed.obligation());

    refusal.then().statusCode(422);
    assertEquals(
        List.of("V39 2 round", "V39 3 round", "V17 4 reason", "V39 5 reason"), places(refusal));
  }

  @Test
  void aLargeChangeNeedsAJustification() {
    RiceForm form =
        new RiceForm()
            .blocks(
                """
                {"measure": "rp-people", "areas": ["RPC2"], "frequency": "year", "periodOffset": 0}
                """)
            .sums("")
            .changes("{\"measure\": \"rp-people\", \"percent\": 20}");
    String file = "measure,area,period,value,justification\nrp-people,RPC2,%s,%s,%s\n";
    Response before = form.owed("2030").push(file.formatted("2030", "100", ""));
    before.then().statusCode(201);
    publish(before.path("vintage"));

    Response bare = form.owed("2031").push(file.formatted("2031", "121", ""));
    for (String invisible : List.of("\u200B", "\u00AD", "\u2800", "\u3164")) {
      Response unseen = form.owed("2031").push(file.formatted("2031", "121", invisible));
      unseen.then().statusCode(422).body("errors[0].rule", equalTo("V44"));
    }
    Response justified = form.owed("2031").push(file.formatted("2031", "121", "Nhập cư"));
    Response small = form.owed("2031").push(file.formatted("2031", "120", ""));

    bare.then().statusCode(422).body("errors[0].rule", equalTo("V44"));
    justified
        .then()
        .statusCode(201)
        .body("findings", hasSize(1))
        .body("findings[0].severity", equalTo("soft"))
        .body("findings[0].justification", equalTo("Nhập cư"));
    reporter()
        .get("/v1/submissions/" + justified.path("id") + "/findings")
        .then()
        .body("items[0].justification", equalTo("Nhập cư"));
    Response figures =
        statistician().get("/v1/vintages/" + justified.path("vintage") + "/observations");
    figures.then().body("series[0].common.justification", equalTo("Nhập cư"));
    assertEquals(
        List.of(),
        StrictSchema.of(
                statistician().get("/openapi?format=json").as(JsonNode.class), "VintageFigures")
            .errors(figures.asString()));
    small.then().statusCode(201).body("findings", empty());
  }

  @Test
  void aRowWithAWrongNumberOfCellsIsOneFinding() {
    Owed owed = anyCells().owed();
    String heading = "measure,area,season,period,value\n";

    Response csv = owed.push(heading + "rp-area,RP82B,WS," + owed.period() + ",1,x\n");
    Response json = owed.push("application/json", utf8("{\"rows\": [7]}"), key());

    assertEquals(List.of("V33 2 -"), places(csv));
    assertEquals(List.of("V33 1 -"), places(json));
  }

  private static RiceForm anyCells() {
    return new RiceForm()
        .blocks(
            """
            {"measure": "rp-area", "areas": ["RP82B"], "breakdowns": {"season": null},
             "frequency": "year", "periodOffset": 0}
            """)
        .sums("");
  }

  static Stream<Arguments> notInForm() {
    return Stream.of(
        Arguments.of("rp-area,RPC1,WS,{p},,", "area", "đơn vị hành chính RPC1"),
        Arguments.of("rp-area,RP82B,,{p},,", "season", "thiếu mã phân tổ"),
        Arguments.of("rp-area,RP82B,WS,2026-12,,", "period", "kỳ 2026-12"),
        Arguments.of("rp-area,RP82B,WS,{p},plan,", "valueType", "loại số liệu plan"),
        Arguments.of("rp-area,RP82B,WS,{p},,season-to-date", "accumulation", "season-to-date"),
        Arguments.of("rp-output,RP82B,WS,{p},,", "measure", "đại lượng rp-output"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("notInForm")
  void aCellThatTheFormDoesNotAskForIsToldWithItsColumnAndTheCause(
      String row, String column, String cause) {
    Owed owed = anyCells().owed();

    Response refusal =
        owed.push(
            "measure,area,season,period,valueType,accumulation,value\n"
                + row.replace("{p}", owed.period())
                + ",1\n");

    assertEquals(List.of("V40 2 " + column), places(refusal));
    refusal.then().body("errors[0].messageVi", containsString(cause));
  }

  @Test
  void everyKindThatWasFoundIsNamedWithItsSeverityAndCount() {
    Owed owed = new RiceForm().owed();
    StringBuilder file = new StringBuilder(owed.file());
    for (int i = 0; i < 2_000; i++) {
      file.append("rp-area,RP87A,WS,").append(owed.period()).append(",nhiều\n");
    }
    file.append("rp-area,RP82B,WS,").append(owed.period()).append(",\"190,5\"\n");

    Response refusal = owed.push(file.toString());

    refusal
        .then()
        .statusCode(422)
        .body("errors.severity.unique()", equalTo(List.of("hard")))
        .body(
            "kinds.collect { it.rule + ' ' + it.severity + ' ' + it.count }",
            equalTo(List.of("V01 hard 2000", "V19 hard 2000", "V34 hard 1")));
    reporter()
        .get("/v1/submissions/" + refusal.path("id") + "/findings")
        .then()
        .body("kinds.rule", equalTo(List.of("V01", "V19", "V34")))
        .body("kinds.count", equalTo(List.of(2000, 2000, 1)));
  }

  static Stream<Arguments> notices() {
    return Stream.of(
        Arguments.of("correction", "", 422),
        Arguments.of("correction", "notice= &", 422),
        Arguments.of("method", "", 422),
        Arguments.of("scheduled", "", 201),
        Arguments.of("correction", "notice=Sai&", 201),
        Arguments.of("correction", "notice=%3DHYPERLINK(1)&", 400),
        Arguments.of("correction", "notice= %3D1&", 400),
        Arguments.of("scheduled", "notice=%2B1&", 400),
        Arguments.of("scheduled", "notice=-1&", 400),
        Arguments.of("scheduled", "notice=@a&", 400),
        Arguments.of("scheduled", "notice=%09a&", 400),
        Arguments.of("scheduled", "notice=%0Da&", 400),
        Arguments.of("scheduled", "notice=a%00&", 400),
        Arguments.of("correction", "notice=%E2%80%8B&", 422),
        Arguments.of("correction", "notice=%E3%85%A4&", 422),
        Arguments.of("correction", "notice=Sai&noticeEn=Wrong&", 201),
        Arguments.of("correction", "noticeEn=Wrong&", 400));
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @MethodSource("notices")
  void readersAreToldWhyFiguresChangeAndNotByAFormula(String reason, String notice, int status) {
    Owed owed = published();

    Response answer =
        reporter()
            .contentType(CSV)
            .header("Idempotency-Key", key())
            .urlEncodingEnabled(false)
            .body(utf8(owed.file()))
            .post(
                "/v1/submissions?reason=%s&%sobligation=%s"
                    .formatted(reason, notice.replace(" ", "%20"), owed.obligation()));

    answer.then().statusCode(status);
    if (status == 422) {
      assertEquals(List.of("V17 - -"), places(answer));
    }
    if (status == 400) {
      answer.then().body("errors[0].pointer", equalTo("?notice"));
    }
  }

  @Test
  void theNoticeIsKeptInBothLanguages() {
    Owed owed = published();

    String vintage =
        reporter()
            .contentType(CSV)
            .header("Idempotency-Key", key())
            .body(utf8(owed.file()))
            .post(
                "/v1/submissions?reason=correction&notice=Nhập sai&noticeEn=Wrong entry&obligation="
                    + owed.obligation())
            .then()
            .statusCode(201)
            .extract()
            .path("vintage");

    reporter()
        .get("/v1/vintages/" + vintage)
        .then()
        .body("notice", equalTo("Nhập sai"))
        .body("noticeEn", equalTo("Wrong entry"));
    reporter()
        .contentType(CSV)
        .header("Idempotency-Key", key())
        .urlEncodingEnabled(false)
        .body(utf8(owed.file()))
        .post("/v1/submissions?notice=a&noticeEn=%3D1&obligation=" + owed.obligation())
        .then()
        .statusCode(400)
        .body("errors.pointer", equalTo(List.of("?noticeEn")));
  }

  @Test
  void anotherEnglishNoticeIsAnotherPush() {
    Owed owed = published();
    String key = key();

    String id = explained(owed, key, "&noticeEn=Wrong").then().statusCode(201).extract().path("id");
    explained(owed, key, "&noticeEn=Wrong").then().statusCode(201).body("id", equalTo(id));
    for (String other : List.of("", "&noticeEn=Late")) {
      explained(owed, key, other)
          .then()
          .statusCode(422)
          .body("type", equalTo("/problems/idempotency-key-reused"));
    }
  }

  private static Response explained(Owed owed, String key, String noticeEn) {
    return reporter()
        .contentType(CSV)
        .header("Idempotency-Key", key)
        .body(utf8(owed.file()))
        .post(
            "/v1/submissions?reason=correction&notice=Sai&obligation="
                + owed.obligation()
                + noticeEn);
  }

  @Test
  void aKeyOfBeforeTheEnglishNoticeAnswersStill() {
    Owed owed = new RiceForm().owed();
    String key = key();
    String id = owed.push(CSV, utf8(owed.file()), key).then().statusCode(201).extract().path("id");
    String sha256 =
        sql.first("select sha256 from submission where id = ?::uuid", row -> row.getString(1), id)
            .orElseThrow();

    // As it was counted then.
    assertEquals(
        EntityTag.of(
                sha256, Push.BodyFormat.CSV, UUID.fromString(owed.obligation()), "null", "null")
            .value(),
        sql.first(
                "select body_hash from idempotency_key where key = ?", row -> row.getString(1), key)
            .orElseThrow());
  }

  @Test
  void aVietnameseTextHasVietnameseWordsAndDecimalCommas() {
    Owed owed =
        new RiceForm()
            .blocks(
                """
                {"measure": "rp-area", "areas": ["RP82B"], "breakdowns": {"season": null}, "frequency": "year",
                 "periodOffset": 0, "level": "official"}
                """)
            .owed();
    String file =
        owed.file("1,5", "2,5", "3,5", "9,5").replace(",value\n", ",value,level,valueState\n");

    Response refusal =
        owed.push(
            file.replace("\"1,5\"", "\"1,5\",estimate,")
                .replace("\"2,5\"", "\"2,5\",,not-collected")
                .replace("\"3,5\"", "\"3,5\",,")
                .replace("\"9,5\"", "\"9,5\",,"));

    refusal
        .then()
        .body(
            "errors.find { it.rule == 'V41' }.messageVi",
            equalTo(
                "Mức độ hoàn chỉnh \"ước tính\" (estimate) khác mức mà biểu yêu cầu cho ô này:"
                    + " \"chính thức\" (official)."))
        .body(
            "errors.find { it.rule == 'V42' }.messageVi",
            equalTo(
                "Giá trị và trạng thái giá trị \"chưa thu thập được\" (not-collected) mâu thuẫn."));
    Response sum = wrongSum(new RiceForm().owed());
    sum.then()
        .body(
            "errors[0].messageVi",
            equalTo("Tổng 9,5 khác cộng các thành phần 7,5 (chênh 2,0, cho phép 0,15)."))
        .body(
            "errors[0].messageEn",
            equalTo("The total 9.5 differs from the sum of its parts 7.5 (by 2.0, allowed 0.15)."));
  }

  private static Response wrongSum(Owed owed) {
    return owed.push(owed.file("1,5", "2,5", "3,5", "9,5"));
  }

  @Test
  void decimalsThatAreNotPublishedAreToldAndWhatRoundsToZeroIsBelowTheUnit() {
    Owed owed = new RiceForm().owed();

    Response receipt =
        owed.push(owed.file("0,00000000000000000001", "185,2501", "101,00", "286,3"));

    receipt
        .then()
        .statusCode(201)
        .body("findings.rule", equalTo(List.of("V49", "V48")))
        .body("findings.severity", equalTo(List.of("info", "info")))
        .body("findings.row", equalTo(List.of(2, 3)))
        .body("findings[1].messageVi", containsString("Dòng đầu tiên: 3."));
    assertEquals(
        List.of(
            "below-unit 0.00000000000000000001", "value 101.00", "value 185.2501", "value 286.3"),
        sql.list(
            """
            select o.value_state || ' ' || o.value from observation o join vintage v on v.key = o.vintage
            where v.id = ?::uuid order by o.value
            """,
            row -> row.getString(1),
            receipt.<String>path("vintage")));
  }

  @Test
  void aMonthlyFormCanBeMetInTheMonthOfAMerger() {
    String block =
        "{\"measure\": \"rp-people\", \"childrenOf\": \"RP82B\", \"frequency\": \"month\", \"periodOffset\": %d, \"required\": true}";
    RiceForm form =
        new RiceForm().monthly().sums("").blocks(block.formatted(0) + "," + block.formatted(-1));
    String heading = "measure,area,period,value\n";
    String july = rows("2025-07");

    form.owed("2025-07").push(heading + july).then().statusCode(201);
    Response august = form.owed("2025-08").push(heading + rows("2025-08"));
    assertEquals(List.of("V18 - -", "V18 - -", "V18 - -"), places(august));
    form.owed("2025-08").push(heading + rows("2025-08") + july).then().statusCode(201);
    // Where there is no unit to report of, there is nothing to report.
    new RiceForm()
        .monthly()
        .sums("")
        .blocks(block.formatted(-1))
        .owed("2025-07")
        .push(heading)
        .then()
        .statusCode(201);
  }

  private static String rows(String month) {
    return "rp-people,RPC1,%1$s,1\nrp-people,RPC2,%1$s,1\nrp-people,RPC3,%1$s,1\n".formatted(month);
  }

  @Test
  void inAFixedListTheSuccessorStandsForAUnitThatIsGone() {
    RiceForm form =
        new RiceForm()
            .sums("")
            .blocks(
                """
                {"measure": "rp-people", "areas": ["RP82A", "RP87A", "RPC1"], "frequency": "year",
                 "periodOffset": 0, "required": true}
                """);
    String file = "measure,area,period,value\n";

    Response missing = form.owed("2025").push(file + "rp-people,RPC1,2025,1\n");
    Response whole =
        form.owed("2025").push(file + "rp-people,RPC1,2025,1\nrp-people,RP82B,2025,2\n");
    Response before =
        form.owed("2024").push(file + "rp-people,RP82A,2024,1\nrp-people,RP87A,2024,2\n");

    assertEquals(List.of("V18 - -"), places(missing));
    whole.then().statusCode(201);
    before.then().statusCode(201);
  }

  @Test
  void moreDecimalsThanAreShownAreKeptAsTheyWereSent() {
    Owed owed = new RiceForm().owed();

    Response receipt = owed.push(owed.file("190,4999", "185,2501", "101,00", "476,75"));

    receipt.then().statusCode(201);
    assertEquals(
        List.of("101.00", "185.2501", "190.4999", "476.75"), figures(receipt.path("vintage")));
  }

  @Test
  void aSubmissionThatTheReaderHasIsNotAnsweredAgain() {
    Owed owed = new RiceForm().owed();
    String submission = "/v1/submissions/" + owed.push(owed.file()).path("id");

    for (String path :
        List.of(
            submission,
            submission + "/findings",
            "/v1/obligations/" + owed.obligation(),
            "/v1/rounds/" + reporter().get("/v1/obligations/" + owed.obligation()).path("round"))) {
      String tag = reporter().get(path).then().statusCode(200).extract().header("ETag");
      reporter()
          .header("If-None-Match", tag)
          .get(path)
          .then()
          .statusCode(304)
          .header("ETag", equalTo(tag))
          .header("Cache-Control", equalTo("private, no-store"));
      reporter().header("If-None-Match", "\"other\"").get(path).then().statusCode(200);
    }
  }

  static Stream<Arguments> unreadable() {
    return Stream.of(
        Arguments.of(
            "quotes without end", CSV, "measure,area,season,period,value\n\"rp-area,RP82B\n"),
        Arguments.of("no JSON", "application/json", "rows"),
        Arguments.of(
            "JSON that breaks off", "application/json", "{\"rows\": [{\"measure\": \"rp-ar"),
        Arguments.of("nothing", "application/json", ""),
        Arguments.of("something behind the end", "application/json", "{\"rows\": []} []"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unreadable")
  void whatHasNoSyntaxIs400AndNothingIsKept(String what, String type, String body) {
    Owed owed = new RiceForm().owed();

    owed.push(type, utf8(body), key())
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("type", equalTo("/problems/malformed-request"));

    assertEquals(0, submissions(owed));
  }

  @Test
  void jsonOfAnotherShapeIsFound() {
    Owed owed = new RiceForm().owed();

    Response refusal =
        owed.push(
            "application/json",
            utf8("{\"note\": 1, \"rows\": [7, {\"measure\": {}, \"price\": 3}]}"),
            key());

    refusal.then().statusCode(422);
    assertEquals(
        List.of(
            "V33 - note", "V33 1 -", "V47 2 area", "V33 2 measure", "V47 2 period", "V33 2 price"),
        places(refusal).stream().filter(place -> !place.startsWith("V18")).toList());
  }

  /** A value is there, if not one that can be read: its cell is not missing, nor is it blank. */
  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"value\": 1}", "[1]", "[[1, {}], 2]", "true"})
  void aValueOfJsonThatIsNoTextOrNumberIsOneFindingAndTheRestIsChecked(String value) {
    Owed owed = new RiceForm().owed();

    Response refusal =
        owed.push(
            "application/json",
            utf8(
                """
                {"rows": [
                  {"measure": "rp-area", "area": "RP82B", "season": "WS", "period": "%1$s", "value": %2$s},
                  {"measure": "rp-area", "area": "RP82B", "season": "SA", "period": "%1$s", "value": -185.2},
                  {"measure": "rp-area", "area": "RP82B", "season": "AW", "period": "%1$s", "value": 101},
                  {"measure": "rp-area", "area": "RP82B", "season": "_T", "period": "%1$s", "value": "ba"}]}
                """
                    .formatted(owed.period(), value)),
            key());

    assertEquals(List.of("V33 1 value", "V02 2 value", "V01 4 value"), places(refusal));
    refusal
        .then()
        .statusCode(422)
        .body("errors[0].messageVi", equalTo("Phải là chuỗi, số hoặc null."))
        .body("errors[0].messageEn", equalTo("It must be a string, a number or null."));
    assertEquals("open", owed.state());
    reporter()
        .get("/v1/submissions/" + refusal.path("id"))
        .then()
        .body("state", equalTo("refused"))
        .body("vintage", nullValue());
  }

  @Test
  void aMemberThatIsThereTwiceIsTold() {
    Owed owed = new RiceForm().owed();
    String json =
        """
        {"rows": [{"measure": "rp-area", "value": 1, "measure": "rp-area", "area": "RP82B",
                   "season": "WS", "period": "%s", "value": null}], "rows": []}
        """
            .formatted(owed.period());

    Response refusal = owed.push("application/json", utf8(json), key());

    refusal.then().statusCode(422);
    assertEquals(
        List.of("V33 - rows", "V33 1 measure", "V33 1 value"),
        places(refusal).stream().filter(place -> !place.startsWith("V18")).toList());
    refusal.then().body("errors[1].messageEn", equalTo("It is there twice."));
  }

  @Test
  void aUnitMayBeNamedAndIsToldByCodeAndName() {
    Owed owed = new RiceForm().owed();
    String file = owed.file().replace(",value\n", ",value,unit\n").replace("\"\n", "\",%s\n");

    owed.dryRun(file.replace("%s", "đơn vị\u00A0RP_HA")).then().statusCode(200);
    owed.dryRun(file.replace("%s", "RP_HA")).then().statusCode(200);
    owed.push(file.replace("%s", "đơn vị RP_TONNE"))
        .then()
        .statusCode(422)
        .body("errors[0].rule", equalTo("V10"))
        .body(
            "errors[0].messageVi",
            equalTo(
                "Đơn vị tính \"đơn vị RP_TONNE\" khác đơn vị của đại lượng: RP_HA (đơn vị RP_HA)."));
  }

  @Test
  void bytesThatAreNoUnicodeAreRefusedCellByCell() {
    Owed owed = new RiceForm().owed();
    byte[] tcvn3 =
        owed.file()
            .replace("RP82B,SA", "\u00A7\u00E5ng,SA")
            .getBytes(Charset.forName("windows-1252"));

    Response refusal = owed.push(CSV, tcvn3, key());

    refusal.then().statusCode(422);
    assertEquals(List.of("V35 3 area"), places(refusal));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "x-UTF-16LE-BOM"})
  void aFileInUtf16IsToldSoOnce(String charset) {
    Owed owed = new RiceForm().owed();
    for (String type : List.of(CSV, "application/json")) {
      String body = type.equals(CSV) ? owed.file() : "{\"rows\": []}";

      Response refusal = owed.push(type, body.getBytes(Charset.forName(charset)), key());

      refusal
          .then()
          .statusCode(422)
          .body("errors", hasSize(1))
          .body("errors[0].rule", equalTo("V35"))
          .body("errors[0].messageVi", containsString("UTF-16"))
          .body("errors[0].messageEn", containsString("UTF-16"));
    }
  }

  @Test
  void manyMissingCellsAreToldByTheFirstAndTheirNumberBehindWhatIsWrong() {
    RiceForm form =
        new RiceForm()
            .sums("")
            .blocks(
                """
                {"measure": "rp-area", "childrenOf": "RP82B", "breakdowns": {"season": null},
                 "frequency": "year", "periodOffset": 0, "required": true},
                {"measure": "rp-output", "childrenOf": "RP82B", "breakdowns": {"season": null},
                 "frequency": "year", "periodOffset": 0, "required": true}
                """);
    Owed owed = form.owed();

    Response refusal =
        owed.push(
            "measure,area,season,period,value\nrp-area,RPC1,WS,%s,x y\n".formatted(owed.period()));

    List<String> places = places(refusal);
    assertEquals("V01 2 value", places.getFirst());
    assertEquals(22, places.size());
    refusal
        .then()
        .body("errorsTotal", equalTo(24))
        .body("kinds.find { it.rule == 'V18' }.count", equalTo(23))
        .body("errors[21].messageVi", containsString("3 ô khác nữa"))
        .body("errors[21].messageEn", containsString("further cells, 3 in number"));
  }

  @Test
  void aNegativeNumberIsWrittenAsTheLanguageWritesIt() {
    Owed owed = new RiceForm().owed();

    owed.push(owed.file("-190,5", "185,2", "101,0", "95,7"))
        .then()
        .statusCode(422)
        .body("errors[0].rule", equalTo("V02"))
        .body("errors[0].messageVi", containsString("-190,5 là số âm"))
        .body("errors[0].messageEn", containsString("-190.5 is negative"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@a", " =1", "\"\t=1\"", "\"\ta\"", "\uFF1D1"})
  void aJustificationThatASpreadsheetWouldComputeIsRefused(String justification) {
    Owed owed = new RiceForm().owed();
    String file =
        owed.file()
            .replace(",value\n", ",value,justification\n")
            .replace("\"190,5\"", "\"190,5\"," + justification)
            .replace("\"185,2\"", "\"185,2\",Lũ = muộn")
            .replace("\"101,0\"", "\"101,0\",")
            .replace("\"476,7\"", "\"476,7\",");

    Response refusal = owed.push(file);

    refusal.then().statusCode(422);
    assertEquals(List.of("V52 2 justification"), places(refusal));
  }

  @Test
  void aDryRunTellsWhatItFindsWhileAPushWaitsAndKeepsNoKey() {
    Owed owed = new RiceForm().owed();
    owed.push(owed.file()).then().statusCode(201);

    owed.dryRun(owed.file()).then().statusCode(200).body("state", equalTo("checked"));
    owed.dryRun(owed.file("1,0", "1,0", "1,0", "4,0"))
        .then()
        .statusCode(422)
        .body("errors.rule", equalTo(List.of("V05")));

    Owed other = new RiceForm().owed();
    String key = key();
    for (String file : List.of(other.file(), other.file("1,0", "1,0", "1,0", "3,0"))) {
      reporter()
          .contentType(CSV)
          .header("Idempotency-Key", key)
          .body(utf8(file))
          .post("/v1/submissions?dryRun=true&obligation=" + other.obligation())
          .then()
          .statusCode(200);
    }
    other
        .push(other.file(), key)
        .then()
        .statusCode(201)
        .header("Idempotency-Replayed", (String) null);
  }

  @Test
  void aKeyIsTheAgencysAndAnswersAColleagueOnlyForTheSamePush() {
    Owed owed = new RiceForm().owed();
    String key = key();
    Response first = owed.push(owed.file(), key);

    colleague(owed, key, owed.file("1,0", "1,0", "1,0", "3,0"))
        .then()
        .statusCode(422)
        .body("type", equalTo("/problems/idempotency-key-reused"));
    colleague(owed, key, owed.file()).then().statusCode(201).body("id", equalTo(first.path("id")));
  }

  private static Response colleague(Owed owed, String key, String file) {
    return Reporting.with(
            Tokens.withGrants(
                "colleague", Reporting.FARMING, Grant.of("reporter", Reporting.FARMING)))
        .contentType(CSV)
        .header("Idempotency-Key", key)
        .body(utf8(file))
        .post("/v1/submissions?obligation=" + owed.obligation());
  }

  @Test
  void aNulCharacterReachesNoDatabase() {
    Owed owed = new RiceForm().owed();

    owed.push(owed.file().replace("WS", "W\u0000S")).then().statusCode(422);
    owed.push(
            "application/json",
            utf8("{\"rows\": [{\"a\\u0000b\": 1, \"measure\": \"\\ud800\"}]}"),
            key())
        .then()
        .statusCode(422);
  }

  static Stream<Arguments> absurd() {
    StringBuilder members = new StringBuilder("\"m\":1");
    for (int i = 0; i < Bounds.OBJECT_MEMBERS; i++) {
      members.append(",\"m").append(i).append("\":1");
    }
    String wide = "{" + members + "}";
    return Stream.of(
        Arguments.of("a number without end", 422, "{\"rows\":[{\"value\":1E+99999999999}]}"),
        Arguments.of("an enormous number", 422, "{\"rows\":[{\"value\":1E+5000000}]}"),
        Arguments.of("a tiny number", 422, "{\"rows\":[{\"value\":1E-5000000}]}"),
        Arguments.of("a wide row", 400, "{\"rows\":[" + wide + "]}"),
        Arguments.of("a wide body", 400, wide),
        Arguments.of("a wide cell", 422, "{\"rows\":[{\"value\":" + wide + "}]}"),
        Arguments.of(
            "a long cell",
            400,
            "{\"rows\":[{\"value\":[" + "1,".repeat(Bounds.ARRAY_ITEMS + 2) + "1]}]}"),
        Arguments.of("a deep cell", 400, "{\"rows\":[{\"value\":" + "[".repeat(100_000)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("absurd")
  void whatIsAbsurdIsRefusedAndNotRepeated(String what, int status, String body) {
    Response refusal = new RiceForm().owed().push("application/json", utf8(body), key());

    refusal.then().statusCode(status);
    assertTrue(refusal.asByteArray().length < 500_000);
  }

  static Stream<Arguments> unsupported() {
    return Stream.of(
        Arguments.of("text/plain"),
        Arguments.of("application/xml"),
        Arguments.of("text/csv; charset=windows-1258"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unsupported")
  void otherContentTypesAre415(String type) {
    Owed owed = new RiceForm().owed();

    owed.push(type, utf8(owed.file()), key())
        .then()
        .statusCode(415)
        .contentType("application/problem+json");
  }

  /** The framework takes it for any type, and so it comes as far as the resource. */
  @Test
  void aPushThatDoesNotSayItsTypeIs415() {
    reporter()
        .noContentType()
        .header("Idempotency-Key", key())
        .queryParam("obligation", new RiceForm().owed().obligation())
        .post("/v1/submissions")
        .then()
        .statusCode(415)
        .contentType("application/problem+json");
  }

  @Test
  void anotherAgencysObligationIsNotThereForWhoMayNotReadItAndForbiddenToWhoMay() {
    Owed owed = new RiceForm().owed();

    otherAgency()
        .contentType(CSV)
        .header("Idempotency-Key", key())
        .body(utf8(owed.file()))
        .post("/v1/submissions?obligation=" + owed.obligation())
        .then()
        .statusCode(404);
    statistician()
        .contentType(CSV)
        .header("Idempotency-Key", key())
        .body(utf8(owed.file()))
        .post("/v1/submissions?obligation=" + owed.obligation())
        .then()
        .statusCode(403);
    reporter()
        .contentType(CSV)
        .header("Idempotency-Key", key())
        .body(utf8(owed.file()))
        .post("/v1/submissions?obligation=" + UUID.randomUUID())
        .then()
        .statusCode(404);
  }

  @Test
  void anotherAgencysSubmissionIsAsUnknownAsNone() {
    Owed owed = new RiceForm().owed();
    String id = owed.push(owed.file()).path("id");

    otherAgency().get("/v1/submissions/" + id).then().statusCode(404);
    otherAgency().get("/v1/submissions/" + id + "/findings").then().statusCode(404);
    otherAgency()
        .get("/v1/submissions?obligation=" + owed.obligation())
        .then()
        .statusCode(200)
        .body("items", empty());
    statistician().get("/v1/submissions/" + id).then().statusCode(200);
    reporter()
        .get("/v1/submissions?obligation=" + owed.obligation())
        .then()
        .statusCode(200)
        .body("items.id", equalTo(List.of(id)));
  }

  @Test
  void parametersAreToldTogether() {
    reporter()
        .contentType(CSV)
        .body(utf8("x"))
        .post("/v1/submissions?obligation=7&dryRun=maybe&reason=fun")
        .then()
        .statusCode(400)
        .body("errors.pointer", equalTo(List.of("?dryRun", "?obligation", "?reason")));
    Owed owed = new RiceForm().owed();
    reporter()
        .contentType(CSV)
        .body(utf8(owed.file()))
        .post("/v1/submissions?obligation=" + owed.obligation())
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("Idempotency-Key:"));
  }

  @Test
  void aDryRunAnswersTheSameAndWritesNothing() {
    Owed owed = new RiceForm().owed();
    Map<String, Long> before = counts();

    owed.dryRun(owed.file())
        .then()
        .statusCode(200)
        .body("state", equalTo("checked"))
        .body("rows", equalTo(4))
        .body("id", equalTo(null));
    Response refusal = owed.dryRun(owed.file("many", "185,2", "101,0", "476,7"));

    refusal.then().statusCode(422).body("id", equalTo(null));
    assertEquals(List.of("V01 2 value"), places(refusal));
    assertEquals(before, counts());
    assertEquals("open", owed.state());
  }

  /** All rows that a push could write. */
  private Map<String, Long> counts() {
    return Stream.of(
            "submission",
            "finding",
            "vintage",
            "observation",
            "series",
            "outbox",
            "audit",
            "idempotency_key")
        .collect(
            java.util.stream.Collectors.toMap(
                table -> table,
                table ->
                    sql.first("select count(*) from " + table, row -> row.getLong(1))
                        .orElseThrow()));
  }

  /** An obligation of which the right file is public. */
  private Owed published() {
    Owed owed = new RiceForm().owed();
    Response receipt = owed.push(owed.file());
    String path = "/v1/submissions/" + receipt.path("id");
    appraiser()
        .header("If-Match", statistician().get(path).header("ETag"))
        .post(path + "/accept")
        .then()
        .statusCode(200);
    publish(receipt.path("vintage"));
    return owed;
  }

  private void publish(String vintage) {
    int sequence = SEQUENCE.incrementAndGet();
    sql.update(
        """
        insert into publication_applied (sequence, release_id, published_at, recorded_at, origin, late, reconstructed)
        values (?, ?, now(), now(), 'live', false, false)
        """,
        sequence,
        "push-" + sequence);
    sql.update(
        """
        insert into opening (vintage, sequence, published_at, ordinal)
        select key, ?, now(), 1 from vintage where id = ?::uuid
        """,
        sequence,
        vintage);
  }

  private List<String> figures(String vintage) {
    return sql.list(
        """
        select o.value::text from observation o join vintage v on v.key = o.vintage
        where v.id = ?::uuid order by o.value
        """,
        row -> row.getString(1),
        vintage);
  }

  private long vintages(Owed owed) {
    return sql.first(
            """
            select count(s.vintage) from submission s join obligation o on o.key = s.obligation
            where o.id = ?::uuid
            """,
            row -> row.getLong(1),
            owed.obligation())
        .orElseThrow();
  }

  private long submissions(Owed owed) {
    return sql.first(
            """
            select count(*) from submission s join obligation o on o.key = s.obligation
            where o.id = ?::uuid
            """,
            row -> row.getLong(1),
            owed.obligation())
        .orElseThrow();
  }

  /** Rule, row and column of each finding in the order of the answer. */
  private static List<String> places(Response refusal) {
    return refusal.<List<Map<String, Object>>>path("errors").stream()
        .map(
            error ->
                "%s %s %s"
                    .formatted(
                        error.get("rule"),
                        error.getOrDefault("row", "-"),
                        error.getOrDefault("column", "-")))
        .toList();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String key() {
    return UUID.randomUUID().toString();
  }
}
