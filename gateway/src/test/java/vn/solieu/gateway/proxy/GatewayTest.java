package vn.solieu.gateway.proxy;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.net.URI;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.solieu.platform.problem.ProblemType;

@QuarkusTest
@QuarkusTestResource(value = Origins.class, restrictToAnnotatedClass = true)
class GatewayTest {

  private static final String PROBLEM = "application/problem+json";

  @TestHTTPResource(value = "/metrics", management = true)
  URI scrape;

  @Test
  void anAnswerPassesAsTheServiceGaveIt() {
    given()
        .urlEncodingEnabled(false)
        .when()
        .get("/v1/releases?text=gi%C3%A1%20c%E1%BA%A3&limit=2")
        .then()
        .statusCode(200)
        .header("ETag", "\"strong\"")
        .header("Solieu-Sequence", "7")
        .header("Echo-Uri", "/v1/releases?text=gi%C3%A1%20c%E1%BA%A3&limit=2");
  }

  @Test
  void aBodyPassesByteForByteInBothDirections() {
    byte[] sent = new byte[3_000_000];
    new Random(7).nextBytes(sent);

    byte[] received =
        given()
            .contentType("application/octet-stream")
            .body(sent)
            .when()
            .post("/v1/releases")
            .then()
            .statusCode(200)
            .extract()
            .asByteArray();

    assertArrayEquals(sent, received);
  }

  @Test
  void whatACallerClaimsToBeIsNotPassedOn() {
    given()
        .header("X-Forwarded-For", "10.0.0.1")
        .header("X-Forwarded-Host", "evil.example")
        .header("Forwarded", "for=10.0.0.1;host=evil.example")
        .header("Solieu-Service-Key", "development")
        .when()
        .get("/v1/releases")
        .then()
        .header("Echo-X-forwarded-for", nullValue())
        .header("Echo-Forwarded", nullValue())
        .header("Echo-Solieu-service-key", nullValue())
        .header("Echo-X-forwarded-host", not(containsString("evil")));
  }

  @Test
  void aWishForATunnelIsARequestLikeAnyOther() {
    given()
        .header("Connection", "Upgrade")
        .header("Upgrade", "websocket")
        .header("Sec-WebSocket-Version", "13")
        .header("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==")
        .header("X-Forwarded-For", "10.0.0.1")
        .when()
        .get("/v1/releases")
        .then()
        .statusCode(200)
        .header("X-Request-Id", notNullValue())
        .header("Echo-X-forwarded-for", nullValue());
  }

  @Test
  void oneRequestIdGoesThroughTheHouseAndBack() {
    given()
        .header("X-Request-Id", "portal-42")
        .when()
        .get("/v1/releases")
        .then()
        .header("Echo-X-request-id", "portal-42")
        .header("X-Request-Id", "portal-42");
  }

  @Test
  void theTraceOfTheCallerGoesOn() {
    String traceParent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    given()
        .header("traceparent", traceParent)
        .header("tracestate", "portal=1")
        .when()
        .get("/v1/releases")
        .then()
        .header("Echo-Traceparent", traceParent)
        .header("Echo-Tracestate", "portal=1");
  }

  @Test
  void requestsAreMeasuredByTheirRouteAndWhereNobodyOutsideReads() {
    String id = "id-" + UUID.randomUUID();
    given().when().get("/v1/releases/" + id).then().statusCode(200);
    given().when().delete("/v1/releases/" + id + "/history").then().statusCode(405);
    given().when().get("/v1/indicators/" + id).then().statusCode(503);
    given().when().get("/v1/nothing/" + id).then().statusCode(404);

    await()
        .untilAsserted(
            () ->
                given()
                    .when()
                    .get(scrape)
                    .then()
                    .statusCode(200)
                    .body(containsString("status=\"200\",uri=\"/v1/releases/{id}\""))
                    .body(containsString("status=\"405\",uri=\"/v1/releases/{id}/history\""))
                    .body(containsString("status=\"503\",uri=\"/v1/indicators/{id}\""))
                    .body(not(containsString(id))));
    given().when().get("/q/metrics").then().statusCode(404);
  }

  @Test
  void aRequestIdThatIsNotWellFormedIsReplaced() {
    given()
        .header("X-Request-Id", "a b\t<script>")
        .when()
        .get("/v1/releases")
        .then()
        .header("X-Request-Id", matchesPattern("[0-9a-f-]{36}"));
  }

  @Test
  void aServiceThatIsAwayIsAProblemInTheCallersLanguage() {
    given()
        .header("Accept-Language", "en")
        .when()
        .get("/v1/indicators")
        .then()
        .statusCode(503)
        .contentType(PROBLEM)
        .header("Retry-After", notNullValue())
        .body("type", equalTo("/problems/unavailable"))
        .body("status", equalTo(503))
        .body("detail", containsString("indicator-service is not available"))
        .body("instance", equalTo("/v1/indicators"))
        .body("requestId", notNullValue());
    given()
        .when()
        .get("/v1/indicators")
        .then()
        .header("Content-Language", "vi")
        .body("detail", containsString("tạm thời không sẵn sàng"));
  }

  @Test
  void aServiceThatKeepsSilentIsAProblemAfterTheTimeout() {
    given()
        .when()
        .get("/v1/releases/silent")
        .then()
        .statusCode(504)
        .contentType(PROBLEM)
        .body("type", equalTo("/problems/gateway-timeout"));
  }

  @Test
  void aServiceThatTalksNonsenseIsAProblem() {
    given()
        .when()
        .get("/v1/products")
        .then()
        .statusCode(502)
        .contentType(PROBLEM)
        .body("type", equalTo("/problems/bad-gateway"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/nothing", "/", "/v1/releases/a/b/c/d/e", "/favicon.ico", "/v1"})
  void whatTheContractDoesNotNameIsNotFound(String path) {
    given()
        .when()
        .get(path)
        .then()
        .statusCode(404)
        .contentType(PROBLEM)
        .body("type", equalTo("/problems/not-found"));
  }

  @Test
  void aMethodThatThePathDoesNotHaveNamesThoseThatItHas() {
    given()
        .when()
        .delete("/v1/releases")
        .then()
        .statusCode(405)
        .contentType(PROBLEM)
        .header("Allow", allOf(containsString("GET"), containsString("POST")));
  }

  @Test
  void aPageOfAnotherSiteMayReadAndSeeTheHeadersThatItNeeds() {
    given()
        .header("Origin", "https://portal.example")
        .when()
        .get("/v1/releases")
        .then()
        .header("Access-Control-Allow-Origin", "*")
        .header("Access-Control-Allow-Credentials", not(equalTo("true")))
        .header("Access-Control-Expose-Headers", containsString("ETag"));
  }

  @Test
  void everyAnswerForbidsBrowsersToGuess() {
    given()
        .when()
        .get("/v1/releases")
        .then()
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "no-referrer")
        .header("Content-Security-Policy", startsWith("default-src 'none'"));
  }

  @Test
  void theTypeOfAProblemOpensAsAPageInBothLanguages() {
    given()
        .when()
        .get("/problems/invalid-content")
        .then()
        .statusCode(200)
        .contentType(ContentType.HTML)
        .body(containsString("Nội dung không hợp lệ"))
        .body(containsString("The content is not valid"));
    given().when().get("/problems/no-such-thing").then().statusCode(404).contentType(PROBLEM);
  }

  @ParameterizedTest
  @EnumSource(ProblemType.class)
  void everyTypeOfProblemHasAPageThatSaysWhatToDo(ProblemType type) {
    given()
        .when()
        .get(type.uri().toString())
        .then()
        .statusCode(200)
        .contentType(ContentType.HTML)
        .body(containsString(type.title().vi()))
        .body(containsString(escaped(type.meaning().vi())))
        .body(containsString(escaped(type.meaning().en())))
        .body(containsString(escaped(type.remedy().vi())))
        .body(containsString(escaped(type.remedy().en())))
        .body(containsString(escaped("\"type\" : \"" + type.uri() + "\"")))
        .body(containsString(escaped("\"title\" : \"" + type.title().vi() + "\"")))
        .body(containsString(escaped("\"title\" : \"" + type.title().en() + "\"")))
        .body(containsString(escaped("\"status\" : " + type.status())));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("\"", "&quot;").replace("'", "&#39;");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/status", "/problems/not-found", "/openapi", "/docs/"})
  void whatTheGatewayAnswersItselfKeepsTheRulesOfAllOthers(String path) {
    given().when().head(path).then().statusCode(200).body(equalTo(""));
    given()
        .when()
        .post(path)
        .then()
        .statusCode(405)
        .contentType(PROBLEM)
        .header("Allow", equalTo("GET, HEAD, OPTIONS"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/status", "/problems/not-found", "/openapi"})
  void aParameterThatTheGatewayDoesNotKnowIsAProblem(String path) {
    given()
        .when()
        .get(path + "?area=82")
        .then()
        .statusCode(400)
        .contentType(PROBLEM)
        .body("type", equalTo("/problems/invalid-parameter"))
        .body("errors[0].pointer", equalTo("?area"))
        .body("errors[0].rule", equalTo("unknown-parameter"));
  }

  @Test
  void aPageOfAnotherSiteMayAskForEveryMethodThatAnAddressTakes() {
    given()
        .header("Origin", "https://portal.example")
        .header("Access-Control-Request-Method", "PUT")
        .header("Access-Control-Request-Headers", "if-match")
        .when()
        .options("/v1/releases")
        .then()
        .statusCode(200)
        .header("Access-Control-Allow-Origin", "*")
        .header("Access-Control-Allow-Methods", containsString("PUT"));
  }

  @Test
  void theStatusTellsWhichServicesAnswerAndHowFarTheyAre() {
    given()
        .when()
        .get("/v1/status")
        .then()
        .statusCode(200)
        .body("status", equalTo("degraded"))
        .body("sequence", equalTo(7))
        .body("overdueReleases", equalTo(1))
        .body("services.find { it.name == 'calendar-service' }.status", equalTo("up"))
        .body("services.find { it.name == 'calendar-service' }", not(hasKey("overdue")))
        .body("services.find { it.name == 'indicator-service' }.status", equalTo("down"))
        .body("services.find { it.name == 'catalog-service' }.status", equalTo("down"));
  }

  @Test
  void oneDocumentDescribesEveryService() {
    given()
        .accept(ContentType.JSON)
        .when()
        .get("/openapi?format=json")
        .then()
        .statusCode(200)
        .body("openapi", startsWith("3.1"))
        .body(
            "paths.keySet()",
            hasItems("/v1/status", "/v1/releases", "/v1/products", "/v1/observations"));
  }

  @Test
  void theDocumentationPageOpens() {
    given().when().get("/docs/").then().statusCode(200).contentType(ContentType.HTML);
  }
}
