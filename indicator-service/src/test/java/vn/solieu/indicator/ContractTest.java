package vn.solieu.indicator;

import static io.restassured.RestAssured.given;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import vn.solieu.testing.InHouse;
import vn.solieu.testing.OpenApiContract;

@QuarkusTest
@InHouse
class ContractTest {

  @Test
  void theServiceServesTheContractThatIsCommitted() {
    OpenApiContract.of("indicator-service")
        .assertServed(given().get("/openapi").then().statusCode(200).extract().asString());
  }
}
