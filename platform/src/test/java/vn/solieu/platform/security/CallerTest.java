package vn.solieu.platform.security;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import vn.solieu.embedded.Grant;
import vn.solieu.testing.MovableClock;
import vn.solieu.testing.Tokens;
import vn.solieu.testing.UseTestEnvironment;

@QuarkusTest
@UseTestEnvironment
class CallerTest {

  private static final String REPORTERS = "/v1/provocations/reporters";

  @Inject MovableClock clock;

  @AfterEach
  void putTheClockRight() {
    clock.reset();
  }

  @Test
  void aTokenSaysWhoCallsAndWhatIsGranted() {
    String token =
        Tokens.withGrants(
            "hoa", "SO-CT", Grant.of(Roles.REPORTER, "SO-CT").forForms("BM-01", "BM-02"));

    ask(REPORTERS, token)
        .statusCode(200)
        .body("subject", equalTo("hoa"))
        .body("agency", equalTo("SO-CT"))
        .body("grants", hasSize(1))
        .body("grants[0].role", equalTo("reporter"))
        .body("grants[0].forms", hasSize(2));
  }

  static Stream<Arguments> badTokens() {
    return Stream.of(
        Arguments.of("expired", Tokens.expired(Roles.REPORTER, "SO-CT")),
        Arguments.of("of another issuer", Tokens.fromOtherIssuer(Roles.REPORTER, "SO-CT")),
        Arguments.of("for another system", Tokens.forOtherAudience(Roles.REPORTER, "SO-CT")),
        Arguments.of("signed by another key", Tokens.signedByOtherKey(Roles.REPORTER, "SO-CT")),
        Arguments.of("unsigned", Tokens.unsigned(Roles.REPORTER, "SO-CT")),
        Arguments.of("cut short", Tokens.of(Roles.REPORTER, "SO-CT").substring(0, 80)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badTokens")
  void aBadTokenIsRefusedWhereverTheCallerIsAskedFor(String what, String token) {
    for (String path : List.of(REPORTERS, "/v1/provocations/whoever")) {
      ask(path, token)
          .statusCode(401)
          .body("type", equalTo("/problems/unauthenticated"))
          .header("WWW-Authenticate", containsString("invalid_token"));
    }
  }

  @Test
  void anotherRoleIsNotEnough() {
    ask(REPORTERS, Tokens.of(Roles.ADMIN, null))
        .statusCode(403)
        .body("type", equalTo("/problems/forbidden"))
        .body("detail", equalTo("Thiếu vai trò mà thao tác này cần. Vai trò đang có: admin."));
  }

  @Test
  void theRoleAtAnotherAgencyIsNotEnoughAndTheAnswerSaysWhatIs() {
    String token = Tokens.of(Roles.REPORTER, "SO-CT");

    ask("/v1/provocations/agencies/SO-CT", token).statusCode(200);
    ask("/v1/provocations/agencies/SO-YT", token)
        .statusCode(403)
        .body("detail", containsString("reporter"))
        .body("detail", containsString("SO-YT"))
        .body("detail", containsString("Quyền của bạn không gồm: cơ quan."));
  }

  @Test
  void aDelegationEndsWithItsLastDayInVietNam() {
    String token =
        Tokens.withGrants(
            "hoa",
            "SO-CT",
            Grant.of(Roles.REPORTER, "SO-CT").valid(null, LocalDate.of(2031, 3, 31)));

    clock.stopAt(Instant.parse("2031-03-31T16:59:59Z"));
    ask(REPORTERS, token).statusCode(200);

    clock.stopAt(Instant.parse("2031-03-31T17:00:00Z"));
    ask(REPORTERS, token)
        .statusCode(403)
        .body("detail", containsString("Không tính: reporter (ngoài thời hạn được giao)."));
  }

  @Test
  void aRoleWithoutAGrantOpensNothing() {
    ask(REPORTERS, token("reporter", List.of())).statusCode(403);
    ask(REPORTERS, token("head", List.of(Map.of("role", "reporter"))))
        .statusCode(403)
        .body(
            "detail",
            equalTo(
                "Thiếu vai trò mà thao tác này cần. Vai trò đang có: không có. Không tính:"
                    + " reporter (mã truy cập không nêu trong groups)."));
  }

  @Test
  void aGrantThatCannotBeReadWholeGrantsNothing() {
    ask(REPORTERS, token("reporter", "all")).statusCode(403);
    ask(REPORTERS, token("reporter", List.of("reporter"))).statusCode(403);
    ask(REPORTERS, token("reporter", List.of(Map.of("role", "reporter", "forms", "BM-01"))))
        .statusCode(403);
    ask(REPORTERS, token("reporter", List.of(Map.of("role", "reporter", "validTo", "soon"))))
        .statusCode(403);
    ask(REPORTERS, token("reporter", List.of(Map.of("role", "reporter")))).statusCode(200);
  }

  @Test
  void aStatisticianOfADepartmentIsNone() {
    String path = "/v1/provocations/statisticians";

    for (String role : List.of(Roles.STATISTICIAN, Roles.APPRAISER)) {
      ask(path, Tokens.of(role, KnownOffice.OFFICE)).statusCode(200);
      ask(path, Tokens.of(role, KnownOffice.DEPARTMENT))
          .statusCode(403)
          .body(
              "detail", containsString(role + " (chỉ tính cho người của cơ quan thống kê; agency"))
          .body("detail", containsString(KnownOffice.DEPARTMENT));
      ask(path, Tokens.of(role, "unknown-agency")).statusCode(403);
      ask(path, Tokens.of(role, null))
          .statusCode(403)
          .body("detail", containsString("mã truy cập không nêu agency"));
    }
  }

  static Stream<Arguments> oddClaims() {
    return Stream.of(
        Arguments.of("groups", Map.of("a", "reporter"), 401),
        Arguments.of("groups", Map.of(), 401),
        Arguments.of("groups", "reporter", 401),
        Arguments.of("groups", 7, 401),
        Arguments.of("groups", List.of(7), 401),
        Arguments.of("groups", List.of(List.of("reporter")), 401),
        Arguments.of("groups", List.of(Map.of()), 401),
        Arguments.of("agency", 7, 401),
        Arguments.of("agency", List.of("SO-CT"), 401),
        Arguments.of("agency", Map.of("id", "SO-CT"), 401),
        Arguments.of("sub", 7, 401),
        Arguments.of("sub", List.of("hoa"), 401),
        Arguments.of("sub", "", 401),
        Arguments.of("sub", "hoa\u0000", 401),
        Arguments.of("grants", 7, 403),
        Arguments.of("grants", Map.of("role", "reporter"), 403),
        Arguments.of("grants", List.of(List.of(Map.of("role", "reporter"))), 403),
        Arguments.of(
            "grants", List.of(Map.of("role", "reporter", "agencies", List.of("SO-CT"))), 403),
        Arguments.of("grants", Collections.nCopies(101, Map.of("role", "reporter")), 403));
  }

  @ParameterizedTest(name = "{0} = {1}")
  @MethodSource("oddClaims")
  void aClaimOfAnotherShapeIsRefusedAndNeverAFailureOfOurs(String claim, Object value, int status) {
    JwtClaims claims = claims("reporter", List.of(Map.of("role", "reporter")));
    claims.setClaim(claim, value);
    String token = Tokens.issue(claims);

    ask(REPORTERS, token).statusCode(status);
    ask("/v1/provocations/whoever", token).statusCode(status == 401 ? 401 : 200);
  }

  @Test
  void aTokenOfNobodyIsRefused() {
    JwtClaims claims = claims("reporter", List.of(Map.of("role", "reporter")));
    claims.unsetClaim("sub");

    ask(REPORTERS, Tokens.issue(claims)).statusCode(401);
  }

  @Test
  void anEndpointThatSaysNothingOfWhoMayCallItIsClosed() {
    ask("/v1/unannotated", Tokens.of(Roles.ADMIN, null)).statusCode(403);
  }

  @Test
  void whoSendsNoTokenIsAStranger() {
    given().get("/v1/provocations/whoever").then().statusCode(200).body(equalTo("stranger"));
  }

  private static String token(String group, Object grants) {
    return Tokens.issue(claims(group, grants));
  }

  private static JwtClaims claims(String group, Object grants) {
    JwtClaims claims = new JwtClaims();
    claims.setSubject("hoa");
    claims.setStringClaim("agency", "SO-CT");
    claims.setStringListClaim("groups", group);
    claims.setClaim("grants", grants);
    return claims;
  }

  private static ValidatableResponse ask(String path, String token) {
    return given().auth().oauth2(token).get(path).then();
  }
}
