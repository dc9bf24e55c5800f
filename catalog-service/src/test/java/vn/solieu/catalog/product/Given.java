package vn.solieu.catalog.product;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import vn.solieu.testing.Tokens;

/** What the tests of this service begin with. */
final class Given {

  static final String OFFICE = "thong-ke-tinh";
  static final String STATISTICIAN = Tokens.of("statistician", OFFICE);

  private Given() {}

  static RequestSpecification asStatistician() {
    return given().auth().oauth2(STATISTICIAN).contentType(ContentType.JSON);
  }

  /** The agency is known here once the indicator service has told of it. */
  static void theOfficeIsKnown(OtherServices others) {
    if (get("/v1/products/probe").statusCode() == 200) {
      return;
    }
    others.tellAgency(OFFICE, 1, "Thống kê tỉnh");
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                asStatistician()
                    .body(product("Sản phẩm thử"))
                    .put("/v1/products/probe")
                    .then()
                    .statusCode(201));
  }

  static String aProduct(String id) {
    asStatistician()
        .body(product("Báo cáo " + id))
        .put("/v1/products/" + id)
        .then()
        .statusCode(201);
    return id;
  }

  static String product(String nameVi) {
    return """
    {"nameVi": "%s", "mainContentVi": "Toàn cảnh kinh tế - xã hội", "sources": ["survey"],
     "completeness": ["estimate"], "forms": ["report"], "languages": ["vi"], "cycle": "month",
     "channels": ["website"], "agency": "thong-ke-tinh", "audiences": ["leaders"]}
    """
        .formatted(nameVi);
  }

  static String aHeldEdition(String product, String period, String titleVi) {
    Response added =
        asStatistician()
            .body(
                """
                {"titleVi": "%s", "period": "%s", "release": "KTXH-1",
                 "links": [{"href": "https://example.vn/%s.pdf", "mediaType": "application/pdf"}]}
                """
                    .formatted(titleVi, period, period))
            .post("/v1/products/" + product + "/editions");
    added.then().statusCode(201);
    return added.jsonPath().getString("id");
  }
}
