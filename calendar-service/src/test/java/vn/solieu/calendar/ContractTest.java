package vn.solieu.calendar;

import static io.restassured.RestAssured.get;

import org.junit.jupiter.api.Test;
import vn.solieu.testing.OpenApiContract;

@CalendarTest
class ContractTest {

  @Test
  void theServiceServesTheContractThatIsCommitted() {
    OpenApiContract.of("calendar-service").assertServed(get("/openapi").asString());
  }
}
