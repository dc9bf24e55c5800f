package vn.solieu.indicator.definition;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    Set<String> codes = new LinkedHashSet<>();
    if (known.statusCode() == 200) {
      codes.addAll(known.jsonPath().getList("codes.code"));
    }
    if (codes.addAll(List.of(wanted))) {
      RequestSpecification request =
          known.statusCode() == 200
              ? asStatistician().header("If-Match", known.header("ETag"))
              : asStatistician();
      request
          .body(
              Map.of(
                  "nameVi",
                  "Đơn vị tính",
                  "codes",
                  codes.stream().map(code -> Map.of("code", code, "nameVi", code)).toList()))
          .put("/v1/codelists/CL_UNIT");
    }
  }
}
