package vn.solieu.indicator.form;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static vn.solieu.indicator.form.Reporting.FARMING;
import static vn.solieu.indicator.form.Reporting.HEALTH;
import static vn.solieu.indicator.form.Reporting.otherAgency;
import static vn.solieu.indicator.form.Reporting.reporter;
import static vn.solieu.indicator.form.Reporting.statistician;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.solieu.indicator.form.Reporting.Owed;
import vn.solieu.indicator.form.Reporting.RiceForm;
import vn.solieu.platform.sql.Sql;
import vn.solieu.testing.UseTestEnvironment;

@QuarkusTest
@UseTestEnvironment
class FormTest {

  @Inject Sql sql;

  @BeforeEach
  void build() {
    Reporting.build();
  }

  @Test
  void aFormIsPublicAndKeepsItsVersions() {
    String id = new RiceForm().put();
    Response first = given().get("/v1/forms/" + id);
    first.then().statusCode(200).body("version", equalTo(1)).body("blocks", hasSize(1));

    statistician()
        .contentType("application/json")
        .header("If-Match", first.header("ETag"))
        .body(new RiceForm().decimalPoint().json())
        .put("/v1/forms/" + id)
        .then()
        .statusCode(200)
        .body("version", equalTo(2));

    given().get("/v1/forms/" + id + "?version=1").then().body("decimalSeparator", equalTo(","));
    given().get("/v1/forms/" + id).then().body("decimalSeparator", equalTo("."));
    given().get("/v1/forms/" + id + "?version=3").then().statusCode(404);
    given()
        .header("If-None-Match", first.header("ETag"))
        .get("/v1/forms/" + id + "?version=1")
        .then()
        .statusCode(304);
  }

  @Test
  void theListOfFormsIsRevalidatedByItsTag() {
    String path = "/v1/forms?limit=1000";
    String tag = given().get(path).then().statusCode(200).extract().header("ETag");
    given().header("If-None-Match", tag).get(path).then().statusCode(304);

    String id = new RiceForm().put();

    String changed =
        given()
            .header("If-None-Match", tag)
            .get(path)
            .then()
            .statusCode(200)
            .header("Cache-Control", "public, no-cache")
            .extract()
            .header("ETag");
    statistician()
        .contentType("application/json")
        .header("If-Match", given().get("/v1/forms/" + id).header("ETag"))
        .body(new RiceForm().decimalPoint().json())
        .put("/v1/forms/" + id)
        .then()
        .statusCode(200);
    given().header("If-None-Match", changed).get(path).then().statusCode(200);
  }

  @Test
  void aVariantThatASpreadsheetWouldComputeIsRefused() {
    String form =
        new RiceForm()
            .blocks(
                """
                {"measure": "rp-area", "areas": ["%s"], "breakdowns": {"season": null},
                 "frequency": "year", "valueType": "plan", "variant": "%s"}
                """
                    .formatted(Reporting.NEW, "@@"))
            .json();
    for (String variant : List.of("=1+1", "+1", "-1", "@a", "\uFF1D1")) {
      statistician()
          .contentType("application/json")
          .body(form.replace("@@", variant))
          .put("/v1/forms/RP-FORMULA")
          .then()
          .statusCode(422)
          .body("errors.pointer", equalTo(List.of("/blocks/0/variant")))
          .body("errors.rule", equalTo(List.of("formula")));
    }
    statistician()
        .contentType("application/json")
        .body(form.replace("@@", "Kế hoạch =1"))
        .put("/v1/forms/RP-FORMULA")
        .then()
        .statusCode(201);
  }

  @Test
  void puttingWhatIsThereChangesNothing() {
    String id = new RiceForm().put();
    String tag = given().get("/v1/forms/" + id).header("ETag");

    statistician()
        .contentType("application/json")
        .header("If-Match", tag)
        .body(new RiceForm().json())
        .put("/v1/forms/" + id)
        .then()
        .statusCode(200)
        .header("ETag", equalTo(tag));
  }

  @Test
  void changingAFormTakesWhatWasRead() {
    String id = new RiceForm().put();

    statistician()
        .contentType("application/json")
        .body(new RiceForm().json())
        .put("/v1/forms/" + id)
        .then()
        .statusCode(428);
    reporter()
        .contentType("application/json")
        .body(new RiceForm().json())
        .put("/v1/forms/" + id)
        .then()
        .statusCode(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"opinion", "none"})
  void anAppraisalThatIsNotCarriedOutIsRefusedAlsoWhereAFormOfBeforeAsksForIt(String appraisal) {
    statistician()
        .contentType("application/json")
        .body(new RiceForm().appraisal(appraisal).json())
        .put("/v1/forms/RP-" + appraisal)
        .then()
        .statusCode(422)
        .body("errors.pointer", equalTo(List.of("/appraisal")));
    String id = new RiceForm().put();
    sql.update(
        "update form set content = jsonb_set(content, '{appraisal}', to_jsonb(?::text)) where id = ?",
        appraisal,
        id);

    Reporting.issue(id, "2031")
        .then()
        .statusCode(422)
        .body("errors.pointer", equalTo(List.of("/form")));
  }

  @Test
  void everythingThatIsWrongWithAFormIsToldAtOnce() {
    String json =
        """
        {"symbol": "X", "nameVi": " ", "publisher": "nobody", "route": "road", "appraisal": "none",
         "frequency": "week", "deadline": {"day": 32}, "agencies": ["%1$s", "%1$s", "nobody"],
         "decimalSeparator": "'", "defaultLevel": "final",
         "blocks": [
           {"measure": "rp-area", "areas": ["XX"], "childrenOf": "RPVN", "frequency": "year",
            "breakdowns": {"season": ["ZZ"], "sex": null}, "sign": "plus"},
           {"measure": "rp-tea", "frequency": "year", "required": true, "valueType": "plan"}],
         "sums": [{"measure": "rp-area", "dimension": "season", "total": "_T", "parts": ["WS"]}],
         "changes": [{"measure": "rp-area", "percent": 0}]}
        """
            .formatted(FARMING);

    statistician()
        .contentType("application/json")
        .body(json)
        .put("/v1/forms/RP-WRONG")
        .then()
        .statusCode(422)
        .body(
            "errors.pointer",
            hasItems(
                "/nameVi",
                "/publisher",
                "/route",
                "/frequency",
                "/deadline/monthOffset",
                "/deadline/day",
                "/agencies/1",
                "/agencies/2",
                "/decimalSeparator",
                "/defaultLevel",
                "/blocks/0/areas/0",
                "/blocks/0/childrenOf",
                "/blocks/0/breakdowns/season",
                "/blocks/0/breakdowns/sex",
                "/blocks/0/sign",
                "/blocks/1/measure",
                "/blocks/1/required",
                "/blocks/1/variant",
                "/sums/0/parts",
                "/changes/0/percent"));
    given().get("/v1/forms/RP-WRONG").then().statusCode(404);
  }

  @Test
  void aRoundGivesEveryAgencyAnObligationWithItsDueDay() {
    sql.update(
        """
        insert into working_day_year (year, version) values (2041, 1) on conflict do nothing
        """);
    sql.update(
        """
        insert into working_day_exception (day, year, worked) values ('2041-01-17', 2041, false)
        on conflict do nothing
        """);
    String form = new RiceForm().agencies("\"" + FARMING + "\", \"" + HEALTH + "\"").put();

    Response round = Reporting.issue(form, "2040");

    round
        .then()
        .statusCode(201)
        .body("formVersion", equalTo(1))
        .body("dueDate", equalTo("2041-01-18"))
        .body("yearsWithoutNotice", empty());
    statistician()
        .get("/v1/obligations?form=" + form)
        .then()
        .body("items.agency", equalTo(List.of(FARMING, HEALTH)))
        .body("items.dueDate", equalTo(List.of("2041-01-18", "2041-01-18")))
        .body("items.state", equalTo(List.of("open", "open")));
  }

  @ParameterizedTest
  @CsvSource({"2029-03, 2, 2029-05-02, 2029", "2028-11, 2, 2029-01-02, 2029"})
  void noDueDayIsAHolidayOfAFixedDayAndAYearWithoutANoticeIsTold(
      String period, int offset, String due, int year) {
    String form =
        new RiceForm()
            .monthly()
            .deadline(offset, 1)
            .sums("")
            .blocks(
                """
                {"measure": "rp-people", "areas": ["RPC2"], "frequency": "month", "periodOffset": 0}
                """)
            .put();

    Response round = Reporting.issue(form, period);

    round
        .then()
        .statusCode(201)
        .body("dueDate", equalTo(due))
        .body("yearsWithoutNotice", equalTo(List.of(year)));
    statistician()
        .get("/v1/rounds/" + round.path("id"))
        .then()
        .body("yearsWithoutNotice", equalTo(List.of(year)));
  }

  @Test
  void theDueDayOnceGivenStays() {
    Owed owed = new RiceForm().owed("2044");
    sql.update("insert into working_day_year (year, version) values (2045, 1)");
    sql.update(
        "insert into working_day_exception (day, year, worked) values ('2045-01-17', 2045, false)");

    reporter()
        .get("/v1/obligations/" + owed.obligation())
        .then()
        .body("dueDate", equalTo("2045-01-17"));
  }

  @Test
  void aDispatchSetsADeadlineOfItsOwn() {
    String form = new RiceForm().put();
    String round = "{\"form\": \"%s\", \"period\": \"2027\", \"dueDate\": \"2028-03-01\"%s}";

    statistician()
        .contentType("application/json")
        .body(round.formatted(form, ""))
        .post("/v1/rounds")
        .then()
        .statusCode(422)
        .body("errors.pointer", equalTo(List.of("/dispatch")));
    statistician()
        .contentType("application/json")
        .body(round.formatted(form, ", \"dispatch\": \"12/TKT\""))
        .post("/v1/rounds")
        .then()
        .statusCode(201)
        .body("dueDate", equalTo("2028-03-01"));
  }

  @Test
  void aFormIsIssuedOnceForAPeriodOfItsFrequency() {
    String form = new RiceForm().put();
    Reporting.issue(form, "2027").then().statusCode(201);

    Reporting.issue(form, "2027")
        .then()
        .statusCode(409)
        .body("detail", containsString("POST …/cancel"));
    Reporting.issue(form, "2027-03")
        .then()
        .statusCode(422)
        .body("errors[0].rule", equalTo("frequency"));
    Reporting.issue("NONE", "soon")
        .then()
        .statusCode(422)
        .body("errors.pointer", equalTo(List.of("/form", "/period")));
  }

  @Test
  void aCancelledRoundMayBeIssuedAnew() {
    String form = new RiceForm().put();
    String round = Reporting.issue(form, "2027").path("id");

    statistician().post("/v1/rounds/" + round + "/cancel").then().statusCode(428);
    statistician()
        .header("If-Match", statistician().get("/v1/rounds/" + round).header("ETag"))
        .post("/v1/rounds/" + round + "/cancel")
        .then()
        .statusCode(200)
        .body("state", equalTo("cancelled"));

    statistician()
        .get("/v1/obligations?round=" + round)
        .then()
        .body("items.state", equalTo(List.of("cancelled")));
    Reporting.issue(form, "2027").then().statusCode(201);
  }

  @Test
  void aRoundKeepsTheVersionUnderWhichItWasIssued() {
    Owed owed = new RiceForm().owed();
    statistician()
        .contentType("application/json")
        .header("If-Match", given().get("/v1/forms/" + owed.form()).header("ETag"))
        .body(new RiceForm().decimalPoint().json())
        .put("/v1/forms/" + owed.form())
        .then()
        .statusCode(200);

    owed.push(owed.file()).then().statusCode(201);
  }

  @Test
  void anAgencySeesWhatItOwesAndTheOfficeAll() {
    Owed owed = new RiceForm().owed();

    reporter()
        .get("/v1/obligations?form=" + owed.form())
        .then()
        .body("items.id", equalTo(List.of(owed.obligation())));
    otherAgency().get("/v1/obligations?form=" + owed.form()).then().body("items", empty());
    otherAgency().get("/v1/obligations?agency=" + FARMING).then().body("items", empty());
    otherAgency().get("/v1/obligations/" + owed.obligation()).then().statusCode(404);
    statistician()
        .get("/v1/obligations?agency=" + FARMING + "&form=" + owed.form())
        .then()
        .body("items", hasSize(1));
    given().get("/v1/obligations").then().statusCode(401);
  }

  @Test
  void listsArePagedAndTheirFiltersChecked() {
    String form = new RiceForm().put();
    for (int year = 2027; year < 2030; year++) {
      Reporting.issue(form, Integer.toString(year)).then().statusCode(201);
    }

    Response first = statistician().get("/v1/rounds?limit=2&form=" + form);
    first.then().body("items.period", equalTo(List.of("2027", "2028")));
    String next = first.header("Link").replaceAll("<(.*)>.*", "$1");
    Response last = statistician().urlEncodingEnabled(false).get(next);
    last.then().statusCode(200).body("items.period", equalTo(List.of("2029")));
    assertEquals(null, last.header("Link"));

    statistician()
        .get("/v1/obligations?state=lost&period=soon&round=7&limit=0&colour=red")
        .then()
        .statusCode(400)
        .body(
            "errors.pointer", equalTo(List.of("?colour", "?limit", "?period", "?round", "?state")))
        .body(
            "errors.messageEn",
            hasItems("Must be one of: open, submitted, accepted, returned, cancelled."));
    statistician().get("/v1/rounds?state=lost").then().statusCode(400);
    statistician()
        .get("/v1/obligations?form=no-such-form&round=" + UUID.randomUUID())
        .then()
        .statusCode(200)
        .body("items", empty());
    statistician().get("/v1/rounds/" + UUID.randomUUID()).then().statusCode(404);
    statistician().get("/v1/rounds/7").then().statusCode(404);
  }

  @ParameterizedTest
  @CsvSource({
    "1E+1001, 400",
    "1E+5000000, 400",
    "1E+37, 422",
    "0.0000001, 422",
    "0, 422",
    "-0.0, 422",
    "1000001, 422",
  })
  void aPercentageBeyondItsBoundsIsRefusedAndBreaksNoList(String percent, int status) {
    statistician()
        .contentType("application/json")
        .body(withPercent(percent))
        .put("/v1/forms/" + newId())
        .then()
        .statusCode(status)
        .body("errors.pointer", hasItem("/changes/0/percent"));

    given().get("/v1/forms?limit=1000").then().statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"3E+1", "30.00", "1E+6", "0.000001"})
  void aPercentageIsReadBackAsItWasWritten(String percent) {
    String id = newId();
    Response written =
        statistician()
            .contentType("application/json")
            .body(withPercent(percent))
            .put("/v1/forms/" + id);
    written.then().statusCode(201);

    assertEquals(written.asString(), given().get("/v1/forms/" + id).asString());
  }

  private static String newId() {
    return "RP-" + UUID.randomUUID().toString().substring(0, 8);
  }

  private static String withPercent(String percent) {
    return new RiceForm()
        .changes("{\"measure\": \"rp-area\", \"percent\": " + percent + "}")
        .json();
  }

  @Test
  void aFormThatIsNotReadBackAsItWasWrittenIsNotKept() {
    String id = newId();
    sql.update(
        """
        create or replace function another_percent() returns trigger language plpgsql as
          'begin new.content := jsonb_set(new.content, ''{changes,0,percent}'', ''1e1001''); return new; end'
        """);
    sql.update(
        """
        create trigger another_percent before insert on form
        for each row when (new.id = '%s') execute function another_percent()
        """
            .formatted(id));
    try {
      statistician()
          .contentType("application/json")
          .body(withPercent("30"))
          .put("/v1/forms/" + id)
          .then()
          .statusCode(500);
    } finally {
      sql.update("drop trigger another_percent on form");
    }

    given().get("/v1/forms/" + id).then().statusCode(404);
    given().get("/v1/forms?limit=1000").then().statusCode(200);
  }

  @Test
  void anIssuedRoundIsNamedByAPath() {
    Response round = Reporting.issue(new RiceForm().put(), "2041");

    round
        .then()
        .statusCode(201)
        .header("Location", equalTo("/v1/rounds/" + round.<String>path("id")));
  }

  @Test
  void aDueDateThatNoDatabaseHoldsIsRefused() {
    String form = new RiceForm().put();
    statistician()
        .contentType("application/json")
        .body(
            """
            {"form": "%s", "period": "2024", "dueDate": "+999999999-12-31", "dispatch": "1/TKT"}
            """
                .formatted(form))
        .post("/v1/rounds")
        .then()
        .statusCode(400)
        .body("errors.pointer", hasItem("/dueDate"));
  }
}
