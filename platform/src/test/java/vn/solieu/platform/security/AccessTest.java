package vn.solieu.platform.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 27);

  @ParameterizedTest
  @ValueSource(strings = {Roles.STATISTICIAN, Roles.APPRAISER})
  void theRolesOfTheOfficeCountForAStatisticsOfficeAlone(String role) {
    Grant grant = Grant.of(role);

    assertTrue(Access.dependsOnEmployer(List.of(grant)));
    assertEquals(List.of(grant), counting(grant, "thong-ke-tinh", true));
    assertEquals(List.of(), counting(grant, "so-nnmt", false));
    assertEquals(List.of(), counting(grant, "", false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        Roles.HEAD,
        Roles.CALENDAR_APPROVER,
        Roles.LIST_APPROVER,
        Roles.RELEASE_OFFICER,
        Roles.ADMIN
      })
  void theOthersCountForWhateverEmployer(String role) {
    Grant grant = Grant.of(role, "so-yt");

    assertFalse(Access.dependsOnEmployer(List.of(grant)));
    assertEquals(List.of(grant), counting(grant, "so-nnmt", false));
  }

  @Test
  void aReporterCountsForTheEmployerAlone() {
    assertEquals(
        List.of(Grant.of(Roles.REPORTER, "so-nnmt")),
        counting(Grant.of(Roles.REPORTER), "so-nnmt", false));
    assertEquals(List.of(), counting(Grant.of(Roles.REPORTER, "so-yt"), "so-nnmt", false));
    assertEquals(List.of(), counting(Grant.of(Roles.REPORTER, "so-yt"), "", false));
  }

  @Test
  void aGrantCountsOnItsDaysAndWithItsGroup() {
    Grant ended = new Grant(Roles.HEAD, null, null, null, null, TODAY.minusDays(1));
    Grant later = new Grant(Roles.HEAD, null, null, null, TODAY.plusDays(1), null);

    assertEquals(List.of(), counting(ended, "so-nnmt", false));
    assertEquals(List.of(), counting(later, "so-nnmt", false));
    assertEquals(
        List.of(),
        Access.counting(
            List.of(Grant.of(Roles.HEAD)), Set.of(Roles.REPORTER), TODAY, "so-nnmt", false));
  }

  private static List<Grant> counting(Grant grant, String employer, boolean isOffice) {
    return Access.counting(List.of(grant), Set.of(grant.role()), TODAY, employer, isOffice);
  }
}
