package vn.solieu.platform.http;

import static io.restassured.RestAssured.given;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import vn.solieu.testing.Tokens;
import vn.solieu.testing.UseTestEnvironment;

@QuarkusTest
@UseTestEnvironment
class CachingTest {

  @Test
  void whatSaysNothingOfCachingIsKeptByNobody() {
    given()
        .get("/v1/provocations/fine")
        .then()
        .statusCode(200)
        .header("Cache-Control", "private, no-store");
  }

  @Test
  void anAnswerToATokenIsKeptByNobody() {
    given()
        .get("/v1/provocations/cacheable")
        .then()
        .statusCode(200)
        .header("Cache-Control", "public, no-cache");
    given()
        .auth()
        .oauth2(Tokens.of("reporter", "A"))
        .get("/v1/provocations/cacheable")
        .then()
        .statusCode(200)
        .header("Cache-Control", "private, no-store");
  }
}
