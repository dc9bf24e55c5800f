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

  private static final String TOKEN = Tokens.of("statistician", "dt-thong-ke");

  private Office() {}

  public static RequestSpecification asStatistician() {
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
