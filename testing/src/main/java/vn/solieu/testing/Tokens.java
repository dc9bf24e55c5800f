package vn.solieu.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;
import vn.solieu.embedded.DevelopmentTokens;
import vn.solieu.embedded.Grant;
import vn.solieu.embedded.SigningKey;

/** Bearer tokens of the issuer of the environment, and the bad ones that a service must refuse. */
public final class Tokens {

  private static final Clock CLOCK = Clock.systemUTC();

  /**
   * Of an employee of the agency in one role, whose name tells both. The grant is for that agency;
   * of a statistician, an appraiser or an administrator it is for all.
   */
  public static String of(String role, @Nullable String agency) {
    return of(nameOf(role, agency), role, agency);
  }

  /** Of a person with a name, where two persons of one role and agency have to differ. */
  public static String of(String subject, String role, @Nullable String agency) {
    return issue(DevelopmentTokens.claims(subject, role, agency, CLOCK.instant()));
  }

  public static String withGrants(String subject, @Nullable String agency, Grant... grants) {
    return issue(DevelopmentTokens.claims(subject, agency, List.of(grants), CLOCK.instant()));
  }

  /** Signed by the issuer of the environment, whatever the claims say. */
  public static String issue(JwtClaims claims) {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(SharedTestEnvironment.announcement().issuerUrl() + "/token"))
            .POST(HttpRequest.BodyPublishers.ofString(claims.toJson()))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (JsonUtil.parseJson(response.body()).get("access_token") instanceof String token) {
        return token;
      }
      throw new IllegalStateException("The issuer of the environment answered " + response.body());
    } catch (IOException | JoseException e) {
      throw new IllegalStateException("No token from the issuer of the environment", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public static String expired(String role, @Nullable String agency) {
    JwtClaims claims = claims(role, agency);
    Instant anHourAgo = CLOCK.instant().minus(Duration.ofHours(1));
    DevelopmentTokens.expire(claims, anHourAgo);
    return issue(claims);
  }

  public static String fromOtherIssuer(String role, @Nullable String agency) {
    JwtClaims claims = claims(role, agency);
    claims.setIssuer("https://issuer.invalid");
    return issue(claims);
  }

  public static String forOtherAudience(String role, @Nullable String agency) {
    JwtClaims claims = claims(role, agency);
    claims.setAudience("another-system");
    return issue(claims);
  }

  /** Right in everything but the key. */
  public static String signedByOtherKey(String role, @Nullable String agency) {
    try {
      return SigningKey.generate().sign(claims(role, agency));
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  public static String unsigned(String role, @Nullable String agency) {
    JsonWebSignature none = new JsonWebSignature();
    none.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
    none.setAlgorithmHeaderValue(AlgorithmIdentifiers.NONE);
    none.setPayload(claims(role, agency).toJson());
    try {
      return none.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JwtClaims claims(String role, @Nullable String agency) {
    return DevelopmentTokens.claims(nameOf(role, agency), role, agency, CLOCK.instant());
  }

  private static String nameOf(String role, @Nullable String agency) {
    return agency == null ? role : role + "-" + agency;
  }

  private Tokens() {}
}
