package vn.solieu.indicator.definition;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.solieu.testing.Tokens;

/** The statistics office, defining things. */
public final class Office {

  public static final String AGENCY = "dt-thong-ke";

  private static final String TOKEN = Tokens.of("statistician", AGENCY);

  private static boolean defined;

  private Office() {}

  /** Who defines the first agencies is an administrator: until then nobody works for an office. */
  public static void define(String agency, String kind) {
    given()
        .auth()
        .oauth2(Tokens.of("admin", null))
        .contentType(ContentType.JSON)
        .body(
            "{\"nameVi\": \"%s\", \"kind\": \"%s\", \"level\": \"province\"}"
                .formatted(agency, kind))
        .put("/v1/agencies/" + agency)
        .then()
        .statusCode(201);
  }

  public static synchronized RequestSpecification asStatistician() {
    if (!defined) {
      define(AGENCY, "statistics-office");
      defined = true;
    }
    return given().auth().oauth2(TOKEN).contentType(ContentType.JSON);
  }

  public static ValidatableResponse put(String path, String json) {
    return asStatistician().body(json).put(path).then();
  }

  /** Puts it on top of what is there. */
  public static ValidatableResponse change(String path, String json) {
    return asStatistician()
        .header("If-Match", given().get(path).header("ETag"))
        .body(json)
        .put(path)
        .then();
  }

  /** The one list of units is shared with other tests: what is there stays. */
  public static void units(String... wanted) {
    Response known = given().get("/v1/codelists/CL_UNIT");
    Map<String, Map<String, String>> codes = new LinkedHashMap<>();
    if (known.statusCode() == 200) {
      known
          .jsonPath()
          .<Map<String, String>>getList("codes")
          .forEach(code -> codes.put(code.get("code"), code));
    }
    if (!codes.keySet().containsAll(List.of(wanted))) {
      for (String code : wanted) {
        codes.putIfAbsent(code, Map.of("code", code, "nameVi", code));
      }
      RequestSpecification request =
          known.statusCode() == 200
              ? asStatistician().header("If-Match", known.header("ETag"))
              : asStatistician();
      request
          .body(Map.of("nameVi", "Đơn vị tính", "codes", List.copyOf(codes.values())))
          .put("/v1/codelists/CL_UNIT");
    }
  }
}
