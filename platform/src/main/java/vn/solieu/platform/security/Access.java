package vn.solieu.platform.security;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.solieu.platform.problem.LocalizedText;

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
        .filter(grant -> flaw(grant, groups, today, employer, isOffice).isEmpty())
        .map(grant -> isReporter(grant) ? grant.at(employer) : grant)
        .toList();
  }

  /** Why a grant does not count, for its holder; empty when it does. */
  static Optional<LocalizedText> flaw(
      Grant grant, Set<String> groups, LocalDate today, String employer, boolean isOffice) {
    if (!groups.contains(grant.role())) {
      return because(
          grant, "mã truy cập không nêu trong groups", "the token does not name it in groups");
    }
    if (!grant.inForce(today)) {
      return because(grant, "ngoài thời hạn được giao", "today is not within its days");
    }
    if (OF_THE_OFFICE.contains(grant.role()) && !isOffice) {
      return because(
          grant,
          "chỉ tính cho người của cơ quan thống kê; " + vi(employer),
          "counts for an employer that is a statistics office; " + en(employer));
    }
    if (isReporter(grant) && (employer.isEmpty() || !grant.reaches(employer))) {
      return because(
          grant,
          "chỉ tính cho cơ quan nơi làm việc; " + vi(employer),
          "counts for the employer; " + en(employer));
    }
    return Optional.empty();
  }

  private static Optional<LocalizedText> because(Grant grant, String vi, String en) {
    return Optional.of(
        LocalizedText.of(
            "%s (%s)".formatted(grant.role(), vi), "%s (%s)".formatted(grant.role(), en)));
  }

  private static String vi(String employer) {
    return employer.isEmpty() ? "mã truy cập không nêu agency" : "agency của mã là " + employer;
  }

  private static String en(String employer) {
    return employer.isEmpty() ? "the token names no agency" : "the token's agency is " + employer;
  }

  private static boolean isReporter(Grant grant) {
    return grant.role().equals(Roles.REPORTER);
  }
}
