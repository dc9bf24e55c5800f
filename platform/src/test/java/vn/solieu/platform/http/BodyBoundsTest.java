package vn.solieu.platform.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.solieu.platform.bounds.Bounds;
import vn.solieu.testing.UseTestEnvironment;

/** What no member of any body may be is refused before anything is made of it. */
@QuarkusTest
@UseTestEnvironment
class BodyBoundsTest {

  private static final String FINE = "\"nameVi\":\"x\",\"count\":1";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1E+5000000",
        "1E+99999999",
        "1e-5000000",
        "0E+5000000",
        "1E+99999999999999",
        "-1E-2147483649",
        "100000000000000000000000000000000000000",
        "0.00000000000000000000000000000000000001",
      })
  void aNumberThatIsTooLongWhenWrittenOutIsRefusedUnseen(String number) {
    send("{" + FINE + ",\"parts\":[{\"code\":\"a\",\"share\":" + number + "}]}")
        .statusCode(400)
        .body("errors.pointer", contains("/parts/0/share"))
        .body("errors.rule", contains("number"))
        .body(not(containsString(number)));
  }

  @ParameterizedTest
  @CsvSource({
    "1E+37,10000000000000000000000000000000000000",
    "1E-37,0.0000000000000000000000000000000000001",
    "12345678901234567890.123456789012345678,12345678901234567890.123456789012345678",
    "0,0",
  })
  void aNumberOfAsManyDigitsAsThereMayBeIsTaken(String number, String same) {
    send("{" + FINE + ",\"parts\":[{\"code\":\"a\",\"share\":" + number + "}]}").statusCode(200);
  }

  @Test
  void aNumberThatIsTooLongAsItIsWrittenEndsTheReading() {
    send("{\"count\":1,\"nameVi\":" + "1".repeat(3_000_000) + "}")
        .statusCode(400)
        .body("errors.rule", contains("bounds"))
        .header("Content-Length", Integer::parseInt, lessThan(2_000));
  }

  @Test
  void whereNoNumberIsExpectedAnEnormousOneIsNoMore() {
    send("{\"nameVi\":1E+5000000,\"count\":1E+5000000}")
        .statusCode(400)
        .body("errors.pointer", contains("/nameVi", "/count"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\u0000",
        "a\\u0000b",
        "\\ud800",
        "\\udc00",
        "\\udc00\\ud800",
        "\\ud83d",
      })
  void aCharacterThatCannotBeKeptIsRefusedWhereverItStands(String text) {
    send("{\"nameVi\":\"" + text + "\",\"count\":1}")
        .statusCode(400)
        .body("errors.pointer", contains("/nameVi"))
        .body("errors.rule", contains("character"));
    send("{" + FINE + ",\"" + text + "\":1}").statusCode(400);
  }

  @Test
  void aPairOfSurrogatesIsOneCharacter() {
    send("{\"nameVi\":\"\\ud83d\\ude00\",\"count\":1}").statusCode(200);
  }

  @Test
  void anItemThatIsNullIsToldWithAllOthers() {
    send("{" + FINE + ",\"parts\":[null,{\"code\":\"a\",\"share\":1},null]}")
        .statusCode(400)
        .body("errors.pointer", contains("/parts/0", "/parts/2"))
        .body("errors.rule", contains("null", "null"));
  }

  @Test
  void aBodyThatIsTooDeepIsRefused() {
    send("[".repeat(200_000)).statusCode(400).body("errors.rule", hasItem("bounds"));
    send("{\"a\":".repeat(Bounds.DEPTH + 1) + "1" + "}".repeat(Bounds.DEPTH + 1))
        .statusCode(400)
        .body("errors.rule", hasItem("bounds"));
  }

  @Test
  void anArrayOfTooManyItemsIsRefused() {
    send("{" + FINE + ",\"parts\":[0" + ",0".repeat(Bounds.ARRAY_ITEMS) + "]}")
        .statusCode(400)
        .body("errors.pointer", contains("/parts"))
        .body("errors.messageEn", contains(equalTo("At most 10000 items.")));
  }

  @Test
  void anObjectOfTooManyMembersIsRefused() {
    StringBuilder members = new StringBuilder("{\"a\":1");
    for (int i = 0; i < Bounds.OBJECT_MEMBERS; i++) {
      members.append(",\"b").append(i).append("\":1");
    }

    send(members + "}").statusCode(400).body("errors.rule", contains("size"));
  }

  @Test
  void aBodyOfTooManyValuesIsRefusedThoughNoArrayOfItHasTooMany() {
    send("[" + ("[" + "0,".repeat(8_000) + "0],").repeat(70) + "0]")
        .statusCode(400)
        .body("errors.rule", contains("size"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "identity, gzip", "br", "x"})
  void contentThatIsCompressedIsRefusedUnread(String coding) {
    given()
        .header("Content-Encoding", coding)
        .contentType("application/json")
        .body(new byte[] {31, -117, 8, 0})
        .post("/v1/provocations/things")
        .then()
        .statusCode(415)
        .header("Accept-Encoding", equalTo("identity"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "Identity", ""})
  void contentThatIsNotCompressedIsRead(String coding) {
    given()
        .header("Content-Encoding", coding)
        .contentType("application/json")
        .body("{" + FINE + "}")
        .post("/v1/provocations/things")
        .then()
        .statusCode(200);
  }

  private static ValidatableResponse send(String body) {
    return given()
        .contentType("application/json")
        .body(body.getBytes(StandardCharsets.UTF_8)) // a text would be printed indented
        .post("/v1/provocations/things")
        .then();
  }
}
