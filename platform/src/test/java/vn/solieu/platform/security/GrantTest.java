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
    Scope inside = Scope.agency("SO-CT").areas(Set.of("P82")).form("BM-02");

    assertTrue(NARROW.covers(inside));
    assertTrue(NARROW.covers(inside.areas(Set.of())), "it touches no area");
    assertFalse(NARROW.covers(Scope.agency("SO-YT").areas(Set.of("P82")).form("BM-02")));
    assertFalse(NARROW.covers(Scope.agency("SO-CT").areas(Set.of("P80")).form("BM-02")));
    assertFalse(NARROW.covers(Scope.agency("SO-CT").areas(Set.of("P82", "P80")).form("BM-02")));
    assertFalse(NARROW.covers(Scope.agency("SO-CT").areas(Set.of("P82")).form("BM-03")));
    assertFalse(NARROW.covers(Scope.agencies(Set.of("SO-CT", "SO-YT")).form("BM-02")));
  }

  @ParameterizedTest
  @CsvSource({
    "true,  false, false",
    "false, true,  false",
    "false, false, true",
  })
  void anyBoundKeepsItFromAnActThatDoesNotNameThatSide(boolean agency, boolean area, boolean form) {
    Grant bounded =
        new Grant(
            Roles.ADMIN,
            agency ? "SO-CT" : null,
            area ? Set.of("P82") : null,
            form ? Set.of("BM-01") : null,
            null,
            null);

    assertFalse(bounded.covers(Scope.everywhere()));
    assertEquals(agency, bounded.covers(Scope.agency("SO-CT")));
    assertTrue(Grant.of(Roles.ADMIN).covers(Scope.everywhere()));
  }

  @Test
  void twoGrantsDoNotAddUpToOneThatNobodyGave() {
    Caller caller =
        caller(
            new Grant(Roles.HEAD, "SO-CT", null, Set.of("BM-01"), null, null),
            new Grant(Roles.HEAD, "SO-YT", null, Set.of("BM-02"), null, null));

    assertTrue(caller.may(Act.SIGN, Scope.agency("SO-YT").form("BM-02")));
    assertFalse(caller.may(Act.SIGN, Scope.agency("SO-CT").form("BM-02")));
  }

  @Test
  void anEmptySetOfFormsIsNoForm() {
    Grant none = new Grant(Roles.REPORTER, null, null, Set.of(), null, null);

    assertFalse(none.covers(Scope.agency("SO-CT").form("BM-01")));
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
  void anAdministratorIsNobodysSecondPersonAndReadsNoFigure() {
    Caller admin = caller(Grant.of(Roles.ADMIN));

    assertTrue(admin.may(Act.OPERATE, Scope.everywhere()));
    assertFalse(admin.may(Act.APPRAISE));
    assertFalse(admin.may(Act.CONFIRM_RELEASE));
    assertFalse(admin.may(Act.READ_REPORTED));
    assertFalse(admin.may(Act.READ_UNRELEASED));
    assertTrue(admin.is("a"));
  }

  @Test
  void theServiceItselfHoldsNoRight() {
    for (Act act : Act.values()) {
      assertFalse(Caller.system("calendar-service").may(act), act.name());
    }
  }

  private static Caller caller(Grant... grants) {
    return new Caller("a", "A", "SO-CT", List.of(grants));
  }
}
