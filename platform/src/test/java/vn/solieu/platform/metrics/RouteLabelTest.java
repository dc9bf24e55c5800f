package vn.solieu.platform.metrics;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.solieu.testing.UseTestEnvironment;

@QuarkusTest
@UseTestEnvironment
class RouteLabelTest {

  @TestHTTPResource URI service;

  @TestHTTPResource(value = "/metrics", management = true)
  URI scrape;

  private final String id = "id-" + UUID.randomUUID();

  @Test
  void aRequestIsMeasuredUnderItsRouteHoweverItEnds() {
    given().get("/v1/provocations/agencies/" + id).then().statusCode(401);
    given().auth().oauth2("no-token").get("/v1/provocations/agencies/" + id);

    awaitMeasured("uri=\"/v1/provocations/agencies/{id}\"");
    assertNothingNamesTheId();
  }

  @Test
  void whatTakesNoRouteIsMeasuredTogether() throws IOException {
    given().get("/v1/nothing/" + id).then().statusCode(404);
    given().delete("/v1/provocations/agencies/" + id).then().statusCode(405);
    send("POST /v1/" + id + " HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n");
    send(id.toUpperCase(Locale.ROOT) + " /v1/nothing HTTP/1.1\r\nHost: x\r\n\r\n");

    awaitMeasured("status=\"413\",uri=\"/unrouted\"");
    assertNothingNamesTheId();
  }

  @Test
  void metricsAreNotServedWhereTheApiIs() {
    given().get("/q/metrics").then().statusCode(404);
    given().get("/q/health/ready").then().statusCode(200);
    given().get("/openapi").then().statusCode(200);
  }

  private void send(String request) throws IOException {
    try (Socket socket = new Socket(service.getHost(), service.getPort())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      assertTrue(socket.getInputStream().read() >= 0, "no answer");
    }
  }

  private void awaitMeasured(String label) {
    await().until(() -> requests().stream().anyMatch(line -> line.contains(label)));
  }

  private void assertNothingNamesTheId() {
    String scraped = RestAssured.get(scrape).asString();
    assertFalse(scraped.toLowerCase(Locale.ROOT).contains(id), scraped);
  }

  private List<String> requests() {
    return RestAssured.get(scrape)
        .asString()
        .lines()
        .filter(line -> line.startsWith("http_server_requests_seconds_count"))
        .toList();
  }
}
