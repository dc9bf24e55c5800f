package vn.solieu.indicator.definition;

import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.solieu.platform.sql.Sql;
import vn.solieu.testing.EventContract;
import vn.solieu.testing.SearchTerms;
import vn.solieu.testing.Tokens;
import vn.solieu.testing.UseTestEnvironment;

@QuarkusTest
@UseTestEnvironment
class DefinitionsTest {

  @Inject Definitions definitions;
  @Inject Sql sql;

  @BeforeEach
  void unitsAreKnown() {
    Office.units("DT_HA", "DT_TONNE");
  }

  // Writing, for every register alike

  @Test
  void anEntryIsCreatedChangedAuditedAndToldToOthers() {
    Office.put(
            "/v1/agencies/dt-so",
            """
            {"nameVi": "Sở Thử nghiệm", "kind": "department", "level": "province",
             "validFrom": "2025-03-01"}
            """)
        .statusCode(201)
        .header("Location", "/v1/agencies/dt-so")
        .body("version", equalTo(1));
    long revision = definitions.revision();
    String tag = given().get("/v1/agencies/dt-so").header("ETag");

    Office.change(
            "/v1/agencies/dt-so",
            """
            {"nameVi": "Sở Đổi tên", "kind": "department", "level": "province"}
            """)
        .statusCode(200)
        .header("ETag", not(equalTo(tag)))
        .body("version", equalTo(2))
        .body("nameVi", equalTo("Sở Đổi tên"))
        .body("validFrom", nullValue());

    assertThat(definitions.revision(), greaterThan(revision));
    assertThat(
        sql.list(
            """
            select action || ' ' || caller from audit
            where subject_type = 'agency' and subject_id = 'dt-so' order by id
            """,
            row -> row.getString(1)),
        contains(
            "agency.create statistician-dt-thong-ke", "agency.change statistician-dt-thong-ke"));
    List<String> events =
        sql.list(
            """
            select payload from outbox
            where topic = 'solieu.indicator.agency.v1' and key = 'dt-so' and is_public
            order by subject_version
            """,
            row -> row.getString(1));
    assertThat(events.size(), is(2));
    events.forEach(EventContract.of("vn.solieu.indicator.agency.changed.v1")::assertWritten);
  }

  @Test
  void whatWasReadCanBePutBackAndChangesNothing() {
    Office.put(
            "/v1/agencies/dt-same",
            "{\"nameVi\": \"Sở Giữ nguyên\", \"kind\": \"department\", \"level\": \"province\"}")
        .statusCode(201);
    String asRead = given().get("/v1/agencies/dt-same").asString();
    long revision = definitions.revision();

    Office.change("/v1/agencies/dt-same", asRead).statusCode(200).body("version", equalTo(1));

    assertThat(definitions.revision(), equalTo(revision));
  }

  @Test
  void writesAtOnceTakeTurnsAndEachIsARevisionOfItsOwn() throws Exception {
    int writes = 20;
    long revision = definitions.revision();

    try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> answers = new ArrayList<>();
      for (int i = 0; i < writes; i++) {
        String agency = "/v1/agencies/dt-at-once-" + i;
        answers.add(
            writers.submit(
                () ->
                    Office.put(
                            agency,
                            "{\"nameVi\": \"Sở\", \"kind\": \"department\", \"level\": \"province\"}")
                        .statusCode(201)));
      }
      for (Future<?> answer : answers) {
        answer.get();
      }
    }

    assertThat(definitions.revision(), equalTo(revision + writes));
  }

  @Test
  void nobodyOverwritesWhatTheyHaveNotSeen() {
    String agency = "{\"nameVi\": \"Sở\", \"kind\": \"department\", \"level\": \"province\"}";
    Office.put("/v1/agencies/dt-guarded", agency).statusCode(201);

    Office.put("/v1/agencies/dt-guarded", agency).statusCode(428);
    Office.asStatistician()
        .header("If-Match", "\"stale\"")
        .body(agency)
        .put("/v1/agencies/dt-guarded")
        .then()
        .statusCode(412);
    Office.asStatistician()
        .header("If-None-Match", "*")
        .body(agency)
        .put("/v1/agencies/dt-guarded")
        .then()
        .statusCode(412);
  }

  @Test
  void onlyStatisticiansAndAdministratorsDefine() {
    String agency = "{\"nameVi\": \"Sở\", \"kind\": \"department\", \"level\": \"province\"}";

    given()
        .contentType(ContentType.JSON)
        .body(agency)
        .put("/v1/agencies/dt-refused")
        .then()
        .statusCode(401);
    for (String role : List.of("reporter", "head", "appraiser", "release-officer")) {
      given()
          .auth()
          .oauth2(Tokens.of(role, "dt-thong-ke"))
          .contentType(ContentType.JSON)
          .body(agency)
          .put("/v1/agencies/dt-refused")
          .then()
          .statusCode(403);
    }
    given().get("/v1/agencies/dt-refused").then().statusCode(404);
  }

  @Test
  void textIsKeptComposed() {
    String composed = "Ủy ban nhân dân tỉnh Đồng Tháp";

    Office.put(
            "/v1/agencies/dt-composed",
            "{\"nameVi\": \"  %s \", \"kind\": \"department\", \"level\": \"province\"}"
                .formatted(Normalizer.normalize(composed, Normalizer.Form.NFD)))
        .statusCode(201)
        .body("nameVi", equalTo(composed));
  }

  @Test
  void anAgencyDoesNotStandAboveItself() {
    String under =
        "{\"nameVi\": \"Sở\", \"kind\": \"department\", \"level\": \"province\", \"parent\":"
            + " \"%s\"}";
    Office.put(
            "/v1/agencies/dt-top",
            "{\"nameVi\": \"Bộ\", \"kind\": \"ministry\", \"level\": \"national\"}")
        .statusCode(201);
    Office.put("/v1/agencies/dt-middle", under.formatted("dt-top")).statusCode(201);
    Office.put("/v1/agencies/dt-low", under.formatted("dt-middle")).statusCode(201);

    Office.change("/v1/agencies/dt-top", under.formatted("dt-low"))
        .statusCode(422)
        .body("errors.rule", contains("circle"));
    Office.change("/v1/agencies/dt-top", under.formatted("dt-top"))
        .statusCode(422)
        .body("errors.rule", contains("circle"));
    Office.change("/v1/agencies/dt-top", under.formatted("dt-none"))
        .statusCode(422)
        .body("errors.rule", contains("unknown"));
  }

  // Codelists

  @Test
  void everythingThatIsWrongWithACodelistIsToldAtOnce() {
    Office.put(
            "/v1/codelists/CL_DT_WRONG",
            """
            {"codes": [
              {"code": "A", "nameVi": "Một", "parent": "B"},
              {"code": "B", "nameVi": "Hai", "parent": "A"},
              {"code": "A", "nameVi": "Lại một"},
              {"code": "mã sai", "nameVi": "Ba", "parent": "X"},
              {"nameVi": ""}]}
            """)
        .statusCode(422)
        .body(
            "errors.collect { it.pointer + ' ' + it.rule }",
            containsInAnyOrder(
                "/nameVi required",
                "/codes/0/parent circle",
                "/codes/1/parent circle",
                "/codes/2/code twice",
                "/codes/2/parent circle",
                "/codes/3/code form",
                "/codes/3/parent unknown",
                "/codes/4/nameVi required",
                "/codes/4/code required"));
  }

  @Test
  void everythingIsFoundByItsNameAlike() {
    riceIsDefined();
    Office.units("DT_HA");
    String name = "{\"nameVi\": \"%s\", ".formatted(SearchTerms.NAME);
    Map<String, String> documents =
        Map.of(
            "agencies", "\"kind\": \"department\", \"level\": \"province\"}",
            "codelists", "\"codes\": [{\"code\": \"A\", \"nameVi\": \"a\"}]}",
            "indicators",
                """
                "status": "example", "frequencies": ["year"],
                 "measures": [{"id": "dt-found-alike", "nameVi": "x", "unit": "DT_HA"}]}
                """,
            "indicator-systems",
                """
                "act": "05/2023/QĐ-TTg", "level": "provincial", "validFrom": "2023-04-15",
                 "entries": [{"place": "1.01", "indicator": "dt-rice"}]}
                """);
    documents.forEach(
        (list, rest) -> {
          Office.put("/v1/" + list + "/dt-alike", name + rest).statusCode(201);
          for (String typed : SearchTerms.FIND) {
            assertEquals(List.of("dt-alike"), found(list, typed), list + ": " + typed);
          }
          for (String typed : SearchTerms.MISS) {
            assertEquals(List.of(), found(list, typed), list + ": " + typed);
          }
        });
  }

  private static List<String> found(String list, String typed) {
    return given().queryParam("q", typed).get("/v1/" + list).then().extract().path("items.id");
  }

  @Test
  void everyCodeOfALongChainIsPassedOnce() {
    int[] asked = {0};
    Map<String, String> parents =
        new HashMap<>() {
          private static final long serialVersionUID = 1;

          @Override
          public String get(Object code) {
            asked[0]++;
            return super.get(code);
          }
        };
    for (int i = 0; i < 5_000; i++) {
      parents.put("C" + i, "C" + (i + 1));
    }
    parents.put("A", "B");
    parents.put("B", "A");
    parents.put("UNDER", "A");

    assertEquals(Set.of("A", "B"), CodelistRegister.circles(parents));
    assertTrue(asked[0] <= 5_010, "asked " + asked[0]);
  }

  @Test
  void aCodeThatWasGivenStaysAndItsOrderMayChange() {
    Office.put(
            "/v1/codelists/CL_DT_SEX",
            """
            {"nameVi": "Giới tính", "codes": [{"code": "_T", "nameVi": "Chung"},
              {"code": "M", "nameVi": "Nam", "parent": "_T"},
              {"code": "F", "nameVi": "Nữ", "parent": "_T"}]}
            """)
        .statusCode(201);

    Office.change(
            "/v1/codelists/CL_DT_SEX",
            "{\"nameVi\": \"Giới tính\", \"codes\": [{\"code\": \"_T\", \"nameVi\": \"Chung\"}]}")
        .statusCode(422)
        .body("errors.rule", contains("code-stays", "code-stays"))
        .body("errors.messageEn", hasItem(containsString("F")));
    Office.change(
            "/v1/codelists/CL_DT_SEX",
            """
            {"nameVi": "Giới tính", "nameEn": "Sex", "codes": [
              {"code": "F", "nameVi": "Nữ", "nameEn": "Female"},
              {"code": "M", "nameVi": "Nam"},
              {"code": "_T", "nameVi": "Tổng số"}]}
            """)
        .statusCode(200);

    given()
        .get("/v1/codelists/CL_DT_SEX")
        .then()
        .body("codes.code", contains("F", "M", "_T"))
        .body("codes[0].parent", nullValue())
        .body("codes[2].nameVi", equalTo("Tổng số"));
    assertThat(definitions.codes("CL_DT_SEX"), contains("F", "M", "_T"));
    sql.list(
            "select payload from outbox where topic = 'solieu.indicator.codelist.v1'",
            row -> row.getString(1))
        .forEach(EventContract.of("vn.solieu.indicator.codelist.changed.v1")::assertWritten);
  }

  // Indicators

  private static final String RICE =
      """
      {"nameVi": "Lúa gạo thử nghiệm", "nameEn": "Rice, a trial", "status": "example",
       "frequencies": ["year"], "agency": "dt-farming",
       "breakdowns": [{"id": "season", "codelist": "CL_DT_SEASON"}],
       "measures": [
         {"id": "dt-output", "nameVi": "Sản lượng", "unit": "DT_TONNE", "multiplier": 3,
          "decimals": 1, "additivity": "sum"}%s]}
      """;

  private static void riceIsDefined() {
    if (given().get("/v1/indicators/dt-rice").statusCode() == 200) {
      return;
    }
    Office.put(
        "/v1/agencies/dt-farming",
        "{\"nameVi\": \"Sở Nông nghiệp\", \"kind\": \"department\", \"level\": \"province\"}");
    Office.put(
        "/v1/codelists/CL_DT_SEASON",
        "{\"nameVi\": \"Vụ\", \"codes\": [{\"code\": \"_T\", \"nameVi\": \"Cả năm\"}]}");
    Office.put("/v1/indicators/dt-rice", RICE.formatted("")).statusCode(201);
  }

  @Test
  void anIndicatorHoldsMeasuresAndItsVersionsStay() {
    riceIsDefined();

    Office.change(
            "/v1/indicators/dt-rice",
            RICE.formatted(
                    """
                    , {"id": "dt-area", "nameVi": "Diện tích", "unit": "DT_HA", "additivity": "sum"}
                    """)
                .replace("Lúa gạo", "Lúa"))
        .statusCode(200)
        .body("version", equalTo(2))
        .body("measures.id", contains("dt-output", "dt-area"))
        .body("measures[1].form", equalTo("amount"));

    given()
        .get("/v1/indicators/dt-rice/versions")
        .then()
        .body("items.definition.version", contains(2, 1))
        .body("items.definition.nameVi", contains("Lúa thử nghiệm", "Lúa gạo thử nghiệm"));
    String link = given().get("/v1/indicators/dt-rice/versions?limit=1").header("Link");
    given()
        .urlEncodingEnabled(false)
        .get(link.substring(1, link.indexOf('>')))
        .then()
        .body("items.definition.version", contains(1));
    Measure output = definitions.measure("dt-output").orElseThrow();
    assertThat(output.indicatorId(), equalTo("dt-rice"));
    assertThat(output.multiplier(), is(3));
    assertThat(output.additivity(), is(Measure.Additivity.SUM));
    assertThat(
        definitions.measuresOf("dt-rice").stream().map(Measure::id).toList(),
        contains("dt-output", "dt-area"));
    assertThat(
        definitions.indicator("dt-rice").orElseThrow().breakdowns().getFirst().codelist(),
        equalTo("CL_DT_SEASON"));
    sql.list(
            "select payload from outbox where topic = 'solieu.indicator.indicator.v1'",
            row -> row.getString(1))
        .forEach(EventContract.of("vn.solieu.indicator.indicator.changed.v1")::assertWritten);
  }

  @Test
  void aScaledUnitIsRefusedListedWhereItIsStoredAndExchangedByItsOwners() {
    Office.units("DTS_TONNE", "DTS_TONNE_K");
    Office.change(
            "/v1/codelists/CL_UNIT",
            given()
                .get("/v1/codelists/CL_UNIT")
                .asString()
                .replace(
                    "{\"code\":\"DTS_TONNE_K\",\"nameVi\":\"DTS_TONNE_K\"}",
                    """
                    {"code": "DTS_TONNE_K", "nameVi": "nghìn tấn", "base": "DTS_TONNE",
                     "multiplier": 3}
                    """))
        .statusCode(200)
        .body("codes.find { it.code == 'DTS_TONNE_K' }.base", equalTo("DTS_TONNE"))
        .body("codes.find { it.code == 'DTS_TONNE_K' }.multiplier", equalTo(3));
    String tea =
        """
        {"nameVi": "Chè", "status": "example", "frequencies": ["year"],
         "measures": [{"id": "dts-tea", "nameVi": "Sản lượng chè", "unit": "%s", "multiplier": %d}]}
        """;

    Office.put("/v1/indicators/dts-tea", tea.formatted("DTS_TONNE_K", 3))
        .statusCode(422)
        .body("errors.pointer", contains("/measures/0/unit"))
        .body("errors.rule", contains("scaled-unit"))
        .body("errors.messageEn", hasItem(containsString("the label of (DTS_TONNE, 3)")));

    // As an installation from before the rule has it.
    Office.put("/v1/indicators/dts-tea", tea.formatted("DTS_TONNE_K", 0)).statusCode(201);
    sql.update("update measure set multiplier = 3 where id = 'dts-tea'");
    sql.update(
        """
        update indicator_version set content = jsonb_set(content, '{measures,0,multiplier}', '3')
        where indicator = (select key from indicator where id = 'dts-tea')
        """);
    String listed = "items.findAll { it.measure == 'dts-tea' }";
    given().get("/v1/definition-findings").then().statusCode(401);
    Office.asStatistician()
        .get("/v1/definition-findings?limit=1000")
        .then()
        .statusCode(200)
        .header("Cache-Control", equalTo("private, no-store"))
        .body(listed + ".rule", contains("scaled-unit"))
        .body(listed + ".indicator", contains("dts-tea"))
        .body(listed + ".unit", contains("DTS_TONNE_K"))
        .body(listed + ".multiplier", contains(3));

    // It is no obstacle to another change, and stays until somebody says what was meant.
    Office.change("/v1/indicators/dts-tea", tea.formatted("DTS_TONNE_K", 3).replace("Chè", "Trà"))
        .statusCode(200)
        .body("measures[0].unit", equalTo("DTS_TONNE_K"));
    Office.change("/v1/indicators/dts-tea", tea.formatted("DTS_TONNE", 0)).statusCode(422);
    Office.change("/v1/indicators/dts-tea", tea.formatted("DTS_TONNE", 3))
        .statusCode(200)
        .body("version", equalTo(3))
        .body("measures[0].unit", equalTo("DTS_TONNE"));

    Measure corrected = definitions.measure("dts-tea").orElseThrow();
    assertThat(corrected.unit(), equalTo("DTS_TONNE"));
    assertThat(corrected.multiplier(), is(3));
    assertThat(corrected.unitLabel(), equalTo("DTS_TONNE_K"));
    Office.asStatistician()
        .get("/v1/definition-findings?limit=1000")
        .then()
        .body(listed + ".size()", equalTo(0));
    given()
        .get("/v1/indicators/dts-tea/versions")
        .then()
        .body(
            "items.definition.collect { it.measures[0].unit }",
            contains("DTS_TONNE", "DTS_TONNE_K", "DTS_TONNE_K"));
    sql.list(
            """
            select payload from outbox
            where topic = 'solieu.indicator.codelist.v1' and key = 'CL_UNIT'
            """,
            row -> row.getString(1))
        .forEach(EventContract.of("vn.solieu.indicator.codelist.changed.v1")::assertWritten);
  }

  @Test
  void theTagOfAListStandsAsLongAsItsPageStands() {
    riceIsDefined();
    List<String> lists =
        List.of("/v1/indicators", "/v1/agencies", "/v1/indicators?status=example", "/v1/codelists");
    List<String> tags = lists.stream().map(list -> given().get(list).header("ETag")).toList();

    Office.put(
            "/v1/codelists/CL_DT_ELSEWHERE_" + System.nanoTime(),
            "{\"nameVi\": \"Khác\", \"codes\": [{\"code\": \"A\", \"nameVi\": \"A\"}]}")
        .statusCode(201);

    for (int i = 0; i < lists.size(); i++) {
      given()
          .header("If-None-Match", tags.get(i))
          .get(lists.get(i))
          .then()
          .statusCode(lists.get(i).endsWith("codelists") ? 200 : 304)
          .header("Cache-Control", "public, no-cache");
      Office.asStatistician().get(lists.get(i)).then().header("Cache-Control", "private, no-store");
    }
  }

  @Test
  void aNewUnitIsANewMeasure() {
    riceIsDefined();
    String asRead = given().get("/v1/indicators/dt-rice").asString();

    Office.change(
            "/v1/indicators/dt-rice",
            asRead.replace(
                "\"unit\":\"DT_TONNE\",\"multiplier\":3", "\"unit\":\"DT_HA\",\"multiplier\":0"))
        .statusCode(422)
        .body("errors.rule", contains("measure-fixed", "measure-fixed"))
        .body("errors.pointer", contains("/measures/0/unit", "/measures/0/multiplier"))
        .body("errors.messageEn", hasItem(containsString("a new unit is a new measure")));

    given().get("/v1/indicators/dt-rice").then().body("measures[0].unit", equalTo("DT_TONNE"));
  }

  @Test
  void aMeasureAndABreakdownStayWhereFiguresMayStand() {
    riceIsDefined();

    Office.change(
            "/v1/indicators/dt-rice",
            """
            {"nameVi": "Lúa", "status": "example", "frequencies": ["year"],
             "measures": [{"id": "dt-other", "nameVi": "Khác", "unit": "DT_HA"}]}
            """)
        .statusCode(422)
        .body("errors.rule", hasItem("stays"))
        .body("errors.pointer", hasItem("/breakdowns"))
        .body("errors.pointer", hasItem("/measures"));
  }

  @Test
  void everythingThatIsWrongWithAnIndicatorIsToldAtOnce() {
    riceIsDefined();

    Office.put(
            "/v1/indicators/dt-wrong",
            """
            {"status": "secret", "frequencies": ["weekly"], "agency": "dt-none",
             "cooperatingAgencies": ["dt-none"],
             "breakdowns": [{"id": "area", "codelist": "CL_NONE"}],
             "measures": [
               {"id": "dt-output", "nameVi": "Của chỉ tiêu khác", "unit": "DT_HA"},
               {"id": "dt-new", "nameVi": "Mới", "unit": "NO_UNIT", "form": "growth"},
               {"id": "dt-new", "nameVi": "Mới", "unit": "DT_HA"}]}
            """)
        .statusCode(422)
        .body(
            "errors.collect { it.pointer + ' ' + it.rule }",
            containsInAnyOrder(
                "/nameVi required",
                "/status word",
                "/frequencies/0 word",
                "/agency unknown",
                "/cooperatingAgencies/0 unknown",
                "/breakdowns/0/id reserved",
                "/breakdowns/0/codelist unknown",
                "/measures/0/id taken",
                "/measures/1/comparison comparison",
                "/measures/1/unit unknown",
                "/measures/2/id twice"));
    given().get("/v1/indicators/dt-wrong").then().statusCode(404);
  }

  // Systems

  @Test
  void aSystemListsIndicatorsAndInventsNoCode() {
    riceIsDefined();

    Office.put(
            "/v1/indicator-systems/dt-2023",
            """
            {"nameVi": "Hệ thống thử nghiệm", "act": "05/2023/QĐ-TTg", "level": "provincial",
             "validFrom": "2023-04-15",
             "entries": [{"place": "1.01", "officialCode": "", "indicator": "dt-rice",
                          "groupVi": "Nông nghiệp"}]}
            """)
        .statusCode(201)
        .body("entries[0].officialCode", nullValue());

    given()
        .queryParam("system", "dt-2023")
        .get("/v1/indicators")
        .then()
        .body("items.id", contains("dt-rice"));
    given()
        .queryParam("q", "he thong thu nghiem")
        .get("/v1/indicator-systems")
        .then()
        .body("items.id", contains("dt-2023"))
        .body("items[0].entries", nullValue());
    Office.change(
            "/v1/indicator-systems/dt-2023",
            """
            {"nameVi": "Hệ thống", "act": "05/2023/QĐ-TTg", "level": "provincial",
             "entries": [
               {"place": "1.01", "officialCode": "0101", "indicator": "dt-rice"},
               {"place": "1.01", "officialCode": "0101", "indicator": "dt-none"}]}
            """)
        .statusCode(422)
        .body(
            "errors.collect { it.pointer + ' ' + it.rule }",
            containsInAnyOrder(
                "/entries/1/place twice",
                "/entries/1/officialCode twice",
                "/entries/1/indicator unknown"));
    sql.list(
            "select payload from outbox where topic = 'solieu.indicator.indicator-system.v1'",
            row -> row.getString(1))
        .forEach(
            EventContract.of("vn.solieu.indicator.indicator-system.changed.v1")::assertWritten);
  }

  // Lists

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/indicators?status=secret        | ?status | official, outside-system, example",
        "/v1/indicator-systems?level=village | ?level  | national, provincial, commune, sector",
        "/v1/areas?tier=village              | ?tier   | country, region, province, district,"
            + " commune",
      })
  void anUnknownWordIsRefusedWithThoseThereAre(String list, String pointer, String words) {
    given()
        .get(list)
        .then()
        .statusCode(400)
        .body("errors.pointer", contains(pointer))
        .body("errors[0].messageEn", is("Must be one of: " + words + "."));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/indicators?agency=dt-none",
        "/v1/indicators?system=dt-none",
        "/v1/agencies?parent=dt-none",
        "/v1/agencies?kind=dt-none"
      })
  void anUnknownIdFitsNothing(String list) {
    given().get(list).then().statusCode(200).body("items", empty());
  }

  @Test
  void listsAreSearchedWithoutMarksAndRevalidated() {
    riceIsDefined();
    String tag =
        given()
            .queryParam("q", "lua")
            .queryParam("status", "example")
            .queryParam("agency", "dt-farming")
            .get("/v1/indicators")
            .then()
            .statusCode(200)
            .header("Cache-Control", "public, no-cache")
            .body("items.id", contains("dt-rice"))
            .extract()
            .header("ETag");

    given()
        .header("If-None-Match", tag)
        .queryParam("q", "lua")
        .queryParam("status", "example")
        .queryParam("agency", "dt-farming")
        .get("/v1/indicators")
        .then()
        .statusCode(304)
        .body(is(""));
    given()
        .header("If-None-Match", tag)
        .queryParam("q", "lửa")
        .queryParam("agency", "dt-farming")
        .get("/v1/indicators")
        .then()
        .statusCode(200)
        .body("items", empty());
    given().head("/v1/indicators/dt-rice").then().statusCode(200).header("ETag", not(nullValue()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/v1/indicators", "/v1/indicator-systems", "/v1/codelists", "/v1/agencies"})
  void thereHasToBeSomethingToLookFor(String list) {
    for (String typed : SearchTerms.NOTHING) {
      given()
          .queryParam("q", typed)
          .get(list)
          .then()
          .statusCode(400)
          .body("errors.pointer", contains("?q"));
    }
  }

  @Test
  void whatIsNotReadBackAsItWasWrittenIsNotKept() {
    sql.update(
        """
        create or replace function another_name() returns trigger language plpgsql as
          'begin new.name_vi := new.name_vi || '' (khác)''; return new; end'
        """);
    sql.update(
        """
        create trigger another_name before insert on agency
        for each row when (new.id = 'dt-another-name') execute function another_name()
        """);
    try {
      Office.put(
              "/v1/agencies/dt-another-name",
              "{\"nameVi\": \"Sở\", \"kind\": \"department\", \"level\": \"province\"}")
          .statusCode(500);
    } finally {
      sql.update("drop trigger another_name on agency");
    }

    given().get("/v1/agencies/dt-another-name").then().statusCode(404);
    given().get("/v1/agencies?limit=1000").then().statusCode(200);
  }
}
