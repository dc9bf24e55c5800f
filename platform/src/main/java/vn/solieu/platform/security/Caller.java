package vn.solieu.platform.security;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;

/**
 * Who calls.
 *
 * @param subject permanent id of the person or program ({@code sub}); two persons differ in it, and
 *     in nothing else for certain
 * @param name as shown to people
 * @param agency id of the employer; empty for none. Whose data the caller may touch is said by the
 *     grants, not by this
 * @param grants the grants that count at the time of the call, and no others
 */
public record Caller(String subject, String name, String agency, List<Grant> grants) {

  public Caller {
    grants = List.copyOf(grants);
  }

  /** The service itself, for what happens by the clock or by an event. It holds no grant. */
  public static Caller system(String service) {
    return new Caller("system:" + service, service, "", List.of());
  }

  /** Whether one grant allows the act on all of the scope at once. */
  public boolean may(Act act, Scope scope) {
    return grantsFor(act).stream().anyMatch(grant -> grant.covers(scope));
  }

  /** Whether it is allowed at all, on whatever scope. */
  public boolean may(Act act) {
    return !grantsFor(act).isEmpty();
  }

  /**
   * @throws ProblemException 403 unless one grant allows the act on all of the scope at once
   */
  public void require(Act act, Scope scope) {
    if (!may(act, scope)) {
      String roles = String.join(", ", act.roles());
      LocalizedText where = scope.label();
      LocalizedText missing = missing(act, scope);
      throw new ProblemException(
          ProblemType.FORBIDDEN,
          LocalizedText.of(
              "Cần quyền còn hiệu lực với vai trò %s cho: %s. %s"
                  .formatted(roles, where.vi(), missing.vi()),
              "A grant in force for the role %s is needed for: %s. %s"
                  .formatted(roles, where.en(), missing.en())));
    }
  }

  /** What of that the caller lacks: the role, or a bound of the grant. */
  private LocalizedText missing(Act act, Scope scope) {
    List<Grant> held = grantsFor(act);
    if (held.isEmpty()) {
      return LocalizedText.of("Bạn không có vai trò đó.", "You do not hold the role.");
    }
    List<LocalizedText> bounds =
        Stream.of(
                new Side(
                    LocalizedText.of("cơ quan", "agency"), grant -> grant.coversAgencies(scope)),
                new Side(LocalizedText.of("biểu", "form"), grant -> grant.coversForms(scope)),
                new Side(LocalizedText.of("địa bàn", "area"), grant -> grant.coversAreas(scope)))
            .filter(side -> held.stream().noneMatch(side.covered))
            .map(Side::name)
            .toList();
    if (bounds.isEmpty()) {
      return LocalizedText.of(
          "Không có một quyền nào bao gồm tất cả.", "No single grant of yours covers all of it.");
    }
    return LocalizedText.of(
        "Quyền của bạn không gồm: " + joined(bounds, LocalizedText::vi) + ".",
        "Your grant leaves out: " + joined(bounds, LocalizedText::en) + ".");
  }

  private record Side(LocalizedText name, Predicate<Grant> covered) {}

  private static String joined(
      List<LocalizedText> texts, Function<LocalizedText, String> language) {
    return texts.stream().map(language).collect(Collectors.joining(", "));
  }

  /** Where the act is allowed: in the bounds of any one of them. */
  public List<Grant> grantsFor(Act act) {
    return grants.stream().filter(grant -> act.roles().contains(grant.role())).toList();
  }

  /** All agencies in which the act is allowed on something; null: in every one. */
  public @Nullable Set<String> agenciesFor(Act act) {
    return agencies(grantsFor(act));
  }

  /** The agencies in which the act is allowed on all forms and areas; null: in every one. */
  public @Nullable Set<String> wholeAgenciesFor(Act act) {
    return agencies(
        grantsFor(act).stream()
            .filter(grant -> grant.areas() == null && grant.forms() == null)
            .toList());
  }

  private static @Nullable Set<String> agencies(List<Grant> grants) {
    Set<String> agencies = new HashSet<>();
    for (Grant grant : grants) {
      if (grant.agency() == null) {
        return null;
      }
      agencies.add(grant.agency());
    }
    return agencies;
  }

  /**
   * Whether this is the person of that subject: where two must act, one may not be both, whatever
   * the roles.
   */
  public boolean is(String otherSubject) {
    return subject.equals(otherSubject);
  }
}
