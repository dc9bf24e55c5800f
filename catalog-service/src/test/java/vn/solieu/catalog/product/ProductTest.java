package vn.solieu.catalog.product;

import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import vn.solieu.embedded.Grant;
import vn.solieu.platform.sql.Sql;
import vn.solieu.testing.SearchTerms;
import vn.solieu.testing.Tokens;
import vn.solieu.testing.UseTestEnvironment;

@QuarkusTest
@UseTestEnvironment
class ProductTest {

  @Inject OtherServices others;
  @Inject Sql sql;

  @BeforeEach
  void theOfficeIsKnown() {
    Given.theOfficeIsKnown(others);
  }

  @Test
  void aProductIsCreatedChangedAndReadByEveryone() {
    Given.asStatistician()
        .body(Given.product("Niên giám thống kê"))
        .put("/v1/products/yearbook")
        .then()
        .statusCode(201)
        .header("Location", "/v1/products/yearbook")
        .body("id", equalTo("yearbook"))
        .body("version", equalTo(1))
        .body("status", equalTo("official"))
        .body("price", nullValue());

    String tag =
        given().get("/v1/products/yearbook").then().statusCode(200).extract().header("ETag");
    String asRead = given().get("/v1/products/yearbook").asString();

    Given.asStatistician()
        .header("If-Match", tag)
        .body(asRead.replace("Niên giám", "Niên giám (đổi tên)"))
        .put("/v1/products/yearbook")
        .then()
        .statusCode(200)
        .body("version", equalTo(2))
        .body("nameVi", equalTo("Niên giám (đổi tên) thống kê"));

    given().header("If-None-Match", tag).get("/v1/products/yearbook").then().statusCode(200);
    Given.asStatistician()
        .header("If-Match", tag)
        .body(asRead)
        .put("/v1/products/yearbook")
        .then()
        .statusCode(412);
    Given.asStatistician().body(asRead).put("/v1/products/yearbook").then().statusCode(428);
  }

  @Test
  void puttingWhatIsThereChangesNothing() {
    Given.aProduct("unchanged");
    String tag = given().get("/v1/products/unchanged").header("ETag");

    Given.asStatistician()
        .header("If-Match", tag)
        .body(given().get("/v1/products/unchanged").asString())
        .put("/v1/products/unchanged")
        .then()
        .statusCode(200)
        .header("ETag", tag)
        .body("version", equalTo(1));
  }

  @Test
  void everythingThatIsWrongIsToldAtOnce() {
    Given.asStatistician()
        .body(
            """
            {"nameVi": "", "mainContentVi": "x", "sources": ["rumour"], "completeness": [],
             "forms": ["report", "report"], "languages": ["vi"], "cycle": "weekly",
             "channels": ["website"], "agency": "no-such-agency", "price": 0.5}
            """)
        .put("/v1/products/1-wrong")
        .then()
        .statusCode(422)
        .contentType("application/problem+json")
        .body("type", equalTo("/problems/invalid-content"))
        .body(
            "errors.pointer",
            containsInAnyOrder(
                "/id",
                "/nameVi",
                "/sources/0",
                "/completeness",
                "/forms",
                "/cycle",
                "/agency",
                "/price"))
        .body("errors.messageVi", hasItem("Không có cơ quan này."))
        .body("errors.messageEn", hasItem("There is no such agency."));
  }

  @Test
  void onlyThoseWhoDefineProductsOfTheAgencyMayWrite() {
    String body = Given.product("Sản phẩm");

    given().contentType(ContentType.JSON).body(body).put("/v1/products/p").then().statusCode(401);
    given()
        .auth()
        .oauth2(Tokens.of("reporter", "so-nnmt"))
        .contentType(ContentType.JSON)
        .body(body)
        .put("/v1/products/p")
        .then()
        .statusCode(403);
    given()
        .auth()
        .oauth2(Tokens.of("statistician", "so-nnmt"))
        .contentType(ContentType.JSON)
        .body(body)
        .put("/v1/products/p")
        .then()
        .statusCode(403);
    given()
        .auth()
        .oauth2(Tokens.withGrants("an", Given.OFFICE, Grant.of("statistician", "so-nnmt")))
        .contentType(ContentType.JSON)
        .body(body)
        .put("/v1/products/p")
        .then()
        .statusCode(403)
        .body("detail", containsString(Given.OFFICE));
    given().get("/v1/products/p").then().statusCode(404);
  }

  @Test
  void aProductIsFoundAsEverythingElseIs() {
    Given.asStatistician().body(Given.product(SearchTerms.NAME)).put("/v1/products/brvt");

    for (String typed : SearchTerms.FIND) {
      assertEquals(List.of("brvt"), found(typed), typed);
    }
    for (String typed : SearchTerms.MISS) {
      assertEquals(List.of(), found(typed), typed);
    }
  }

  @ParameterizedTest
  @FieldSource("vn.solieu.testing.SearchTerms#NOTHING")
  void thereHasToBeSomethingToLookFor(String typed) {
    given()
        .queryParam("q", typed)
        .get("/v1/products")
        .then()
        .statusCode(400)
        .body("errors.pointer", equalTo(List.of("?q")));
  }

  private static List<String> found(String typed) {
    return given().queryParam("q", typed).get("/v1/products").then().extract().path("items.id");
  }

  @Test
  void productsAreFoundWithoutMarksAndPageByPage() {
    Given.asStatistician()
        .body(Given.product("Sản phẩm đặc sắc một"))
        .put("/v1/products/dac-sac-1");
    Given.asStatistician()
        .body(Given.product("Sản phẩm đặc sắc hai"))
        .put("/v1/products/dac-sac-2");

    String link =
        given()
            .queryParam("q", "DAC SAC")
            .queryParam("limit", 1)
            .get("/v1/products")
            .then()
            .statusCode(200)
            .body("items.id", contains("dac-sac-1"))
            .extract()
            .header("Link");
    String next = link.substring(1, link.indexOf('>'));

    given()
        .urlEncodingEnabled(false)
        .get(next)
        .then()
        .statusCode(200)
        .header("Link", nullValue())
        .body("items.id", contains("dac-sac-2"));
    given()
        .queryParam("q", "dac sac")
        .queryParam("cycle", "year")
        .get("/v1/products")
        .then()
        .body("items", hasSize(0));
  }

  @Test
  void aListIsRevalidatedByItsTag() {
    String tag = given().get("/v1/products").then().statusCode(200).extract().header("ETag");

    given().header("If-None-Match", tag).get("/v1/products").then().statusCode(304);
    given().head("/v1/products").then().statusCode(200).header("ETag", tag);

    Given.aProduct("another-one");
    given().header("If-None-Match", tag).get("/v1/products").then().statusCode(200);
  }

  @Test
  void aMisspeltParameterIsRefused() {
    given()
        .queryParam("quarter", "1")
        .queryParam("limit", "1")
        .get("/v1/products")
        .then()
        .statusCode(400)
        .body("errors.pointer", contains("?quarter"));
    given().queryParam("limit", "1001").get("/v1/products").then().statusCode(400);
    given().queryParam("cursor", "made-up").get("/v1/products").then().statusCode(400);
  }

  @Test
  void anUnknownWordIsRefusedWithThoseThereAreAndAnUnknownIdFitsNothing() {
    given()
        .queryParam("cycle", "half")
        .queryParam("audience", "everyone")
        .queryParam("limit", "0")
        .get("/v1/products")
        .then()
        .statusCode(400)
        .body("errors.pointer", contains("?audience", "?cycle", "?limit"))
        .body("errors.rule", contains("word", "word", "range"))
        .body("errors[0].messageEn", containsString("media-research-and-public"))
        .body("errors[1].messageVi", containsString("half-year, nine-months, year, two-years"));
    given()
        .queryParam("agency", "no-such-agency")
        .queryParam("indicator", "no-such-indicator")
        .get("/v1/products")
        .then()
        .statusCode(200)
        .body("items", hasSize(0));
  }

  @Test
  void twoCreationsAtOnceMakeOneProduct() throws Exception {
    String body = Given.product("Đua nhau");
    Callable<Integer> creation =
        () ->
            Given.asStatistician()
                .header("If-None-Match", "*")
                .body(body)
                .put("/v1/products/raced")
                .statusCode();

    List<Integer> statuses = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Integer> answer : threads.invokeAll(Collections.nCopies(4, creation))) {
        statuses.add(answer.get());
      }
    }

    assertThat(statuses, containsInAnyOrder(201, 412, 412, 412));
    given().get("/v1/products/raced").then().body("version", equalTo(1));
  }

  @Test
  void aProductThatIsNotReadBackAsItWasWrittenIsNotKept() {
    sql.update(
        """
        create or replace function another_product() returns trigger language plpgsql as
          'begin new.document := jsonb_set(new.document, ''{nameVi}'', ''"khác"''); return new; end'
        """);
    sql.update(
        """
        create trigger another_product before insert on product
        for each row when (new.id = 'p-another') execute function another_product()
        """);
    try {
      Given.asStatistician()
          .body(Given.product("Báo cáo"))
          .put("/v1/products/p-another")
          .then()
          .statusCode(500);
    } finally {
      sql.update("drop trigger another_product on product");
    }

    given().get("/v1/products/p-another").then().statusCode(404);
    given().get("/v1/products?limit=1000").then().statusCode(200);
  }

  /** A thousand of them would not fit in the service's memory. */
  @Test
  void aPageOfLongTextsHoldsFewerAndTheListIsReadToItsEnd() {
    String text = "ế".repeat(5_000);
    List<String> ids = IntStream.range(0, 40).mapToObj("long-%02d"::formatted).toList();
    try {
      for (String id : ids) {
        Given.asStatistician()
            .body(
                Given.product("Văn bản dài")
                    .replaceFirst(
                        "\\{", "{\"otherVi\": \"%1$s\", \"otherEn\": \"%1$s\",".formatted(text))
                    .replaceFirst(
                        "\"mainContentVi\": \"[^\"]*\"", "\"mainContentVi\": \"" + text + "\""))
            .put("/v1/products/" + id)
            .then()
            .statusCode(201);
      }
      List<String> read = new ArrayList<>();
      String next = "/v1/products?limit=1000&q=van+ban+dai";
      while (next != null) {
        Response page = given().urlEncodingEnabled(false).get(next);
        List<String> found = page.path("items.id");
        assertThat(found, not(empty()));
        assertThat(page.asByteArray().length, lessThan(1_200_000));
        read.addAll(found);
        String link = page.header("Link");
        next = link == null ? null : link.substring(1, link.indexOf('>'));
      }
      assertEquals(ids, read);
    } finally {
      sql.update("delete from product where id like 'long-%'");
    }
  }
}
