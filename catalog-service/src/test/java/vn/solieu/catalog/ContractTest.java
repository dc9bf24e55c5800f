package vn.solieu.catalog;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.solieu.testing.DocumentRules;
import vn.solieu.testing.OpenApiContract;
import vn.solieu.testing.SentTokens;
import vn.solieu.testing.UseTestEnvironment;

@QuarkusTest
@UseTestEnvironment
class ContractTest {

  @TestHTTPResource("/")
  URI base;

  @Test
  void theServiceServesTheContractThatIsCommitted() {
    OpenApiContract.of("catalog-service")
        .assertServed(given().get("/openapi").then().statusCode(200).extract().asString());
  }

  @Test
  void everyAnswerIsDescribedWithItsBodyAndItsHeaders() {
    JsonNode document = given().get("/openapi?format=json").as(JsonNode.class);

    assertEquals(List.of(), DocumentRules.broken(document));
    assertEquals(List.of(), DocumentRules.untyped(document));
  }

  @Test
  void whoSendsATokenThatIsNotGoodIsRefusedByEveryRead() {
    assertEquals(List.of(), SentTokens.letIn(base));
  }
}
