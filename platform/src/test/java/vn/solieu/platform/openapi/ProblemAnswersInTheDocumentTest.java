package vn.solieu.platform.openapi;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.solieu.platform.bounds.Bounds;
import vn.solieu.platform.problem.ProblemMember;
import vn.solieu.platform.security.Roles;
import vn.solieu.testing.DocumentRules;
import vn.solieu.testing.UseTestEnvironment;

@QuarkusTest
@UseTestEnvironment
class ProblemAnswersInTheDocumentTest {

  private static JsonPath document() {
    return given().get("/openapi?format=json").then().statusCode(200).extract().jsonPath();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          get  | /v1/provocations/open          | 200 400 401 406 429 500 503
          get  | /v1/provocations/reporters     | 200 400 401 403 406 429 500 503
          get  | /v1/provocations/things/{id}   | 200 400 401 404 406 429 500 503
          get  | /v1/provocations/kept          | 200 304 400 401 406 429 500 503
          get  | /v1/provocations/elsewhere     | 302 400 401 406 429 500 503
          post | /v1/provocations/done          | 200 400 401 406 429 500 503
          post | /v1/provocations/things        | 200 400 401 406 413 415 422 429 500 503
          put  | /v1/provocations/things/{id}   | 200 400 401 404 406 412 413 415 422 428 429 500 503
          """)
  void eachOperationSaysHowItCanBeRefused(String method, String path, String statuses) {
    Map<String, Object> answers =
        document().getMap("paths.'" + path + "'." + method + ".responses");

    assertEquals(Set.of(statuses.split(" ")), answers.keySet());
  }

  @Test
  void aRefusalIsAProblem() {
    assertEquals(
        "#/components/schemas/Problem",
        document()
            .getString(
                "components.responses.Problem403.content.'application/problem+json'.schema.'$ref'"));
    assertTrue(document().getMap("components.schemas").containsKey("Violation"));
  }

  @Test
  void everyMemberThatAProblemMayHaveIsDescribed() {
    Map<String, Map<String, ?>> members =
        document().getMap("components.schemas.Problem.properties");

    for (ProblemMember member : ProblemMember.values()) {
      assertTrue(members.containsKey(member.id()), member.id());
      assertEquals(member.description(), members.get(member.id()).get("description"));
    }
  }

  /** Whichever test meets one: the filter is there unasked. */
  @Test
  void aProblemThatIsNotDescribedIsSeen() {
    AssertionError seen =
        assertThrows(
            AssertionError.class, () -> given().get("/v1/provocations/undescribed-problem"));

    assertTrue(seen.getMessage().contains("'odd'"), seen.getMessage());
  }

  @Test
  void everyAnswerIsDescribedWithItsBodyAndItsHeaders() {
    JsonNode document =
        given().get("/openapi?format=json").then().statusCode(200).extract().as(JsonNode.class);

    assertEquals(List.of(), DocumentRules.broken(document));
  }

  @Test
  void anAnswerThatMayBeAnythingIsSeen() {
    List<String> untyped =
        DocumentRules.untyped(given().get("/openapi?format=json").as(JsonNode.class));

    assertTrue(
        untyped.contains("get /v1/provocations/kept 200 application/json: has no type"),
        untyped.toString());
    assertFalse(untyped.toString().contains("get /v1/provocations/fine "), untyped.toString());
  }

  @Test
  void everyListSaysHowManyItemsAPageMayHold() {
    Map<String, Object> limit =
        document()
            .getMap(
                "paths.'/v1/provocations/fine'.get.parameters.find { it.name == 'limit' }.schema");

    assertEquals(Map.of("type", "integer", "minimum", 1, "maximum", 1_000, "default", 100), limit);
  }

  @Test
  void theSequenceOfAnAnswerIsDescribed() {
    Map<String, Object> sequence = document().getMap("components.headers.Solieu-Sequence");

    assertEquals(Map.of("type", "integer"), sequence.get("schema"));
    assertTrue(
        sequence.get("description").toString().contains("reached the `sequence` of the release"));
  }

  /** In own words, and as a problem all the same. */
  @Test
  void whatAnOperationSaysOfARefusalItselfStays() {
    Map<String, Object> refusal =
        document().getMap("paths.'/v1/provocations/busy'.get.responses.'429'");

    assertEquals("Others are faster.", refusal.get("description"));
    assertEquals(
        Map.of("Retry-After", Map.of("$ref", "#/components/headers/Retry-After")),
        refusal.get("headers"));
    assertTrue(refusal.containsKey("content"));
  }

  @Test
  void aTokenIsAskedForWhereARoleIs() {
    JsonPath document = document();

    assertEquals("bearer", document.getString("components.securitySchemes.bearerAuth.scheme"));
    Map<String, ?> asked = document.getMap("paths.'/v1/provocations/reporters'.get.security[0]");
    assertEquals(Map.of("bearerAuth", List.of(Roles.REPORTER)), asked);
    assertEquals(
        List.of(Map.of(), Map.of("bearerAuth", List.of())),
        document.getList("paths.'/v1/provocations/open'.get.security"),
        "a token is taken, and not needed");
  }

  @Test
  void thereIsOneServerAndNothingThatAMachineMadeUp() {
    JsonPath document = document();

    assertEquals(List.of("/"), document.getList("servers.url"));
    assertNull(document.<Object>get("tags"));
    assertNull(document.<Object>get("paths.'/v1/provocations/open'.get.summary"));
    assertEquals(Set.of("title", "version", "description"), document.getMap("info").keySet());
  }

  @Test
  void itSaysHowLargeAnythingMayBe() {
    assertEquals(
        String.format(
            Locale.ENGLISH,
            "A JSON body has at most %d MiB, %d levels, %,d items in an array, %,d members in an object"
                + " and %,d characters in a text. A number has at most %d digits, written out in full."
                + " Years are %d to %d. No text holds U+0000, no array holds null.",
            Bounds.BODY_BYTES >> 20,
            Bounds.DEPTH,
            Bounds.ARRAY_ITEMS,
            Bounds.OBJECT_MEMBERS,
            Bounds.TEXT_CHARACTERS,
            Bounds.DIGITS,
            Bounds.FIRST_YEAR,
            Bounds.LAST_YEAR),
        document().getString("info.description"));
  }
}
