package vn.solieu.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.solieu.embedded.DevelopmentTokens;
import vn.solieu.embedded.Grant;

class TokensTest {

  private static JwtConsumer service;

  @BeforeAll
  static void readKeys() throws Exception {
    URI address = URI.create(SharedTestEnvironment.announcement().issuerUrl() + "/jwks");
    try (HttpClient client = HttpClient.newHttpClient()) {
      String keys =
          client
              .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
              .body();
      service =
          new JwtConsumerBuilder()
              .setVerificationKeyResolver(
                  new JwksVerificationKeyResolver(new JsonWebKeySet(keys).getJsonWebKeys()))
              .setExpectedIssuer(DevelopmentTokens.ISSUER)
              .setExpectedAudience(DevelopmentTokens.AUDIENCE)
              .setRequireExpirationTime()
              .build();
    }
  }

  @Test
  void aRoleAtAnAgency() throws Exception {
    JwtClaims claims = service.processToClaims(Tokens.of("reporter", "so-y-te"));
    assertEquals("reporter-so-y-te", claims.getSubject());
    assertEquals(List.of("reporter"), claims.getStringListClaimValue("groups"));
    assertEquals("so-y-te", claims.getStringClaimValue("agency"));
    assertEquals(
        List.of(Map.of("role", "reporter", "agency", "so-y-te")), claims.getClaimValue("grants"));
  }

  @Test
  void grantsWithScopeAndValidity() throws Exception {
    Grant grant =
        Grant.of("head", "so-y-te")
            .forAreas("P82B")
            .forForms("004.N")
            .valid(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 6, 30));
    JwtClaims claims = service.processToClaims(Tokens.withGrants("lan", "so-y-te", grant));
    assertEquals(
        List.of(
            Map.of(
                "role", "head",
                "agency", "so-y-te",
                "areas", List.of("P82B"),
                "forms", List.of("004.N"),
                "validFrom", "2026-01-01",
                "validTo", "2026-06-30")),
        claims.getClaimValue("grants"));
  }

  @Test
  void theBadOnesAreRefused() {
    for (String bad :
        List.of(
            Tokens.expired("reporter", "so-y-te"),
            Tokens.fromOtherIssuer("reporter", "so-y-te"),
            Tokens.forOtherAudience("reporter", "so-y-te"),
            Tokens.signedByOtherKey("reporter", "so-y-te"),
            Tokens.unsigned("reporter", "so-y-te"))) {
      assertThrows(InvalidJwtException.class, () -> service.processToClaims(bad));
    }
    assertTrue(Tokens.unsigned("reporter", null).endsWith("."));
  }
}
