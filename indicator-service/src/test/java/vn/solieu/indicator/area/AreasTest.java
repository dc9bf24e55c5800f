package vn.solieu.indicator.area;

import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.solieu.indicator.definition.Office;
import vn.solieu.platform.sql.Sql;
import vn.solieu.testing.EventContract;
import vn.solieu.testing.SearchTerms;
import vn.solieu.testing.UseTestEnvironment;

/**
 * The merger of 2025-07-01 on codes that no other test uses: 7782 was Tiền Giang and is the new
 * Đồng Tháp, 7787 was the old Đồng Tháp.
 */
@QuarkusTest
@UseTestEnvironment
class AreasTest {

  @Inject Areas areas;
  @Inject Sql sql;

  @BeforeEach
  void theMergerIsKnown() {
    if (given().get("/v1/areas/DT82B").statusCode() == 200) {
      return;
    }
    area("DTVN", "country", "\"nameVi\": \"Nước thử nghiệm\", \"type\": \"country\"", "");
    area(
        "DT82A",
        "province",
        """
        "code": "7782", "nameVi": "Tỉnh Tiền Giang", "type": "province", "parent": "DTVN",
        "validTo": "2025-06-30"
        """,
        "");
    area(
        "DT82B",
        "province",
        """
        "code": "7782", "nameVi": "Tỉnh Đồng Tháp", "nameEn": "Dong Thap", "type": "province",
        "parent": "DTVN", "validFrom": "2025-07-01", "act": "202/2025/QH15"
        """,
        "");
    area(
        "DT87A",
        "province",
        """
        "code": "7787", "nameVi": "Tỉnh Đồng Tháp", "type": "province", "parent": "DTVN",
        "validTo": "2025-06-30"
        """,
        """
        {"area": "DT82B", "effective": "2025-07-01", "coverage": "whole", "sharePopulation": 1.0,
         "act": "202/2025/QH15"}
        """);
    Office.change(
            "/v1/areas/DT82A",
            """
            {"tier": "province", "facts": [{"code": "7782", "nameVi": "Tỉnh Tiền Giang",
              "type": "province", "parent": "DTVN", "validTo": "2025-06-30"}],
             "successors": [{"area": "DT82B", "effective": "2025-07-01", "coverage": "whole"}]}
            """)
        .statusCode(200);
    commune("DTC1", "Xã Tân Thành");
    commune("DTC2", "Xã Tân Thạnh");
    commune("DTC3", "Phường Hoà Bình");
  }

  private static void commune(String id, String nameVi) {
    area(
        id,
        "commune",
        """
        "code": "77%s", "nameVi": "%s", "type": "commune", "parent": "DT82B",
        "validFrom": "2025-07-01"
        """
            .formatted(id.substring(3), nameVi),
        "");
  }

  private static void area(String id, String tier, String fact, String successors) {
    Office.put(
            "/v1/areas/" + id,
            "{\"tier\": \"%s\", \"facts\": [{%s}], \"successors\": [%s]}"
                .formatted(tier, fact, successors))
        .statusCode(201);
  }

  @Test
  void aCodeMeansTheUnitThatHoldsItOnTheDay() {
    assertThat(id(areas.resolve("7782", LocalDate.of(2025, 6, 30))), equalTo("DT82A"));
    assertThat(id(areas.resolve("7782", LocalDate.of(2025, 7, 1))), equalTo("DT82B"));
    assertThat(id(areas.resolve("7782@2025-06-30", LocalDate.of(2026, 1, 1))), equalTo("DT82A"));
    assertThat(id(areas.resolve("DT82A", LocalDate.of(2026, 1, 1))), equalTo("DT82A"));
  }

  @Test
  void aCodeThatNobodyHoldsAnUnknownIdAndABadDayAreRefused() {
    assertThat(rule(areas.resolve("7787", LocalDate.of(2026, 1, 1))), equalTo("area-code-unknown"));
    assertThat(rule(areas.resolve("DT99", LocalDate.of(2026, 1, 1))), equalTo("area-unknown"));
    assertThat(rule(areas.resolve("", LocalDate.of(2026, 1, 1))), equalTo("area-unknown"));
    assertThat(
        rule(areas.resolve("7782@30/6/2025", LocalDate.of(2026, 1, 1))), equalTo("area-day"));
    assertThat(
        rule(areas.resolve("7782@-999999999-01-01", LocalDate.of(2026, 1, 1))),
        equalTo("area-day"));
  }

  @Test
  void aCodeOfTwoTiersIsAmbiguous() {
    if (given().get("/v1/areas/DTREGION").statusCode() == 404) {
      area(
          "DTREGION",
          "region",
          "\"code\": \"7787\", \"nameVi\": \"Vùng\", \"type\": \"region\", \"validTo\": \"2020-12-31\"",
          "");
    }

    Resolution ambiguous = areas.resolve("7787", LocalDate.of(2020, 1, 1));

    assertThat(rule(ambiguous), equalTo("area-code-ambiguous"));
    assertThat(((Resolution.Refused) ambiguous).message().en(), containsString("DT87A, DTREGION"));
  }

  private static String id(Resolution resolution) {
    assertThat(resolution, instanceOf(Area.class));
    return ((Area) resolution).id();
  }

  private static String rule(Resolution resolution) {
    assertThat(resolution, instanceOf(Resolution.Refused.class));
    return ((Resolution.Refused) resolution).rule();
  }

  @Test
  void aCodeIsSearchableOnADay() {
    given()
        .queryParam("code", "7782")
        .queryParam("validOn", "2026-01-01")
        .get("/v1/areas")
        .then()
        .statusCode(200)
        .body("items.id", contains("DT82B"))
        .body("items[0].facts[0].act", equalTo("202/2025/QH15"));
    given()
        .queryParam("code", "7782")
        .get("/v1/areas")
        .then()
        .body("items.id", contains("DT82A", "DT82B"));
  }

  @Test
  void twoUnitsOfATierNeverHoldACodeAtOnce() {
    Office.put(
            "/v1/areas/DTDOUBLE",
            """
            {"tier": "province", "facts": [{"code": "7782", "nameVi": "Trùng mã",
              "type": "province", "validFrom": "2025-06-30", "validTo": "2025-06-30"}]}
            """)
        .statusCode(422)
        .body("errors.pointer", contains("/facts/0/code"))
        .body("errors.rule", contains("code-held"))
        .body("errors[0].messageEn", containsString("DT82A"));
    assertThat(sql.exists("select from area_fact where name_vi = 'Trùng mã'"), is(false));
  }

  @Test
  void namesAreFoundWithoutMarksAndToldApartByThem() {
    names("tan thanh", "DTC1", "DTC2");
    names("Tân Thạnh", "DTC2");
    names("TÂN THÀNH", "DTC1");
    names(Normalizer.normalize("Tân Thạnh", Normalizer.Form.NFD), "DTC2");
    names("tan thạnh", "DTC2");
    names("Hòa Bình", "DTC3");
    names("hoa binh", "DTC3");
    names("T%Thạnh");
    names("Tân-Thạnh", "DTC2");
  }

  private static void names(String q, String... found) {
    given()
        .queryParam("q", q)
        .queryParam("parent", "DT82B")
        .get("/v1/areas")
        .then()
        .statusCode(200)
        .body("items.id", found.length == 0 ? empty() : contains(found));
  }

  @Test
  void aParentMayBeNamedByItsCodeOnADay() {
    given()
        .queryParam("parent", "7782")
        .queryParam("validOn", "2026-01-01")
        .queryParam("tier", "commune")
        .get("/v1/areas")
        .then()
        .body("items.id", contains("DTC1", "DTC2", "DTC3"));
    given()
        .queryParam("parent", "7782@2025-06-30")
        .get("/v1/areas")
        .then()
        .body("items.id", empty());
    given()
        .queryParam("parent", "7799")
        .get("/v1/areas")
        .then()
        .statusCode(400)
        .body("errors.pointer", contains("?parent"));
    given().queryParam("validOn", "1/7/2025").get("/v1/areas").then().statusCode(400);
    given().queryParam("validOn", "+99999999-01-01").get("/v1/areas").then().statusCode(400);
  }

  @Test
  void lineageTellsWhereAUnitCameFromAndWhatBecameOfIt() {
    given()
        .get("/v1/areas/DT82B/lineage")
        .then()
        .statusCode(200)
        .body("predecessors.predecessor", contains("DT82A", "DT87A"))
        .body("predecessors.predecessorNameVi", contains("Tỉnh Tiền Giang", "Tỉnh Đồng Tháp"))
        .body("predecessors.successorNameEn", contains("Dong Thap", "Dong Thap"))
        .body("predecessors.effective", contains("2025-07-01", "2025-07-01"))
        .body("successors", empty());
    given()
        .get("/v1/areas/DT87A/lineage")
        .then()
        .body("predecessors", empty())
        .body("successors.successor", contains("DT82B"))
        .body("successors[0].sharePopulation", equalTo(1))
        .body("successors[0].distance", equalTo(1));
    given().get("/v1/areas/DT99/lineage").then().statusCode(404);
  }

  @Test
  void lineageFollowsTimeOverSeveralReforms() {
    if (given().get("/v1/areas/DTZ3").statusCode() == 404) {
      stage("DTZ3", "2010-01-01", null, "");
      stage("DTZ2", "2000-01-01", "2009-12-31", successor("DTZ3", "2010-01-01"));
      stage("DTZ1", null, "1999-12-31", successor("DTZ2", "2000-01-01"));
    }

    given()
        .get("/v1/areas/DTZ3/lineage")
        .then()
        .body("predecessors.predecessor", contains("DTZ2", "DTZ1"))
        .body("predecessors.distance", contains(1, 2));
    given()
        .get("/v1/areas/DTZ1/lineage")
        .then()
        .body("successors.successor", contains("DTZ2", "DTZ3"));
  }

  private static void stage(String id, String from, String to, String successors) {
    area(
        id,
        "commune",
        "\"nameVi\": \"%s\", \"type\": \"commune\"%s%s"
            .formatted(
                id,
                from == null ? "" : ", \"validFrom\": \"" + from + "\"",
                to == null ? "" : ", \"validTo\": \"" + to + "\""),
        successors);
  }

  private static String successor(String area, String effective) {
    return "{\"area\": \"%s\", \"effective\": \"%s\", \"coverage\": \"whole\"}"
        .formatted(area, effective);
  }

  @Test
  void everythingThatIsWrongWithAnAreaIsToldAtOnce() {
    Office.put(
            "/v1/areas/DTWRONG",
            """
            {"tier": "province",
             "facts": [
               {"code": "82x!", "nameVi": "Một", "type": "Province", "parent": "DTC1"},
               {"code": "7782", "type": "province", "parent": "DT99", "validFrom": "2026-01-01"}],
             "successors": [
               {"area": "DT99", "effective": "2026-01-01", "coverage": "all"},
               {"area": "DT82A", "effective": "2026-01-01", "coverage": "part", "shareArea": 2}]}
            """)
        .statusCode(422)
        .body(
            "errors.collect { it.pointer + ' ' + it.rule }",
            containsInAnyOrder(
                "/facts/0/code form",
                "/facts/0/type form",
                "/facts/0/parent tier",
                "/facts/1/nameVi required",
                "/facts/1/validFrom two-at-once",
                "/facts/1/parent unknown",
                "/facts/1/code code-held",
                "/successors/0/coverage word",
                "/successors/0/area unknown",
                "/successors/1/shareArea share",
                "/successors share-sum",
                "/successors/1/area not-in-force"));
    given().get("/v1/areas/DTWRONG").then().statusCode(404);
  }

  @Test
  void anAreaIsToldToOthersWithoutItsShares() {
    List<String> events =
        sql.list(
            """
            select payload from outbox
            where topic = 'solieu.indicator.area.v1' and key = 'DT87A' and is_public
            """,
            row -> row.getString(1));

    assertThat(events.size(), is(1));
    EventContract.of("vn.solieu.indicator.area.changed.v1").assertWritten(events.getFirst());
    assertThat(events.getFirst().contains("share"), is(false));
  }

  @Test
  void theStoreItselfRefusesWhatTheRulesRefuse() {
    for (String insert :
        List.of(
            """
            insert into area_fact (area, tier, code, name_vi, type, valid_from)
            select key, tier, '7782', 'x', 'province', date '2026-01-01' from area where id = 'DT87A'
            """,
            """
            insert into area_fact (area, tier, code, name_vi, type)
            select key, tier, '7783', 'x', 'province' from area where id = 'DT87A'
            """)) {
      try {
        sql.update(insert);
        throw new AssertionError("was not refused: " + insert);
      } catch (vn.solieu.platform.sql.SqlFailure refused) {
        assertThat(
            refused.constraint().orElse(""),
            org.hamcrest.Matchers.oneOf("area_code_held_twice", "area_fact_twice_at_once"));
      }
    }
  }

  @Test
  void anAreaWithoutTierIsToldSo() {
    Office.put(
            "/v1/areas/DTX1",
            """
            {"facts": [{"nameVi": "Xã", "type": "commune", "parent": "DTVN"}]}
            """)
        .statusCode(422)
        .body("errors.pointer", contains("/tier"));
  }

  @Test
  void aFactThatIsNullIsToldSo() {
    Office.put("/v1/areas/DTX2", "{\"tier\": \"commune\", \"facts\": [null]}")
        .statusCode(400)
        .body("errors.pointer", contains("/facts/0"));
  }

  @Test
  void anEnormousShareIsRefusedWithoutBeingWrittenOut() {
    Office.put(
            "/v1/areas/DTX3",
            """
            {"tier": "commune", "facts": [{"nameVi": "Xã", "type": "commune"}],
             "successors": [{"area": "DT82B", "effective": "2025-07-01", "coverage": "part",
               "shareArea": 1E+5000000}, {"area": "DT82B", "effective": "2025-07-02",
               "coverage": "part", "shareArea": 1E+99999999}]}
            """)
        .statusCode(400)
        .body("errors.pointer", contains("/successors/0/shareArea", "/successors/1/shareArea"));
    Office.put(
            "/v1/areas/DTX3",
            """
            {"tier": "commune", "facts": [{"nameVi": "Xã", "type": "commune"}],
             "successors": [{"area": "DT82B", "effective": "2025-07-01", "coverage": "part",
               "shareArea": 1E+37}]}
            """)
        .statusCode(422)
        .body("errors.pointer", hasItem("/successors/0/shareArea"));
  }

  @Test
  void factsBeyondTheirNumberAreNotLookedAtOneByOne() {
    String fact = "{\"nameVi\": \"Xã\", \"type\": \"commune\", \"parent\": \"DTVN\"}";
    Office.put(
            "/v1/areas/DTX4",
            "{\"tier\": \"commune\", \"facts\": [" + fact + ("," + fact).repeat(9_999) + "]}")
        .statusCode(422)
        .body("errors.pointer", hasItem("/facts"))
        .body("errorsTotal", lessThan(30_000));
  }

  @Test
  void anAreaIsFoundAsEverythingElseIs() {
    Office.put(
        "/v1/areas/DTBRVT",
        "{\"tier\": \"province\", \"facts\": [{\"nameVi\": \"%s\", \"type\": \"province\"}]}"
            .formatted(SearchTerms.NAME));

    for (String typed : SearchTerms.FIND) {
      assertEquals(List.of("DTBRVT"), found(typed), typed);
    }
    for (String typed : SearchTerms.MISS) {
      assertEquals(List.of(), found(typed), typed);
    }
  }

  @ParameterizedTest
  @FieldSource("vn.solieu.testing.SearchTerms#NOTHING")
  void thereHasToBeSomethingToLookFor(String typed) {
    given()
        .queryParam("q", typed)
        .get("/v1/areas")
        .then()
        .statusCode(400)
        .body("errors.pointer", equalTo(List.of("?q")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"2025-06-30T17:00:00.000Z\"",
        "\"2025-07-04T23:59:59\"",
        "\"0000-12-31\"",
        "\"\"",
        "[2025,7,7]",
        "[]"
      })
  void aDayIsWrittenAsADay(String day) {
    Office.put(
            "/v1/areas/DTDAY",
            """
            {"tier": "commune", "facts": [{"nameVi": "Xã Ngày", "type": "commune", "validFrom": %s}]}
            """
                .formatted(day))
        .statusCode(400)
        .body("errors.pointer", equalTo(List.of("/facts/0/validFrom")));
    given().get("/v1/areas/DTDAY").then().statusCode(404);
  }

  private static List<String> found(String typed) {
    return given().queryParam("q", typed).get("/v1/areas").then().extract().path("items.id");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Đăk", "\u00D0ăk", "\u0189ăk", "\u0111ăk", "\u00F0ăk", "D\u0335ăk", "dak"})
  void aNameWithDeIsFoundByAllThatLooksLikeIt(String typed) {
    Office.put(
        "/v1/areas/DTDAK1",
        """
        {"tier": "commune", "facts": [{"nameVi": "Xã Đăk Thử", "type": "commune"}]}
        """);
    Office.put(
        "/v1/areas/DTDAK2",
        """
        {"tier": "commune", "facts": [{"nameVi": "Xã \u00D0ăk Thử", "type": "commune"}]}
        """);
    // As it stood before names were mended.
    Office.put(
        "/v1/areas/DTDAK3",
        """
        {"tier": "commune", "facts": [{"nameVi": "Xã Khác Thử", "type": "commune"}]}
        """);
    sql.update("update area_fact set name_vi = ? where name_vi = 'Xã Khác Thử'", "Xã \u00D0ăk Thử");

    given()
        .queryParam("q", typed + " thử")
        .get("/v1/areas")
        .then()
        .statusCode(200)
        .body("items.id", contains("DTDAK1", "DTDAK2", "DTDAK3"));
    given().get("/v1/areas/DTDAK2").then().body("facts[0].nameVi", equalTo("Xã Đăk Thử"));
  }
}
