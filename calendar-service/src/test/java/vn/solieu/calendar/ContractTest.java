package vn.solieu.calendar;

import static io.restassured.RestAssured.get;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.solieu.testing.DocumentRules;
import vn.solieu.testing.OpenApiContract;
import vn.solieu.testing.SentTokens;

@CalendarTest
class ContractTest {

  @TestHTTPResource("/")
  URI base;

  @Test
  void theServiceServesTheContractThatIsCommitted() {
    OpenApiContract.of("calendar-service").assertServed(get("/openapi").asString());
  }

  @Test
  void everyAnswerIsDescribedWithItsBodyAndItsHeaders() {
    JsonNode document = get("/openapi?format=json").as(JsonNode.class);

    assertEquals(List.of(), DocumentRules.broken(document));
    assertEquals(List.of(), DocumentRules.untyped(document));
  }

  @Test
  void whoSendsATokenThatIsNotGoodIsRefusedByEveryRead() {
    assertEquals(List.of(), SentTokens.letIn(base));
  }
}
