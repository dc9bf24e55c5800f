package vn.solieu.platform.security;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A role for a scope and a time. Null means no bound on that side; an empty set allows nothing.
 *
 * @param role one of {@link Roles}
 * @param agency id of the one agency; null for all
 * @param areas ids of areas; null for all
 * @param forms ids of reporting forms; null for all
 * @param validFrom first day, from its beginning in Asia/Ho_Chi_Minh
 * @param validTo last day, to its end in Asia/Ho_Chi_Minh
 */
public record Grant(
    String role,
    @Nullable String agency,
    @Nullable Set<String> areas,
    @Nullable Set<String> forms,
    @Nullable LocalDate validFrom,
    @Nullable LocalDate validTo) {

  public Grant {
    areas = areas == null ? null : Set.copyOf(areas);
    forms = forms == null ? null : Set.copyOf(forms);
  }

  /** The role everywhere, for ever. */
  public static Grant of(String role) {
    return new Grant(role, null, null, null, null, null);
  }

  /** The role for one agency, for ever. */
  public static Grant of(String role, String agency) {
    return new Grant(role, agency, null, null, null, null);
  }

  /** The same for one agency. */
  Grant at(String id) {
    return new Grant(role, id, areas, forms, validFrom, validTo);
  }

  /** The same for other areas. */
  Grant in(Set<String> ids) {
    return new Grant(role, agency, ids, forms, validFrom, validTo);
  }

  boolean reaches(String id) {
    return agency == null || agency.equals(id);
  }

  public boolean inForce(LocalDate day) {
    return (validFrom == null || !day.isBefore(validFrom))
        && (validTo == null || !day.isAfter(validTo));
  }

  /** Whether all of the scope lies in its bounds; its role and its time are not looked at. */
  public boolean covers(Scope scope) {
    return coversAgencies(scope) && coversAreas(scope) && coversForms(scope);
  }

  boolean coversAgencies(Scope scope) {
    return within(scope.agencies(), agency == null ? null : Set.of(agency));
  }

  boolean coversAreas(Scope scope) {
    return within(scope.areas(), areas);
  }

  boolean coversForms(Scope scope) {
    return within(scope.forms(), forms);
  }

  /** Who does not say what is touched on a side touches all of it. */
  private static boolean within(@Nullable Set<String> touched, @Nullable Set<String> bound) {
    return bound == null || (touched != null && bound.containsAll(touched));
  }
}
