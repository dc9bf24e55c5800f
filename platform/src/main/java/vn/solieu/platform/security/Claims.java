package vn.solieu.platform.security;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What a token says, as far as it says it in the right shape. An issuer is trusted for who it signs
 * for, and not for the shape: claims come from forms and scripts that people fill in.
 *
 * @param agency empty for none
 * @param groups the roles that the token names
 * @param grants those that can be read whole
 */
record Claims(String subject, String name, String agency, Set<String> groups, List<Grant> grants) {

  /** Each is compared with each act. Who has more has a mistake in the token, and no grant. */
  static final int MOST_GRANTS = 100;

  /** Raised by a claim that leaves open who calls, or for whom. */
  static final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Malformed(String claim) {
      super("The claim " + claim + " is not what it must be");
    }
  }

  private static final int LONGEST = 255;
  private static final int MOST_IDS = 1_000;
  private static final Set<String> MEMBERS =
      Set.of("role", "agency", "areas", "forms", "validFrom", "validTo");
  private static final Logger LOG = Logger.getLogger(Claims.class);
  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  /**
   * @param token as it was sent, its signature found right
   * @throws Malformed when sub is missing, or sub, agency or groups is of another shape
   */
  static Claims of(String token) {
    JsonNode claims = payload(token);
    String subject = text(claims.path("sub")).orElseThrow(() -> new Malformed("sub"));
    JsonNode agency = claims.path("agency");
    return new Claims(
        subject,
        text(claims.path("upn")).or(() -> text(claims.path("preferred_username"))).orElse(subject),
        isAbsent(agency) ? "" : text(agency).orElseThrow(() -> new Malformed("agency")),
        groups(claims.path("groups")),
        grants(claims.path("grants")));
  }

  private static JsonNode payload(String token) {
    try {
      return JSON.readValue(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
    } catch (IOException | IllegalArgumentException unreadable) {
      throw new Malformed("set");
    }
  }

  private static Set<String> groups(JsonNode groups) {
    if (isAbsent(groups)) {
      return Set.of();
    }
    Set<String> named = new HashSet<>();
    for (JsonNode group : groups) {
      named.add(text(group).orElseThrow(() -> new Malformed("groups")));
    }
    if (!groups.isArray()) {
      throw new Malformed("groups");
    }
    return named;
  }

  private static List<Grant> grants(JsonNode claim) {
    if (!claim.isArray() || claim.size() > MOST_GRANTS) {
      if (!isAbsent(claim)) {
        LOG.warnf("grants is no list, or one of more than %d, and grants nothing", MOST_GRANTS);
      }
      return List.of();
    }
    List<Grant> grants = new ArrayList<>();
    for (JsonNode grant : claim) {
      grant(grant).ifPresent(grants::add);
    }
    return grants;
  }

  /** A grant that cannot be read whole grants nothing: what was not understood may be its bound. */
  private static Optional<Grant> grant(JsonNode grant) {
    try {
      if (grant.properties().stream().anyMatch(member -> !MEMBERS.contains(member.getKey()))) {
        throw new Malformed("grants");
      }
      return Optional.of(
          new Grant(
              text(grant.path("role")).orElseThrow(() -> new Malformed("grants")),
              member(grant, "agency", Claims::id),
              member(grant, "areas", Claims::ids),
              member(grant, "forms", Claims::ids),
              member(grant, "validFrom", day -> LocalDate.parse(id(day))),
              member(grant, "validTo", day -> LocalDate.parse(id(day)))));
    } catch (Malformed | DateTimeException unreadable) {
      // Not its content: that is of the token.
      LOG.warn("A grant in a token has a member that is unknown or unreadable, and grants nothing");
      return Optional.empty();
    }
  }

  /** Absent is without a bound; null is not absent, and is no bound that anyone can have meant. */
  private static <T> @Nullable T member(
      JsonNode grant, String name, Function<JsonNode, T> reading) {
    return grant.has(name) ? reading.apply(grant.get(name)) : null;
  }

  private static String id(JsonNode id) {
    return text(id).orElseThrow(() -> new Malformed("grants"));
  }

  private static Set<String> ids(JsonNode array) {
    Set<String> ids = new HashSet<>();
    array.forEach(one -> ids.add(id(one)));
    if (!array.isArray() || ids.isEmpty() || ids.size() > MOST_IDS) {
      throw new Malformed("grants");
    }
    return ids;
  }

  /** A text that can be kept and shown; empty for all else. */
  private static Optional<String> text(JsonNode node) {
    return Optional.ofNullable(node.textValue())
        .filter(text -> !text.isBlank() && text.length() <= LONGEST)
        .filter(text -> text.chars().noneMatch(Character::isISOControl));
  }

  /** An empty text is what a provider writes for an attribute that nobody filled in. */
  private static boolean isAbsent(JsonNode node) {
    return node.isMissingNode() || node.isNull() || "".equals(node.textValue());
  }
}
