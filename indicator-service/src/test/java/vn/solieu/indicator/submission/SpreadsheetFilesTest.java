package vn.solieu.indicator.submission;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static vn.solieu.indicator.form.Reporting.CSV;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.solieu.indicator.form.Reporting;
import vn.solieu.indicator.form.Reporting.Owed;
import vn.solieu.indicator.form.Reporting.RiceForm;
import vn.solieu.testing.UseTestEnvironment;

/** Files as people save and edit them: what is taken, and what they are told, and where. */
@QuarkusTest
@UseTestEnvironment
class SpreadsheetFilesTest {

  @BeforeEach
  void build() {
    Reporting.build();
  }

  static Stream<Arguments> files() {
    return Stream.of(",", ";", "\t")
        .flatMap(
            separator ->
                Stream.of("\r\n", "\n", "\uFEFF\r\n", " \r\n", "{s}{s}{s}{s}\r\n")
                    .map(before -> Arguments.of(separator, before)));
  }

  @ParameterizedTest
  @MethodSource("files")
  void blankRowsBeforeTheHeadingAreNoHeading(String separator, String before) {
    Owed owed = new RiceForm().owed();
    String file = owed.file("1", "2", "3", "6").replace("\"", "").replace("\n", "\r\n");

    owed.push((before.replace("{s}", ",") + file).replace(",", separator))
        .then()
        .statusCode(201)
        .body("rows", equalTo(4));
  }

  @Test
  void aRowIsNumberedAsInTheSpreadsheet() {
    Owed owed = new RiceForm().owed();
    // rows: 1 blank, 2 heading, 3 with a line break in a cell, 4 blank, 5 cells but blank, 6, 7
    // wrong
    String file =
        """

        measure,area,season,period,value,justification
        rp-area,RP82B,WS,%1$s,1,"Lũ
        về sớm"

        ,,,,,
        rp-area,RP82B,SA,%1$s,2,
        rp-area,RP82B,AW,%1$s,nhiều,
        rp-area,RP82B,_T,%1$s,6,
        """
            .formatted(owed.period());

    assertEquals(List.of("V01 7 value"), places(owed.push(file)));
    assertEquals(List.of("V01 7 value"), places(owed.push(file.replace("\n", "\r\n"))));
  }

  @Test
  void emptyColumnsAtTheEndAreNoColumns() {
    Owed owed = new RiceForm().owed();
    String file = owed.file();
    String heading = "measure,area,season,period,value";

    owed.push(file.replace("\n", ",,\n")).then().statusCode(201);
    Owed headingAlone = new RiceForm().owed();
    headingAlone.push(headingAlone.file().replace(heading, heading + ",")).then().statusCode(201);
    Owed rowsAlone = new RiceForm().owed();
    rowsAlone.push(rowsAlone.file().replace("\"\n", "\", \n")).then().statusCode(201);
    Owed filled = new RiceForm().owed();
    Response refusal =
        filled.push(filled.file().replace("\n", ",\n").replace("\"190,5\",", "\"190,5\",nội dung"));
    assertEquals(List.of("V33 2 -"), places(refusal));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Biểu 01: Diện tích lúa,,,,\n",
        "Biểu 01\nNăm 2026\n",
        "rp-area,RP82B,WS,2026,1\n",
        "Đại lượng,Địa bàn,Vụ,Kỳ,Giá trị\n"
      })
  void aTitleBeforeTheHeadingIsToldOnce(String title) {
    Owed owed = new RiceForm().owed();

    owed.push(title + owed.file())
        .then()
        .statusCode(422)
        .body("errors", hasSize(1))
        .body("errors[0].rule", equalTo("V33"))
        .body("errors[0].row", equalTo(1))
        .body("errors[0].messageVi", containsString("phải là dòng tiêu đề"))
        .body("errors[0].messageEn", containsString("must be the heading"));
  }

  @Test
  void aCellThatIsThereIsNotMissingForWhatIsWrongBesideIt() {
    Owed owed = new RiceForm().owed();
    String heading =
        "measure,area,season,period,value,justification,valueType,accumulation,variant,level,valueState,unit\n";
    String rows =
        """
        rp-area,RP82B,WS,%1$s,1,{0},,,,,,
        rp-area,RP82B,SA,%1$s,2,,{1},{2},{3},{4},{5},{6}
        rp-area,RP82B,AW,%1$s,{7},,,,,,,
        rp-area,RP82B,_T,%1$s,,,,,,,not-collected,
        """
            .formatted(owed.period());

    assertEquals(
        List.of("V45 2 justification"), wrongBeside(owed, heading, rows, 0, "x".repeat(2_001)));
    assertEquals(List.of("V35 2 justification"), wrongBeside(owed, heading, rows, 0, "L\u00F2"));
    assertEquals(List.of("V39 3 valueType"), wrongBeside(owed, heading, rows, 1, "thật"));
    assertEquals(List.of("V35 3 valueType"), wrongBeside(owed, heading, rows, 1, "L\u00F2"));
    assertEquals(List.of("V39 3 accumulation"), wrongBeside(owed, heading, rows, 2, "tháng"));
    assertEquals(List.of("V35 3 accumulation"), wrongBeside(owed, heading, rows, 2, "L\u00F2"));
    assertEquals(List.of("V35 3 variant"), wrongBeside(owed, heading, rows, 3, "L\u00F2"));
    assertEquals(List.of("V45 3 level"), wrongBeside(owed, heading, rows, 4, "x".repeat(201)));
    assertEquals(List.of("V35 3 valueState"), wrongBeside(owed, heading, rows, 5, "L\u00F2"));
    assertEquals(List.of("V35 3 unit"), wrongBeside(owed, heading, rows, 6, "L\u00F2"));
    assertEquals(List.of("V35 4 value"), wrongBeside(owed, heading, rows, 7, "L\u00F2"));
  }

  /** A text with an ò is sent in Windows-1258, as which it is no UTF-8; others are. */
  private static List<String> wrongBeside(
      Owed owed, String heading, String rows, int place, String wrong) {
    String file = heading + rows.replace("{" + place + "}", wrong).replace("{7}", "3");
    Charset charset =
        wrong.contains("\u00F2") ? Charset.forName("windows-1252") : StandardCharsets.UTF_8;
    return places(owed.push(CSV, file.replaceAll("\\{\\d}", "").getBytes(charset), key()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "blank",
      value = {
        "4601|below-unit|false",
        "0.05|below-unit|false",
        "-1|below-unit|false",
        "-|below-unit|false",
        "x|below-unit|false",
        "0.04|below-unit|true",
        "-0.04|below-unit|true",
        "0|below-unit|true",
        "0.0|below-unit|true",
        "blank|below-unit|true",
        "5|nil|false",
        "0.04|nil|false",
        "...|nil|false",
        "0|nil|true",
        "-|nil|true",
        "blank|nil|true",
        "5|not-applicable|false",
        "0|not-applicable|false",
        "-|not-applicable|false",
        "x|not-applicable|true",
        "blank|not-applicable|true",
        "5|not-reported|false",
        "0|not-reported|false",
        "-|not-reported|false",
        "blank|not-reported|true",
        "5|not-collected|false",
        "...|not-collected|true",
        "blank|not-collected|true",
        "blank|value|false",
        "-|value|false",
        "0|value|true",
        "5|value|true"
      })
  void aValueAndItsStateAgreeOrAreRefused(String value, String state, boolean agree) {
    String block =
        """
        {"measure": "rp-area", "areas": ["RP82B"], "breakdowns": {"season": ["WS"]},
         "frequency": "year", "periodOffset": 0}
        """;
    Owed owed = new RiceForm().decimalPoint().blocks(block).sums("").owed();
    String csv =
        "measure,area,season,period,value,valueState\nrp-area,RP82B,WS,%s,%s,%s\n"
            .formatted(owed.period(), value == null ? "" : value, state);
    String json =
        """
        {"rows": [{"measure": "rp-area", "area": "RP82B", "season": "WS", "period": "%s", "value": %s,
                   "valueState": "%s"}]}
        """
            .formatted(
                owed.period(),
                value == null
                    ? "null"
                    : value.matches("-?[0-9.]*[0-9]") ? value : "\"" + value + "\"",
                state);

    List<String> ofCsv = places(owed.push(csv));
    Owed other = agree ? new RiceForm().decimalPoint().blocks(block).sums("").owed() : owed;
    List<String> ofJson =
        places(
            other.push(
                "application/json", utf8(json.replace(owed.period(), other.period())), key()));

    assertEquals(agree ? List.of() : List.of("V42 2 valueState"), ofCsv);
    assertEquals(agree ? List.of() : List.of("V42 1 valueState"), ofJson);
  }

  @Test
  void anUnknownCodeIsToldWithTheBreakdownAndItsCodes() {
    Owed owed = new RiceForm().owed();

    owed.push(owed.file().replace("RP82B,WS", "RP82B,Đông xuân"))
        .then()
        .body(
            "errors.find { it.rule == 'V39' }.messageVi",
            equalTo("Không có mã \"Đông xuân\" trong: phân tổ \"season\" (AW, SA, WS, _T)."))
        .body(
            "errors.find { it.rule == 'V39' }.messageEn",
            equalTo(
                "There is no code \"Đông xuân\" in: the breakdown \"season\" (AW, SA, WS, _T)."));
  }

  @ParameterizedTest
  @CsvSource({"1384.8, '1384,8'", "'1,384.8', '1384,8'", "-0.5, '-0,5'"})
  void aNumberWithTheOtherSeparatorIsToldAsTheFormWritesIt(String sent, String hint) {
    Owed owed = new RiceForm().owed();

    owed.push(owed.file(sent, "185,2", "101,0", "476,7"))
        .then()
        .statusCode(422)
        .body(
            "errors[0].messageVi",
            allOf(containsString("\"" + sent + "\""), containsString("ghi " + hint + "?")))
        .body("errors[0].messageEn", containsString("write " + hint + "?"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          85,7*    | write 85,7, without the mark (a note goes into the column justification).
          488,4¹   | write 488,4, without the mark (a note goes into the column justification).
          1 850,2  | write 1850,2, without the space.
          85,7%    | write 85,7, without the percent sign.
          85.7 %   | write 85,7, without the space, the percent sign.
          """)
  void aNumberWithSomethingBesideItIsToldWithoutIt(String sent, String hint) {
    Owed owed = new RiceForm().owed();

    owed.push(owed.file(sent, "185,2", "101,0", "476,7"))
        .then()
        .statusCode(422)
        .body("errors[0].rule", equalTo("V01"))
        .body("errors[0].messageEn", containsString("\"" + sent + "\""))
        .body("errors[0].messageEn", endsWith("; " + hint));
  }

  @ParameterizedTest
  @ValueSource(chars = {0x00, 0x0B, 0x1F, 0x7F})
  void aControlCharacterIsNamed(char control) {
    Owed owed = new RiceForm().owed();

    Response refusal = owed.push(owed.file().replace("RP82B,SA", "RP82B" + control + ",SA"));

    assertEquals(List.of("V35 3 area"), places(refusal));
    refusal
        .then()
        .body(
            "errors[0].messageEn",
            equalTo(
                "It holds the control character U+%04X, which nobody sees: delete it."
                    .formatted((int) control)));
  }

  @Test
  void whatNobodySeesIsShownByItsNumber() {
    Owed owed = new RiceForm().owed();

    owed.push(owed.file().replace("RP82B,SA", "RP82\u200BB,SA"))
        .then()
        .body("errors[0].messageEn", containsString("no code \"RP82[U+200B]B\""));
  }

  @Test
  void aHeadingMayBeInAnyCase() {
    Owed owed = new RiceForm().owed();
    String heading = "measure,area,season,period,value";

    owed.push(owed.file().replace(heading, "Measure, AREA,Season,PERIOD,vaLue"))
        .then()
        .statusCode(201);
    Owed twice = new RiceForm().owed();
    assertEquals(
        List.of("V33 1 AREA", "V40 2 season", "V40 3 season", "V40 4 season", "V40 5 season"),
        places(twice.push(twice.file().replace("area,season", "area,AREA"))));
  }

  @ParameterizedTest
  @CsvSource({
    "%PDF-1.7, PDF",
    "{\\rtf1\\ansi, RTF",
    "<!DOCTYPE html><html>, HTML",
    "<table>, HTML"
  })
  void aDocumentIsToldSoOnce(String start, String kind) {
    Owed owed = new RiceForm().owed();

    for (String before : List.of("", "\uFEFF", "\r\n ")) {
      owed.push(CSV, utf8(before + start + "\n1,2\n"), key())
          .then()
          .statusCode(422)
          .body("errors", hasSize(1))
          .body("errors[0].rule", equalTo("V35"))
          .body("errors[0].messageVi", containsString("Tệp là " + kind))
          .body("errors[0].messageEn", containsString("The file is " + kind));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {CSV, "application/json"})
  void aWorkbookIsToldSoOnce(String type) throws IOException {
    Owed owed = new RiceForm().owed();
    ByteArrayOutputStream xlsx = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(xlsx)) {
      zip.putNextEntry(new ZipEntry("xl/workbook.xml"));
      zip.write(utf8("<workbook/>"));
    }
    byte[] xls = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, 0};

    for (byte[] body : List.of(xlsx.toByteArray(), xls)) {
      owed.push(type, body, key())
          .then()
          .statusCode(422)
          .body("errors", hasSize(1))
          .body("errors[0].rule", equalTo("V35"))
          .body("errors[0].messageVi", allOf(containsString("XLSX"), containsString("CSV UTF-8")))
          .body("errors[0].messageEn", allOf(containsString("XLSX"), containsString("CSV UTF-8")));
    }
  }

  @Test
  void textInALegacyCodePageIsToldTheWayOut() {
    Owed owed = new RiceForm().owed();
    byte[] body =
        owed.file().replace("RP82B,SA", "\u00F2,SA").getBytes(Charset.forName("windows-1252"));

    owed.push(CSV, body, key())
        .then()
        .body(
            "errors.find { it.rule == 'V35' }.messageVi",
            allOf(containsString("Windows-1258"), containsString("CSV UTF-8")));
  }

  /** Rule, row and column of each finding that has to be corrected. */
  private static List<String> places(Response answer) {
    List<Map<String, Object>> errors = answer.path("errors");
    return errors == null
        ? List.of()
        : errors.stream()
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
