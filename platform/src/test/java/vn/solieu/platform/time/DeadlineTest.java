package vn.solieu.platform.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Domain(Periods.class)
@Domain(DomainContext.Global.class)
class DeadlineTest {

  /**
   * Some days of the notices for 2025 and 2026: Tết, National Day, bridging days and their make-up
   * Saturdays.
   */
  private static final WorkingDays NOTICES =
      new WorkingDays(
          Set.of(2025, 2026),
          Set.of(
              LocalDate.parse("2025-05-01"),
              LocalDate.parse("2025-05-02"),
              LocalDate.parse("2025-09-01"),
              LocalDate.parse("2025-09-02"),
              LocalDate.parse("2026-01-01"),
              LocalDate.parse("2026-01-02"),
              LocalDate.parse("2026-02-16"),
              LocalDate.parse("2026-02-17"),
              LocalDate.parse("2026-02-18"),
              LocalDate.parse("2026-02-19"),
              LocalDate.parse("2026-02-20")),
          Set.of(LocalDate.parse("2025-04-26"), LocalDate.parse("2026-01-10")));

  @ParameterizedTest(name = "{0}: {2} of month +{1} is due on {4}")
  @CsvSource({
    // Decree 94/2016: the 29th of the month, in February its last day.
    "2023-02, 0, 29, 2023-02-28, 2023-02-28",
    "2024-02, 0, 29, 2024-02-29, 2024-02-29",
    "2023-04, 0, 29, 2023-04-29, 2023-05-02",
    // Decree 62/2024: the 6th of the next month; a Sunday moves to Monday.
    "2025-03, 1, 6,  2025-04-06, 2025-04-07",
    // A quarter counts from its last month, and Tết moves the day to the Monday after it.
    "2025-Q4, 2, 16, 2026-02-16, 2026-02-23",
    "2025,    2, 31, 2026-02-28, 2026-03-02",
    // A bridging day is off although it is a Friday; the Saturday that makes up for it is worked.
    "2025-12, 1, 2,  2026-01-02, 2026-01-05",
    "2025-12, 1, 10, 2026-01-10, 2026-01-10",
    "2025-03, 1, 26, 2025-04-26, 2025-04-26",
  })
  void aDeadlineOnAHolidayMovesToTheNextWorkingDay(
      String period, int offset, int day, LocalDate nominal, LocalDate due) {
    Deadline rule = new Deadline(offset, day, Deadline.Shift.NEXT_WORKING_DAY);

    assertEquals(nominal, rule.nominalDay(Period.parse(period)));
    assertEquals(due, rule.dueDay(Period.parse(period), NOTICES));
  }

  @ParameterizedTest
  @CsvSource({
    "2029-03, 2, 1, 2029-05-02",
    "2028-11, 2, 1, 2029-01-02",
    "2029-03, 1, 30, 2029-05-02",
    "2030-08, 1, 2, 2030-09-03",
    // Of a known notice its own days count alone: this one has no 30 April.
    "2026-03, 1, 30, 2026-04-30",
  })
  void inAYearWithoutANoticeNothingIsDueOnAHolidayOfAFixedDay(
      String period, int offset, int day, LocalDate due) {
    Deadline rule = new Deadline(offset, day, Deadline.Shift.NEXT_WORKING_DAY);

    assertEquals(due, rule.dueDay(Period.parse(period), NOTICES));
  }

  @Test
  void theYearsWithoutANoticeAreNamed() {
    assertEquals(
        List.of(2024, 2027),
        NOTICES.yearsWithoutNotice(LocalDate.parse("2024-12-31"), LocalDate.parse("2027-01-01")));
  }

  @Test
  void aRuleMayKeepItsDayOrMoveBack() {
    Period period = Period.parse("2025-08");

    assertEquals(
        LocalDate.parse("2025-09-02"),
        new Deadline(1, 2, Deadline.Shift.NONE).dueDay(period, NOTICES));
    assertEquals(
        LocalDate.parse("2025-08-29"),
        new Deadline(1, 2, Deadline.Shift.PREVIOUS_WORKING_DAY).dueDay(period, NOTICES));
  }

  @Property
  void aShiftedDeadlineIsAlwaysWorkedAndNeverEarly(
      @ForAll Period period, @ForAll @IntRange(min = 1, max = 31) int day) {
    Deadline rule = new Deadline(1, day, Deadline.Shift.NEXT_WORKING_DAY);
    LocalDate due = rule.dueDay(period, NOTICES);

    assertTrue(NOTICES.isWorkingDay(due));
    assertFalse(due.isBefore(rule.nominalDay(period)));
  }

  @Test
  void theDueDayLastsUntilMidnightInVietNam() {
    assertEquals(
        Instant.parse("2026-03-03T17:00:00Z"), Deadline.endOf(LocalDate.parse("2026-03-03")));
  }

  @Test
  void aTermOfWorkingDaysDoesNotCountItsFirstDay() {
    // Statistics Law art. 47: three working days for an estimate, over Tết and its weekends.
    LocalDate friday = LocalDate.parse("2026-02-13");

    assertEquals(LocalDate.parse("2026-02-25"), NOTICES.plus(friday, 3));
    assertEquals(friday, NOTICES.plus(friday, 0));
    assertThrows(IllegalArgumentException.class, () -> NOTICES.plus(friday, -1));
  }

  @Test
  void aDayCannotBeBothOffAndWorked() {
    Set<LocalDate> day = Set.of(LocalDate.parse("2026-01-10"));

    assertThrows(IllegalArgumentException.class, () -> new WorkingDays(Set.of(2026), day, day));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 32, -1})
  void aRuleNamesADayOfAMonth(int day) {
    assertThrows(IllegalArgumentException.class, () -> new Deadline(1, day, Deadline.Shift.NONE));
  }
}
