package vn.solieu.platform.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Domain(Periods.class)
class PeriodTest {

  @Property
  void whatIsWrittenIsReadAsTheSamePeriod(@ForAll Period period) {
    assertEquals(period, Period.parse(period.format()));
    assertEquals(period, Period.fromCode(period.code()));
  }

  @Property
  void codesSortByStartAndThenByLength(@ForAll Period one, @ForAll Period other) {
    int chronological =
        one.start().equals(other.start())
            ? Integer.compare(one.months(), other.months())
            : one.start().compareTo(other.start());
    assertEquals(
        Integer.signum(chronological), Integer.signum(Integer.compare(one.code(), other.code())));
    assertEquals(Integer.signum(chronological), Integer.signum(one.compareTo(other)));
  }

  @Property
  void nextUndoesPrevious(@ForAll Period period) {
    assertEquals(period, period.previous().next());
    assertEquals(period, period.next().previous());
    assertTrue(period.next().start().isAfter(period.end()));
  }

  @Property
  void aYearOfStepsLeadsToTheSamePeriodNextYear(@ForAll Period period) {
    int stepsAYear = 12 / period.frequency().step();
    assertEquals(period, period.plus(stepsAYear).samePeriodLastYear());
  }

  @Property
  void aPeriodContainsItsDaysAndNoOther(@ForAll Period period) {
    assertTrue(period.contains(period.firstDay()));
    assertTrue(period.contains(period.lastDay()));
    assertFalse(period.contains(period.firstDay().minusDays(1)));
    assertFalse(period.contains(period.lastDay().plusDays(1)));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03,            2026-03, 1,  2026-03-31",
    "2024-02,            2024-02, 1,  2024-02-29",
    "2026-Q1,            2026-01, 3,  2026-03-31",
    "2026-Q4,            2026-10, 3,  2026-12-31",
    "2026-S2,            2026-07, 6,  2026-12-31",
    "2026-01-01/P9M,     2026-01, 9,  2026-09-30",
    "2026,               2026-01, 12, 2026-12-31",
    "2023-09-01/P1Y,     2023-09, 12, 2024-08-31",
  })
  void thePeriodsOfTheLawHaveOneSpelling(
      String text, YearMonth start, int months, LocalDate lastDay) {
    Period period = Period.parse(text);

    assertEquals(new Period(start, months), period);
    assertEquals(lastDay, period.lastDay());
    assertEquals(text, period.format());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "26",
        "2026-",
        "2026-00",
        "2026-13",
        "2026-3",
        "2026_03",
        " 2026",
        "2026 ",
        "2026-Q0",
        "2026-Q5",
        "2026-q1",
        "2026-S0",
        "2026-S3",
        "2026-T1",
        "2026-01-01/P1Y",
        "2026-02-01/P9M",
        "2026-01-02/P9M",
        "2026-01-01/P6M",
        "1799",
        "3000",
        "+026",
        "٢٠٢٦",
        "2026-01-01/P9MM",
        "2026-03-31",
        "-2026"
      })
  void anythingElseIsNotAPeriod(String text) {
    assertEquals(Optional.empty(), Period.find(text));
    assertThrows(DateTimeException.class, () -> Period.parse(text));
  }

  @ParameterizedTest
  @CsvSource({"2026-02, 3", "2026-04, 6", "2026-07, 9", "2026-01, 2", "2026-01, 0", "2026-01, -1"})
  void onlyThePeriodsOfTheLawExist(YearMonth start, int months) {
    assertThrows(DateTimeException.class, () -> new Period(start, months));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, Integer.MAX_VALUE, Integer.MIN_VALUE, (2026 * 12 + 1) * 16 + 3})
  void aCodeThatNoPeriodHasIsRefused(int code) {
    assertThrows(DateTimeException.class, () -> Period.fromCode(code));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-01/P9M, 2027-01-01/P9M, 2025-01-01/P9M",
    "2026-Q4,        2027-Q1,        2026-Q3",
    "2026-S1,        2026-S2,        2025-S2",
    "2026-12,        2027-01,        2026-11",
    "2023-09-01/P1Y, 2024-09-01/P1Y, 2022-09-01/P1Y",
  })
  void periodsFollowEachOtherInTheirOwnFrequency(String text, String next, String previous) {
    assertEquals(next, Period.parse(text).next().format());
    assertEquals(previous, Period.parse(text).previous().format());
  }
}
