package vn.solieu.catalog.product;

import static io.restassured.RestAssured.get;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.solieu.platform.sql.Sql;
import vn.solieu.testing.AccessTable;
import vn.solieu.testing.AccessTable.Place;
import vn.solieu.testing.AccessTable.Thing;
import vn.solieu.testing.UseTestEnvironment;

@QuarkusTest
@UseTestEnvironment
class AccessTableTest {

  private static final Place PLACE = new Place(Given.OFFICE, "X", "X");
  private static final String DEPARTMENT = "table-so-yt";

  @Inject OtherServices others;
  @Inject Sql sql;

  @Test
  void everyOperationAnswersEveryRoleAndBoundAsTheTableSays() {
    Given.theOfficeIsKnown(others);
    others.tellAgency(DEPARTMENT, 1, "Sở Y tế");
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> sql.exists("select from agency where id = ?", DEPARTMENT));
    String product = Given.aProduct("table-" + UUID.randomUUID());
    String opened = Given.aHeldEdition(product, "2026-01", "Tháng Một");
    others.publish("R-TABLE", "2026-02-06T09:00:00+07:00", OtherServices.edition(opened));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> get("/v1/products/" + product + "/editions/" + opened).statusCode() == 200);
    String held = Given.aHeldEdition(product, "2026-02", "Tháng Hai");

    new AccessTable(
            "catalog-service",
            Objects.requireNonNull(getClass().getResourceAsStream("/access-table.txt")),
            "http://localhost:" + RestAssured.port,
            Given.OFFICE,
            DEPARTMENT)
        .on("getProduct", "known", thing(Map.of("id", product)))
        .on("putProduct", "known", thing(Map.of("id", product)).body(Given.product("Khác")))
        .on("listEditions", "held", thing(Map.of("product", product)).shows(held))
        .on("listEditions", "opened", thing(Map.of("product", product)).shows(opened))
        .on("getEdition", "held", thing(Map.of("product", product, "edition", held)))
        .on("getEdition", "opened", thing(Map.of("product", product, "edition", opened)))
        .on("getLatestEdition", "opened", thing(Map.of("product", product)))
        .on("addEdition", "any", thing(Map.of("product", product)).body("{}"))
        .on("checkEditionForRelease", "held", thing(Map.of("edition", held)))
        .on("checkEditionForRelease", "opened", thing(Map.of("edition", opened)))
        .verify();
  }

  private static Thing thing(Map<String, String> path) {
    return Thing.of(PLACE, path);
  }
}
