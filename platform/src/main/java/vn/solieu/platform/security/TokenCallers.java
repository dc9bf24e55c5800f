package vn.solieu.platform.security;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.jwt.JsonWebToken;
import vn.solieu.platform.time.Zone;

/**
 * Reads the caller out of a verified token, and leaves the identity only the roles of grants that
 * count: a delegation that has ended opens no door, though the token still names its role.
 */
@Singleton
class TokenCallers implements SecurityIdentityAugmentor {

  static final String CALLER = "vn.solieu.caller";

  private final AccessFacts facts;
  private final Clock clock;

  TokenCallers(AccessFacts facts, Clock clock) {
    this.facts = facts;
    this.clock = clock;
  }

  @Override
  public Uni<SecurityIdentity> augment(
      SecurityIdentity identity, AuthenticationRequestContext context) {
    if (!(identity.getPrincipal() instanceof JsonWebToken token)) {
      return Uni.createFrom().item(identity);
    }
    return context.runBlocking(() -> granted(identity, caller(token)));
  }

  private static SecurityIdentity granted(SecurityIdentity identity, Caller caller) {
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(identity.getPrincipal())
        .addCredentials(identity.getCredentials())
        .addAttributes(identity.getAttributes())
        .addRoles(caller.grants().stream().map(Grant::role).collect(Collectors.toSet()))
        .addAttribute(CALLER, caller)
        .build();
  }

  private Caller caller(JsonWebToken token) {
    Claims claims = claims(token);
    LocalDate today = LocalDate.ofInstant(clock.instant(), Zone.HO_CHI_MINH);
    boolean isOffice =
        Access.dependsOnEmployer(claims.grants())
            && facts.kindOf(claims.agency()).filter(Access.STATISTICS_OFFICE::equals).isPresent();
    List<Grant> grants =
        Access.counting(claims.grants(), claims.groups(), today, claims.agency(), isOffice);
    return new Caller(
        claims.subject(),
        claims.name(),
        claims.agency(),
        grants.stream().map(this::withUnitsBelow).toList());
  }

  private static Claims claims(JsonWebToken token) {
    try {
      return Claims.of(token.getRawToken());
    } catch (Claims.Malformed e) {
      throw new AuthenticationFailedException(e);
    }
  }

  private Grant withUnitsBelow(Grant grant) {
    Set<String> areas = grant.areas();
    return areas == null ? grant : grant.in(facts.within(areas));
  }
}
