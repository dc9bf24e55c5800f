package vn.solieu.embedded;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jspecify.annotations.Nullable;

/**
 * Claims as the services read them: {@code groups} are the names of the roles, {@code grants} says
 * where and how long each holds.
 */
public final class DevelopmentTokens {

  public static final String ISSUER = "urn:solieu:development";
  public static final String AUDIENCE = "solieu";
  public static final Duration LIFETIME = Duration.ofHours(12);

  /** What they do is of the whole installation: bounded to one agency, they could not define. */
  private static final Set<String> UNBOUNDED =
      Set.of("statistician", "appraiser", "list-approver", "admin");

  private DevelopmentTokens() {}

  /** One role of an employee of the agency, for that agency or, in these roles, for all. */
  public static JwtClaims claims(
      String subject, String role, @Nullable String agency, Instant now) {
    Grant grant = Grant.of(role, UNBOUNDED.contains(role) ? null : agency);
    return claims(subject, agency, List.of(grant), now);
  }

  public static JwtClaims claims(
      String subject, @Nullable String agency, List<Grant> grants, Instant now) {
    JwtClaims claims = new JwtClaims();
    claims.setSubject(subject);
    claims.setStringListClaim("groups", grants.stream().map(Grant::role).distinct().toList());
    if (agency != null) {
      claims.setStringClaim("agency", agency);
    }
    claims.setClaim("grants", new ArrayList<>(grants.stream().map(Grant::toClaim).toList()));
    complete(claims, now);
    return claims;
  }

  /** Adds what every token must have and the claims do not say. */
  static void complete(JwtClaims claims, Instant now) {
    setIfMissing(claims, "iss", ISSUER);
    setIfMissing(claims, "aud", AUDIENCE);
    setIfMissing(claims, "iat", now.getEpochSecond());
    setIfMissing(claims, "exp", now.plus(LIFETIME).getEpochSecond());
    setIfMissing(claims, "jti", UUID.randomUUID().toString());
    if (claims.hasClaim("sub")) {
      setIfMissing(claims, "upn", claims.getClaimValue("sub"));
    }
  }

  public static void expire(JwtClaims claims, Instant at) {
    claims.setIssuedAt(NumericDate.fromSeconds(at.minus(LIFETIME).getEpochSecond()));
    claims.setExpirationTime(NumericDate.fromSeconds(at.getEpochSecond()));
  }

  private static void setIfMissing(JwtClaims claims, String name, Object value) {
    if (!claims.hasClaim(name)) {
      claims.setClaim(name, value);
    }
  }
}
