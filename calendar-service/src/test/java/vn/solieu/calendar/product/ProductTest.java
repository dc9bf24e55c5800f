package vn.solieu.calendar.product;

import static java.util.stream.Collectors.joining;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static vn.solieu.calendar.Office.OFFICER;
import static vn.solieu.calendar.Office.as;
import static vn.solieu.calendar.Office.in;
import static vn.solieu.calendar.Office.newId;
import static vn.solieu.calendar.Office.plan;
import static vn.solieu.calendar.Office.planned;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.solieu.calendar.CalendarTest;
import vn.solieu.calendar.Office;
import vn.solieu.calendar.agency.AgencyService;
import vn.solieu.calendar.agency.KnownAgencies;
import vn.solieu.platform.sql.Sql;
import vn.solieu.testing.EventContract;

@CalendarTest
class ProductTest {

  @Inject AgencyService agencies;
  @Inject ProductService products;
  @Inject Sql sql;

  @BeforeEach
  void office() {
    KnownAgencies.tell(agencies, Office.AGENCY);
  }

  @Test
  void aReleaseIsPlannedOnlyForAProductThatTheCatalogueHasToldOf() {
    String id = newId();
    String product = "P" + id;
    Map<String, Object> plan = plan(id, in(Duration.ofHours(1)));
    plan.put("product", product);

    as(OFFICER)
        .body(plan)
        .post("/v1/releases")
        .then()
        .statusCode(422)
        .body("errors.pointer", equalTo(List.of("/product")))
        .body("errors.rule", equalTo(List.of("known")));
    KnownProducts.tell(products, product);
    planned(plan);

    plan.put("product", product + "-other");
    changed(plan).then().statusCode(422).body("errors.pointer", equalTo(List.of("/product")));
    as(OFFICER).get("/v1/releases/" + id).then().body("product", equalTo(product));
  }

  /** It was planned when nobody asked the catalogue; its other members can still be changed. */
  @Test
  void aReleaseKeepsTheProductThatItNames() {
    String id = newId();
    Map<String, Object> plan = plan(id, in(Duration.ofHours(1)));
    planned(plan);
    sql.update("update release set product = ? where id = ?", "P" + id, id);

    plan.put("product", "P" + id);
    plan.put("titleEn", "Another title");

    changed(plan).then().statusCode(200).body("titleEn", equalTo("Another title"));
  }

  @Test
  void whatCannotBeReadDoesNotHoldUpTheRest() {
    KnownProducts.send("unreadable", 1, "{\"id\":");
    KnownProducts.send("after-unreadable", 1, "{\"id\":\"after-unreadable\"}");

    await().until(() -> products.isKnown("after-unreadable"));
  }

  /** Without an id, and with one that is too long for an index: no database ever keeps them. */
  @Test
  void whatCannotBeKeptDoesNotHoldUpTheRest() {
    String tooLong =
        Stream.generate(UUID::randomUUID).limit(500).map(UUID::toString).collect(joining());

    KnownProducts.send("kept", 1, "{\"version\":1}");
    KnownProducts.send("kept", 2, "{\"id\":\"%s\"}".formatted(tooLong));
    KnownProducts.send("kept", 3, "{\"id\":\"after-what-cannot-be-kept\"}");

    await().until(() -> products.isKnown("after-what-cannot-be-kept"));
  }

  @Test
  void whatTheCatalogueTellsOfProductsIsReadAlsoWhenItGrows() throws Exception {
    EventContract contract = EventContract.of("vn.solieu.catalog.product.changed.v1");
    JsonMapper json =
        JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    for (String sample :
        Stream.concat(contract.samples().stream(), contract.samplesOfTomorrow().stream())
            .toList()) {
      assertEquals(
          json.readTree(sample).get("id").asText(),
          json.readValue(sample, ProductSnapshot.class).id());
    }
  }

  private static Response changed(Map<String, Object> plan) {
    String path = "/v1/releases/" + plan.get("id");
    return as(OFFICER)
        .header("If-Match", as(OFFICER).get(path).header("ETag"))
        .body(plan)
        .put(path);
  }
}
