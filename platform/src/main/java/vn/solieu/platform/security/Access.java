package vn.solieu.platform.security;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * What a grant is worth. This is decided once for each request, before anything asks for a right,
 * so that no act, no list and no annotation can forget it:
 *
 * <ul>
 *   <li>a grant counts between its days, and if the token also names its role among the groups;
 *   <li>statisticians and appraisers count for an employer that is a statistics office, and for no
 *       other;
 *   <li>a reporter counts for the employer alone.
 * </ul>
 *
 * What is left is compared with an {@link Act} and its {@link Scope} by {@link Caller#may}.
 */
final class Access {

  /** Of agencies, as they are defined. */
  static final String STATISTICS_OFFICE = "statistics-office";

  private static final Set<String> OF_THE_OFFICE = Set.of(Roles.STATISTICIAN, Roles.APPRAISER);

  private Access() {}

  /** Whether it matters what the employer is. */
  static boolean dependsOnEmployer(List<Grant> grants) {
    return grants.stream().anyMatch(grant -> OF_THE_OFFICE.contains(grant.role()));
  }

  /**
   * The grants that count.
   *
   * @param groups the roles that the token names
   * @param employer id of the agency that the caller works for; empty for none
   * @param isOffice whether the employer is a statistics office
   */
  static List<Grant> counting(
      List<Grant> grants, Set<String> groups, LocalDate today, String employer, boolean isOffice) {
    return grants.stream()
        .filter(grant -> groups.contains(grant.role()) && grant.inForce(today))
        .filter(grant -> isOffice || !OF_THE_OFFICE.contains(grant.role()))
        .filter(grant -> !isReporter(grant) || grant.reaches(employer))
        .map(grant -> isReporter(grant) ? grant.at(employer) : grant)
        .toList();
  }

  private static boolean isReporter(Grant grant) {
    return grant.role().equals(Roles.REPORTER);
  }
}
