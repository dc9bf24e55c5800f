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
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.time.Instants;

/**
 * Reads the caller out of a verified token, and leaves the identity only the roles of grants that
 * count: a delegation that has ended opens no door, though the token still names its role.
 */
@Singleton
class TokenCallers implements SecurityIdentityAugmentor {

  static final String CALLER = "vn.solieu.caller";

  /** Why the other grants of the token do not count. */
  static final String FLAWS = "vn.solieu.flaws";

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
    return context.runBlocking(() -> granted(identity, token));
  }

  private SecurityIdentity granted(SecurityIdentity identity, JsonWebToken token) {
    Claims claims = claims(token);
    LocalDate today = Instants.day(clock.instant());
    String employer = claims.agency();
    boolean isOffice =
        Access.dependsOnEmployer(claims.grants())
            && facts.kindOf(employer).filter(Access.STATISTICS_OFFICE::equals).isPresent();
    List<Grant> grants =
        Access.counting(claims.grants(), claims.groups(), today, employer, isOffice);
    Caller caller =
        new Caller(
            claims.subject(),
            claims.name(),
            employer,
            grants.stream().map(this::withUnitsBelow).toList());
    List<LocalizedText> flaws =
        claims.grants().stream()
            .flatMap(
                grant -> Access.flaw(grant, claims.groups(), today, employer, isOffice).stream())
            .distinct()
            .toList();
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(identity.getPrincipal())
        .addCredentials(identity.getCredentials())
        .addAttributes(identity.getAttributes())
        .addRoles(caller.grants().stream().map(Grant::role).collect(Collectors.toSet()))
        .addAttribute(CALLER, caller)
        .addAttribute(FLAWS, flaws)
        .build();
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
