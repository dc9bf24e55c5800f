package vn.solieu.platform.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrantTest {

  private static final Grant NARROW =
      new Grant(Roles.REPORTER, "SO-CT", Set.of("P82"), Set.of("BM-01", "BM-02"), null, null);

  @Test
  void itCoversWhatLiesInAllItsBounds() {
    assertTrue(NARROW.covers(Roles.REPORTER, Scope.everywhere()));
    assertTrue(NARROW.covers(Roles.REPORTER, Scope.agency("SO-CT").area("P82").form("BM-02")));

    assertFalse(NARROW.covers(Roles.HEAD, Scope.agency("SO-CT")));
    assertFalse(NARROW.covers(Roles.REPORTER, Scope.agency("SO-YT")));
    assertFalse(NARROW.covers(Roles.REPORTER, Scope.agency("SO-CT").area("P80")));
    assertFalse(NARROW.covers(Roles.REPORTER, Scope.agency("SO-CT").form("BM-03")));
  }

  @Test
  void twoGrantsDoNotAddUpToOneThatNobodyGave() {
    Caller caller =
        new Caller(
            "a",
            "A",
            "SO-CT",
            List.of(
                new Grant(Roles.REPORTER, "SO-CT", null, Set.of("BM-01"), null, null),
                new Grant(Roles.REPORTER, "SO-YT", null, Set.of("BM-02"), null, null)));

    assertTrue(caller.may(Roles.REPORTER, Scope.agency("SO-YT").form("BM-02")));
    assertFalse(caller.may(Roles.REPORTER, Scope.agency("SO-CT").form("BM-02")));
  }

  @Test
  void anEmptySetOfFormsIsNoForm() {
    Grant none = new Grant(Roles.REPORTER, null, null, Set.of(), null, null);

    assertFalse(none.covers(Roles.REPORTER, Scope.agency("SO-CT").form("BM-01")));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-02-28, false",
    "2026-03-01, true",
    "2026-03-31, true",
    "2026-04-01, false",
  })
  void itHoldsFromItsFirstDayToItsLast(LocalDate day, boolean expected) {
    Grant march =
        new Grant(
            Roles.HEAD, null, null, null, LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 31));

    assertEquals(expected, march.inForce(day));
  }

  @Test
  void anAdministratorIsNobodysSecondPerson() {
    Caller admin = new Caller("a", "A", "", List.of(Grant.of(Roles.ADMIN)));

    assertFalse(admin.may(Roles.APPRAISER, Scope.everywhere()));
    assertTrue(admin.isOffice());
    assertTrue(admin.is("a"));
  }

  @Test
  void theChairmanIsNotTheOffice() {
    assertFalse(new Caller("c", "C", "UBND", List.of(Grant.of(Roles.LIST_APPROVER))).isOffice());
    assertFalse(Caller.system("calendar-service").isOffice());
  }
}
