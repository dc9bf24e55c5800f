package vn.solieu.platform.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.testing.UseTestEnvironment;

/**
 * The error table: whatever goes wrong, the answer is a problem of the right type, and says
 * everything that is wrong.
 */
@QuarkusTest
@UseTestEnvironment
class ProblemAnswersTest {

  private static final String BASE = "/v1/provocations";

  record Wrong(
      String what,
      String method,
      String path,
      UnaryOperator<RequestSpecification> with,
      ProblemType type,
      List<String> errors) {

    @Override
    public String toString() {
      return what + " is " + type.status() + " " + type.slug();
    }
  }

  private static Wrong wrong(
      String what, String method, String path, ProblemType type, String... errors) {
    return wrong(what, method, path, request -> request, type, errors);
  }

  private static Wrong wrong(
      String what,
      String method,
      String path,
      UnaryOperator<RequestSpecification> with,
      ProblemType type,
      String... errors) {
    return new Wrong(
        what, method, path.startsWith("/") ? path : BASE + "/" + path, with, type, List.of(errors));
  }

  private static Wrong json(String what, String body, ProblemType type, String... errors) {
    return wrong(
        what,
        "POST",
        "things",
        request -> request.contentType("application/json").body(body),
        type,
        errors);
  }

  private static final String FINE = "\"nameVi\":\"x\",\"count\":1";

  static Stream<Wrong> table() {
    return Stream.of(
        // the address
        wrong("an unknown path", "GET", "/nowhere", ProblemType.NOT_FOUND),
        wrong("a path below a resource", "GET", "nowhere/at/all", ProblemType.NOT_FOUND),
        wrong("a thing that is not there", "GET", "things/x", ProblemType.NOT_FOUND),
        wrong("another method", "DELETE", "fine", ProblemType.METHOD_NOT_ALLOWED),
        wrong(
            "a format that there is not",
            "GET",
            "fine",
            request -> request.accept("image/png"),
            ProblemType.NOT_ACCEPTABLE),
        // parameters
        wrong(
            "parameters that there are not",
            "GET",
            "fine?from=2024&untill=2025",
            ProblemType.INVALID_PARAMETER,
            "?from unknown-parameter",
            "?untill unknown-parameter"),
        wrong(
            "a parameter given twice",
            "GET",
            "fine?limit=1&limit=2&x=1",
            ProblemType.INVALID_PARAMETER,
            "?limit single",
            "?x unknown-parameter"),
        wrong(
            "a limit beyond the most",
            "GET",
            "fine?limit=1001",
            ProblemType.INVALID_PARAMETER,
            "?limit range"),
        wrong(
            "a cursor of nobody",
            "GET",
            "fine?cursor=abc",
            ProblemType.INVALID_PARAMETER,
            "?cursor cursor"),
        wrong(
            "a text for a number",
            "GET",
            "typed?number=many",
            ProblemType.INVALID_PARAMETER,
            "?number type"),
        wrong(
            "a word for true or false",
            "GET",
            "typed?number=1&flag=yes",
            ProblemType.INVALID_PARAMETER,
            "?flag type"),
        wrong(
            "every filter wrong in its own way",
            "GET",
            "filtered?state=lost&shade=light&from=tomorrow&period=2026-13&round=1-1-1-1-1&agency=82"
                + "&text=longer&limit=0&colour=red",
            ProblemType.INVALID_PARAMETER,
            "?state word",
            "?shade word",
            "?from day",
            "?to required",
            "?period period",
            "?round id",
            "?agency id",
            "?text length",
            "?limit range",
            "?colour unknown-parameter"),
        wrong(
            "the character U+0000",
            "GET",
            "fine?area=%00",
            request -> request.urlEncodingEnabled(false),
            ProblemType.INVALID_PARAMETER,
            "?area character"),
        // the caller
        wrong("no token", "GET", "reporters", ProblemType.UNAUTHENTICATED),
        wrong(
            "a token that is none",
            "GET",
            "reporters",
            request -> request.header("Authorization", "Bearer abc"),
            ProblemType.UNAUTHENTICATED),
        wrong(
            "a token that is none, where none is needed but the caller is asked for",
            "GET",
            "whoever",
            request -> request.header("Authorization", "Bearer abc"),
            ProblemType.UNAUTHENTICATED),
        wrong(
            "a token that is none, where nobody asks for the caller",
            "GET",
            "fine",
            request -> request.header("Authorization", "Bearer abc"),
            ProblemType.UNAUTHENTICATED),
        wrong(
            "credentials of another scheme, where none are needed",
            "GET",
            "fine",
            request -> request.header("Authorization", "Basic eDp5"),
            ProblemType.UNAUTHENTICATED),
        wrong(
            "a token that is none beside a parameter that is unknown",
            "GET",
            "fine?misspelt=1",
            request -> request.header("Authorization", "Bearer abc"),
            ProblemType.UNAUTHENTICATED),
        wrong(
            "an endpoint that nobody opened",
            "GET",
            "/v1/unannotated",
            ProblemType.UNAUTHENTICATED),
        // the body
        wrong(
            "content of another type",
            "POST",
            "things",
            request -> request.contentType("text/csv").body("a,b"),
            ProblemType.UNSUPPORTED_MEDIA_TYPE),
        json("half a body", "{\"nameVi\":", ProblemType.MALFORMED_REQUEST, " syntax"),
        json("no JSON", "nameVi=x", ProblemType.MALFORMED_REQUEST, " syntax"),
        json("more behind the end", "{" + FINE + "} {}", ProblemType.MALFORMED_REQUEST, " syntax"),
        json(
            "a member twice",
            "{" + FINE + ",\"count\":2,\"parts\":[{\"code\":\"a\",\"code\":\"a\"}]}",
            ProblemType.MALFORMED_REQUEST,
            "/count twice",
            "/parts/0/code twice"),
        json(
            "bytes that are no UTF-8",
            "{\"nameVi\":\"\u0080\"",
            ProblemType.MALFORMED_REQUEST,
            " syntax"),
        json("no body", "", ProblemType.MALFORMED_REQUEST, " required"),
        json("null for a body", "null", ProblemType.MALFORMED_REQUEST, " required"),
        json("a list for an object", "[]", ProblemType.MALFORMED_REQUEST, " type"),
        json(
            "every member ill-typed or unknown",
            """
            {"nameVi":7,"count":"1","shade":"red","day":"2024-02-30","parts":[{"code":"a","share":"many","z":1},4],"x":1}
            """,
            ProblemType.MALFORMED_REQUEST,
            "/nameVi type",
            "/count type",
            "/shade type",
            "/day type",
            "/parts/0/share type",
            "/parts/0/z unknown-member",
            "/parts/1 type",
            "/x unknown-member"),
        json(
            "a fraction for a whole number",
            "{\"nameVi\":\"x\",\"count\":1.5}",
            ProblemType.MALFORMED_REQUEST,
            "/count type"),
        json(
            "nothing that is needed",
            "{\"x\":1}",
            ProblemType.MALFORMED_REQUEST,
            "/x unknown-member",
            "/count required"),
        json(
            "a document too deep",
            "{\"parts\":" + "[".repeat(2_000) + "]".repeat(2_000) + "}",
            ProblemType.MALFORMED_REQUEST,
            " bounds"),
        // conditions
        wrong(
            "a change without a condition",
            "PUT",
            "things/x",
            request -> request.contentType("application/json").body("{" + FINE + "}"),
            ProblemType.PRECONDITION_REQUIRED),
        wrong(
            "a change of what has changed",
            "PUT",
            "things/x",
            request ->
                request
                    .contentType("application/json")
                    .header("If-Match", "\"earlier\"")
                    .body("{" + FINE + "}"),
            ProblemType.PRECONDITION_FAILED),
        wrong(
            "a condition that cannot be read",
            "PUT",
            "things/x",
            request ->
                request
                    .contentType("application/json")
                    .header("If-Match", "current")
                    .body("{" + FINE + "}"),
            ProblemType.INVALID_PARAMETER,
            "If-Match: syntax"),
        wrong("a version that another overtook", "GET", "stale", ProblemType.PRECONDITION_FAILED),
        // the database
        wrong("a named constraint", "GET", "constraint/named", ProblemType.CONFLICT_OF_STATE),
        wrong("an unnamed key", "GET", "constraint/unnamed", ProblemType.CONFLICT_OF_STATE),
        wrong(
            "a check that our rules forgot", "GET", "constraint/check", ProblemType.INTERNAL_ERROR),
        wrong("a deadlock", "GET", "sql-state/40P01", ProblemType.UNAVAILABLE),
        wrong("a serialization failure", "GET", "sql-state/40001", ProblemType.UNAVAILABLE),
        wrong("a statement beyond its time", "GET", "sql-state/57014", ProblemType.UNAVAILABLE),
        wrong("a database that is full", "GET", "sql-state/53300", ProblemType.UNAVAILABLE),
        wrong(
            "any other refusal of the database",
            "GET",
            "sql-state/22012",
            ProblemType.INTERNAL_ERROR),
        // ours
        wrong("a slow-down", "GET", "busy", ProblemType.TOO_MANY_REQUESTS),
        wrong("a bug", "GET", "broken", ProblemType.INTERNAL_ERROR));
  }

  @ParameterizedTest
  @MethodSource("table")
  void everyErrorIsAProblem(Wrong wrong) {
    Response answer =
        wrong
            .with()
            .apply(given().header("X-Request-Id", "req-1"))
            .request(wrong.method(), wrong.path());

    answer
        .then()
        .statusCode(wrong.type().status())
        .contentType("application/problem+json")
        .header("X-Request-Id", "req-1")
        .header("Content-Language", "vi")
        .header("Vary", containsString("Accept-Language"))
        .header("Cache-Control", "no-store")
        .body("type", equalTo("/problems/" + wrong.type().slug()))
        .body("title", equalTo(wrong.type().title().vi()))
        .body("status", equalTo(wrong.type().status()))
        .body("detail", notNullValue())
        .body("instance", equalTo(wrong.path().replaceAll("\\?.*", "")))
        .body("requestId", equalTo("req-1"));
    assertThat(told(answer), containsInAnyOrder(wrong.errors().toArray()));
  }

  /** Each of them is read by Jackson, left to itself, as a value or as nothing. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "day    | \"2025-06-30T17:00:00.000Z\"",
        "day    | \"2025-07-04T23:59:59\"",
        "day    | \" 2025-07-04\"",
        "day    | \"0000-12-31\"",
        "day    | \"+10000-01-01\"",
        "day    | \"\"",
        "day    | \" \"",
        "day    | [2025,7,7]",
        "day    | [\"2025-07-07\"]",
        "day    | []",
        "day    | 20276",
        "count  | \"\"",
        "count  | \"1\"",
        "count  | true",
        "count  | [1]",
        "count  | []",
        "nameVi | true",
        "nameVi | 1",
        "nameVi | [\"x\"]",
        "nameVi | []",
        "nameVi | {}",
        "shade  | 0",
        "shade  | \"0\"",
        "shade  | \"\"",
        "shade  | \" \"",
        "shade  | \" LIGHT \"",
        "shade  | []",
        "shade  | [\"LIGHT\"]",
        "parts  | \"\"",
        "parts  | {\"code\":\"a\",\"share\":1}"
      })
  void aValueOfAnotherKindIsNotTaken(String member, String value) {
    Map<String, String> members = new TreeMap<>(Map.of("nameVi", "\"x\"", "count", "1"));
    members.put(member, value);
    String body =
        members.entrySet().stream()
            .map(entry -> "\"" + entry.getKey() + "\":" + entry.getValue())
            .collect(Collectors.joining(",", "{", "}"));

    Response answer = given().contentType("application/json").body(body).post(BASE + "/things");

    answer.then().statusCode(400);
    assertEquals(List.of("/" + member + " type"), told(answer));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "\"1\"", "[]", "[1]", "true"})
  void whatIsNoNumberIsNotTakenForOne(String share) {
    Response answer =
        given()
            .contentType("application/json")
            .body("{" + FINE + ",\"parts\":[{\"code\":\"a\",\"share\":" + share + "}]}")
            .post(BASE + "/things");

    answer.then().statusCode(400);
    assertEquals(List.of("/parts/0/share type"), told(answer));
  }

  private static List<Object> told(Response answer) {
    List<Map<String, Object>> errors = answer.path("errors");
    return errors == null
        ? List.of()
        : errors.stream()
            .peek(error -> assertThat(error.keySet(), hasItems("messageVi", "messageEn")))
            .<Object>map(error -> error.get("pointer") + " " + error.get("rule"))
            .toList();
  }

  @Test
  void titleAndDetailAreInTheLanguageThatIsAskedFor() {
    given()
        .header("Accept-Language", "fr, en-GB;q=0.8, vi;q=0.5")
        .get(BASE + "/things/A1")
        .then()
        .header("Content-Language", "en")
        .body("title", equalTo("Not found"))
        .body("detail", equalTo("There is no A1."));

    given()
        .header("Accept-Language", "fr")
        .get(BASE + "/things/A1")
        .then()
        .header("Content-Language", "vi")
        .body("detail", equalTo("Không có A1."));
  }

  @Test
  void anUnknownValueIsAnsweredWithThoseThereAre() {
    given()
        .contentType("application/json")
        .body("{" + FINE + ",\"shade\":\"red\"}")
        .post(BASE + "/things")
        .then()
        .body("errors[0].messageEn", equalTo("Must be one of: LIGHT, DARK."));
  }

  @Test
  void internalsStayInside() {
    for (String path :
        List.of("broken", "sql-state/22012", "constraint/check", "constraint/unnamed")) {
      String body = given().get(BASE + "/" + path).asString();

      for (String inner :
          List.of("secret-host", "inner words", "Exception", "provoked", "SQL", "java")) {
        assertThat(body, not(containsString(inner)));
      }
    }
  }

  @Test
  void aRefusedTokenIsToldApartFromNone() {
    given()
        .get(BASE + "/reporters")
        .then()
        .header("WWW-Authenticate", equalTo("Bearer realm=\"solieu\""));
    given()
        .header("Authorization", "Bearer abc")
        .get(BASE + "/reporters")
        .then()
        .header("WWW-Authenticate", containsString("error=\"invalid_token\""));
  }

  @Test
  void anotherMethodIsAnsweredWithThoseThereAre() {
    given()
        .delete(BASE + "/fine")
        .then()
        .header("Allow", containsString("GET"))
        .header("Allow", not(containsString("POST")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/vnd.ms-excel", "image/png"})
  void contentOfAnotherTypeIsAnsweredWithThoseThatAreTaken(String type) {
    given()
        .contentType(type)
        .body("a=b".getBytes(StandardCharsets.UTF_8))
        .post(BASE + "/things")
        .then()
        .statusCode(415)
        .header("Accept", equalTo("application/json"))
        .body("detail", containsString("application/json"));
  }

  @Test
  void waitingIsToldInWholeSecondsRoundedUp() {
    given().get(BASE + "/busy").then().header("Retry-After", "2");
  }

  @Test
  void aNamedConstraintSpeaksForItself() {
    given()
        .header("Accept-Language", "en")
        .get(BASE + "/constraint/named")
        .then()
        .body("detail", equalTo("This id is taken."));
  }

  @Test
  void manyErrorsAreCountedAndTheFirstThousandTold() {
    given()
        .get(BASE + "/many-errors")
        .then()
        .statusCode(422)
        .body("errors", hasSize(1_000))
        .body("errors[999].row", equalTo(1_000))
        .body("errors[999].pointer", nullValue())
        .body("errorsTotal", equalTo(1_500));
  }

  @Test
  void aHeadRequestIsRefusedWithoutABody() {
    given().head("/nowhere").then().statusCode(404).header("X-Request-Id", notNullValue());
  }

  @Test
  void anIdThatIsNotSafeToLogIsReplaced() {
    given()
        .header("X-Request-Id", "a b\tc")
        .get(BASE + "/broken")
        .then()
        .header(
            "X-Request-Id",
            matchesPattern("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}"));
  }

  @Test
  void aPageTellsTheNextOneAtTheSameAddress() {
    given()
        .get(BASE + "/fine?area=a&area=b&limit=5")
        .then()
        .statusCode(200)
        .body("items", hasItems("ố"))
        .body("next", nullValue())
        .header(
            "Link",
            matchesPattern(
                "</v1/provocations/fine\\?area=a&area=b&limit=5&cursor=[A-Za-z0-9_-]+>;"
                    + " rel=\"next\""));
  }

  @Test
  void filtersThatAreRightAreRead() {
    given()
        .get(
            BASE
                + "/filtered?state=open&shade=LIGHT&from=2026-01-01&to=2026-01-31&period=2026-S1"
                + "&round=0198b6f0-0000-7000-8000-000000000001&agency=so-nnmt&text=lúa&limit=1000")
        .then()
        .statusCode(200)
        .body("items", hasItems("the period 2026-S1"));
  }

  @Test
  void anUnknownWordIsAnsweredWithThoseOfTheList() {
    given()
        .get(BASE + "/filtered?from=2026-01-01&to=2026-01-31&state=lost")
        .then()
        .body("errors.messageVi", hasItems("Phải là một trong: open, closed."))
        .body("errors.messageEn", hasItems("Must be one of: open, closed."));
  }

  @Test
  void aDayThatIsNotInTheCalendarIsToldSo() {
    given()
        .get(BASE + "/filtered?from=2026-02-30&to=2026-01-31")
        .then()
        .statusCode(400)
        .body("errors.pointer", contains("?from"))
        .body("errors.messageEn", contains("There is no such day."));
    given()
        .contentType("application/json")
        .body("{\"nameVi\":\"a\",\"count\":1,\"day\":\"2026-02-30\"}")
        .post(BASE + "/things")
        .then()
        .body("errors.pointer", contains("/day"))
        .body("errors.messageEn", contains("There is no such day."));
  }

  @Test
  void dimensionsAreNotParametersThatThereAreNot() {
    given().get(BASE + "/open?sex=F&age=Y15").then().statusCode(200);
  }
}
