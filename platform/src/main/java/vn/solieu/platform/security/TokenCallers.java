package vn.solieu.platform.security;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.time.Zone;

/**
 * Reads the caller out of a verified token, and leaves the identity only the roles that a grant in
 * force carries: a delegation that has ended opens no door, though the token still names its role.
 */
@Singleton
class TokenCallers implements SecurityIdentityAugmentor {

  static final String CALLER = "vn.solieu.caller";

  private static final Logger LOG = Logger.getLogger(TokenCallers.class);

  private final Clock clock;

  TokenCallers(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Uni<SecurityIdentity> augment(
      SecurityIdentity identity, AuthenticationRequestContext context) {
    if (!(identity.getPrincipal() instanceof JsonWebToken token)) {
      return Uni.createFrom().item(identity);
    }
    Caller caller = caller(token);
    Set<String> roles = new HashSet<>(identity.getRoles());
    roles.removeIf(role -> !caller.has(role));
    SecurityIdentity granted =
        QuarkusSecurityIdentity.builder()
            .setPrincipal(identity.getPrincipal())
            .addCredentials(identity.getCredentials())
            .addAttributes(identity.getAttributes())
            .addRoles(roles)
            .addAttribute(CALLER, caller)
            .build();
    return Uni.createFrom().item(granted);
  }

  private Caller caller(JsonWebToken token) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), Zone.HO_CHI_MINH);
    Set<String> groups = token.getGroups() == null ? Set.of() : token.getGroups();
    List<Grant> grants =
        grants(token.getClaim("grants"))
            .filter(grant -> groups.contains(grant.role()) && grant.inForce(today))
            .toList();
    Object agency = token.getClaim("agency");
    String name = token.getName();
    return new Caller(
        token.getSubject(),
        name == null ? token.getSubject() : name,
        agency == null ? "" : agency.toString(),
        grants);
  }

  private static Stream<Grant> grants(@Nullable Object claim) {
    return claim instanceof JsonArray array
        ? array.stream().map(TokenCallers::grant).flatMap(Optional::stream)
        : Stream.empty();
  }

  /** A grant that cannot be read whole grants nothing: the unread half might be its bound. */
  private static Optional<Grant> grant(JsonValue value) {
    try {
      JsonObject grant = value.asJsonObject();
      return Optional.of(
          new Grant(
              grant.getString("role"),
              member(grant, "agency", v -> ((JsonString) v).getString()),
              member(grant, "areas", TokenCallers::ids),
              member(grant, "forms", TokenCallers::ids),
              member(grant, "validFrom", TokenCallers::day),
              member(grant, "validTo", TokenCallers::day)));
    } catch (ClassCastException | NullPointerException | DateTimeException unreadable) {
      // Not its message: that quotes the token.
      LOG.warnf(
          "A grant in a token cannot be read and grants nothing: %s",
          unreadable.getClass().getSimpleName());
      return Optional.empty();
    }
  }

  private static <T> @Nullable T member(
      JsonObject grant, String name, Function<JsonValue, T> reading) {
    JsonValue value = grant.get(name);
    return value == null || value.equals(JsonValue.NULL) ? null : reading.apply(value);
  }

  private static Set<String> ids(JsonValue array) {
    return array.asJsonArray().stream()
        .map(id -> ((JsonString) id).getString())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static LocalDate day(JsonValue text) {
    return LocalDate.parse(((JsonString) text).getString());
  }
}
