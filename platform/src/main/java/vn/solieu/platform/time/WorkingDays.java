package vn.solieu.platform.time;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Which days offices work: Monday to Friday, without the holidays and days in lieu ({@code off}),
 * and with the Saturdays and Sundays that are worked to make up for a bridging day ({@code
 * makeUp}). Both come from the yearly notice on public holidays. In a year without one, only the
 * holidays that the law puts on a fixed day are known: not Tết and the Hùng Kings' day, which
 * follow the moon, nor the day beside 2 September and days in lieu, which are chosen each year.
 *
 * @param years of which the notice is known
 */
public record WorkingDays(Set<Integer> years, Set<LocalDate> off, Set<LocalDate> makeUp) {

  /** Labour Code 45/2019/QH14 art. 112. */
  private static final Set<MonthDay> FIXED_HOLIDAYS =
      Set.of(MonthDay.of(1, 1), MonthDay.of(4, 30), MonthDay.of(5, 1), MonthDay.of(9, 2));

  public WorkingDays {
    years = Set.copyOf(years);
    off = Set.copyOf(off);
    makeUp = Set.copyOf(makeUp);
    for (LocalDate day : makeUp) {
      if (off.contains(day)) {
        throw new IllegalArgumentException(day + " cannot be both off and worked");
      }
    }
  }

  public boolean isWorkingDay(LocalDate day) {
    return makeUp.contains(day) || (!isWeekend(day) && !isHoliday(day));
  }

  private boolean isHoliday(LocalDate day) {
    return years.contains(day.getYear())
        ? off.contains(day)
        : FIXED_HOLIDAYS.contains(MonthDay.from(day));
  }

  /** The years from the first day to the last of which no notice is known, in order. */
  public List<Integer> yearsWithoutNotice(LocalDate first, LocalDate last) {
    return IntStream.rangeClosed(first.getYear(), last.getYear())
        .filter(year -> !years.contains(year))
        .boxed()
        .toList();
  }

  public static boolean isWeekend(LocalDate day) {
    return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
  }

  /** The day itself if it is worked, else the next working day. */
  public LocalDate onOrAfter(LocalDate day) {
    LocalDate candidate = day;
    while (!isWorkingDay(candidate)) {
      candidate = candidate.plusDays(1);
    }
    return candidate;
  }

  /** The day itself if it is worked, else the last working day before it. */
  public LocalDate onOrBefore(LocalDate day) {
    LocalDate candidate = day;
    while (!isWorkingDay(candidate)) {
      candidate = candidate.minusDays(1);
    }
    return candidate;
  }

  /** The first working day after this one. */
  public LocalDate next(LocalDate day) {
    return onOrAfter(day.plusDays(1));
  }

  /**
   * The day by which {@code count} working days have passed. As in the Civil Code (art. 147), the
   * first day of a term is not counted.
   *
   * @throws IllegalArgumentException if {@code count} is negative
   */
  public LocalDate plus(LocalDate day, int count) {
    if (count < 0) {
      throw new IllegalArgumentException("A term has no negative days: " + count);
    }
    LocalDate last = day;
    for (int i = 0; i < count; i++) {
      last = next(last);
    }
    return last;
  }
}
