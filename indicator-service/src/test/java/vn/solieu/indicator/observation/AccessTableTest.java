package vn.solieu.indicator.observation;

import static vn.solieu.indicator.form.Reporting.CSV;
import static vn.solieu.indicator.form.Reporting.FARMING;
import static vn.solieu.indicator.form.Reporting.HEALTH;
import static vn.solieu.indicator.form.Reporting.NEW;
import static vn.solieu.indicator.form.Reporting.OFFICE;
import static vn.solieu.indicator.form.Reporting.appraiser;
import static vn.solieu.indicator.form.Reporting.statistician;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.solieu.indicator.form.Reporting;
import vn.solieu.indicator.form.Reporting.Owed;
import vn.solieu.indicator.form.Reporting.RiceForm;
import vn.solieu.testing.AccessTable;
import vn.solieu.testing.AccessTable.Place;
import vn.solieu.testing.AccessTable.Thing;
import vn.solieu.testing.UseTestEnvironment;

@QuarkusTest
@UseTestEnvironment
class AccessTableTest {

  @Inject ObservationFixtures house;

  @Test
  void everyOperationAnswersEveryRoleAndBoundAsTheTableSays() {
    Reporting.build();
    AccessTable table =
        new AccessTable(
            "indicator-service",
            Objects.requireNonNull(getClass().getResourceAsStream("/access-table.txt")),
            "http://localhost:" + RestAssured.port,
            OFFICE,
            HEALTH);
    registers(table);
    forms(table);
    submissions(table);
    vintages(table);

    table.verify();
  }

  private static void registers(AccessTable table) {
    Place nowhere = new Place(FARMING, "X", NEW);
    table
        .on("getAgency", "any", thing(nowhere, FARMING))
        .on("putAgency", "known", thing(nowhere, FARMING).body("{}"))
        .on("getArea", "any", thing(nowhere, NEW))
        .on("getAreaLineage", "any", thing(nowhere, NEW))
        .on("putArea", "known", thing(nowhere, NEW).body("{}"))
        .on("getCodelist", "any", thing(nowhere, "CL_RP_SEASON"))
        .on("putCodelist", "known", thing(nowhere, "CL_RP_SEASON").body("{}"))
        .on("getIndicatorSystem", "unknown", thing(nowhere, "rp-system"))
        .on("putIndicatorSystem", "new", thing(nowhere, "rp-system").body("{}"))
        .on("getIndicator", "any", thing(nowhere, "rp-rice"))
        .on("listIndicatorVersions", "any", thing(nowhere, "rp-rice"))
        .on("putIndicator", "known", thing(nowhere, "rp-rice").body("{}"))
        .on("listDefinitionFindings", "any", Thing.of(nowhere, Map.of()))
        .on("getObservations", "any", Thing.of(nowhere, Map.of()).query("indicator=rp-rice"))
        .on("getIndicatorObservations", "any", thing(nowhere, "rp-rice"));
  }

  private static void forms(AccessTable table) {
    String form = ofOneAgency();
    String twice = new RiceForm().put();
    Place place = new Place(FARMING, form, NEW);
    String round = Reporting.issue(form, "2030").then().statusCode(201).extract().path("id");
    String obligation = obligation(form, "2030");
    table
        .on("getForm", "any", thing(place, form))
        .on("putForm", "known", thing(place, form).body(ofFarming(new RiceForm())))
        .on(
            "putForm",
            "of-two",
            thing(new Place(FARMING, twice, NEW), twice).body(ofFarming(new RiceForm())))
        .on(
            "issueRound",
            "known",
            Thing.of(place, Map.of())
                .body("{\"form\": \"%s\", \"period\": \"2031\"}".formatted(form)))
        .on("listRounds", "open", Thing.of(place, Map.of()).query("form=" + form).shows(round))
        .on("getRound", "open", thing(place, round))
        .on("cancelRound", "open", thing(place, round))
        .on(
            "listObligations",
            "open",
            Thing.of(place, Map.of()).query("form=" + form).shows(obligation))
        .on("getObligation", "open", thing(place, obligation))
        .on("cancelObligation", "open", thing(place, obligation));
  }

  private static void submissions(AccessTable table) {
    Owed open = owed();
    Owed received = owed();
    Owed accepted = owed();
    Owed refused = owed();
    Owed ofOffice = new RiceForm().agencies("\"" + OFFICE + "\"").owed();
    String waiting = received.push(received.file()).then().statusCode(201).extract().path("id");
    String taken = accepted.push(accepted.file()).then().statusCode(201).extract().path("id");
    String tag = appraiser().get("/v1/submissions/" + taken).header("ETag");
    appraiser()
        .header("If-Match", tag)
        .post("/v1/submissions/" + taken + "/accept")
        .then()
        .statusCode(200);
    String wrong =
        refused.push(refused.file("1", "1", "1", "99")).then().statusCode(422).extract().path("id");
    Place place = place(received);
    String decision = "{\"text\": \"Đề nghị rà soát.\"}";
    table
        .on("pushSubmission", "open", dryRun(open, FARMING))
        .on("pushSubmission", "submitted", dryRun(received, FARMING))
        .on("pushSubmission", "of-office", dryRun(ofOffice, OFFICE))
        .on("getObligation", "submitted", thing(place, received.obligation()))
        .on("getObligation", "accepted", thing(place(accepted), accepted.obligation()))
        .on(
            "listSubmissions",
            "received",
            Thing.of(place, Map.of()).query("obligation=" + received.obligation()).shows(waiting))
        .on("getSubmission", "received", thing(place, waiting))
        .on("getFindings", "received", thing(place, waiting))
        .on("acceptSubmission", "received", thing(place, waiting))
        .on("returnSubmission", "received", thing(place, waiting).body(decision))
        .on("withdrawSubmission", "received", thing(place, waiting))
        .on("getSubmission", "accepted", thing(place(accepted), taken))
        .on("getFindings", "accepted", thing(place(accepted), taken))
        .on("returnSubmission", "accepted", thing(place(accepted), taken).body(decision))
        .on("getSubmission", "refused", thing(place(refused), wrong))
        .on("getFindings", "refused", thing(place(refused), wrong));
  }

  private void vintages(AccessTable table) {
    ObservationFixtures.Place area = house.place();
    ObservationFixtures.Indicator indicator = house.indicator();
    Place place = new Place(ObservationFixtures.AGENCY, ObservationFixtures.FORM, area.id());
    String held = id(house.push(ObservationFixtures.figure(indicator, area, "2021", "1.0")));
    String accepted =
        id(house.pushAccepted(ObservationFixtures.figure(indicator, area, "2022", "1.0")));
    Vintage opened = house.pushAccepted(ObservationFixtures.figure(indicator, area, "2023", "1.0"));
    house.publish(opened);
    Vintage refused = house.push(ObservationFixtures.figure(indicator, area, "2024", "1.0"));
    house.publish(refused);
    String at = "publishedAt=2099-01-01T00:00:00Z";
    table
        .on("getVintage", "held", thing(place, held))
        .on("getVintage", "accepted", thing(place, accepted))
        .on("getVintage", "opened", thing(place, id(opened)))
        .on("getVintageObservations", "held", thing(place, held))
        .on("getVintageObservations", "accepted", thing(place, accepted))
        .on("getVintageObservations", "opened", thing(place, id(opened)))
        .on("checkVintageForRelease", "held", thing(place, held).query(at))
        .on("checkVintageForRelease", "accepted", thing(place, accepted).query(at))
        .on(
            "checkVintageForPlannedRelease",
            "accepted",
            thing(place, accepted)
                .body(
                    """
                    {"release": "R", "publishedAt": "2099-01-01T00:00:00Z", "planned": []}
                    """))
        .on(
            "listRefusedOpenings",
            "refused",
            Thing.of(place, Map.of()).query("limit=1000").shows(id(refused)));
  }

  private static Thing thing(Place place, String id) {
    return Thing.of(place, Map.of("id", id));
  }

  private static Thing dryRun(Owed owed, String agency) {
    return Thing.of(new Place(agency, owed.form(), NEW), Map.of())
        .query("dryRun=true&obligation=" + owed.obligation())
        .body(CSV, owed.file());
  }

  private static Place place(Owed owed) {
    return new Place(FARMING, owed.form(), NEW);
  }

  /** Of a form that its one agency publishes too. */
  private static String ofOneAgency() {
    String form = "RP-OWN-" + UUID.randomUUID().toString().substring(0, 8);
    Reporting.put("/v1/forms/" + form, ofFarming(new RiceForm()));
    return form;
  }

  private static String ofFarming(RiceForm form) {
    return form.json().replace("\"publisher\": \"" + OFFICE, "\"publisher\": \"" + FARMING);
  }

  private static Owed owed() {
    return new RiceForm().owed();
  }

  private static String obligation(String form, String period) {
    return statistician()
        .get("/v1/obligations?form=%s&period=%s".formatted(form, period))
        .then()
        .statusCode(200)
        .extract()
        .path("items[0].id");
  }

  private static String id(Vintage vintage) {
    return vintage.id().toString();
  }
}
