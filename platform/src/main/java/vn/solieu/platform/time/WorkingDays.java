package vn.solieu.platform.time;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Set;

/**
 * Which days offices work: Monday to Friday, without the holidays and days in lieu ({@code off}),
 * and with the Saturdays and Sundays that are worked to make up for a bridging day ({@code
 * makeUp}). Both come from the yearly notice on public holidays; years without one have neither.
 */
public record WorkingDays(Set<LocalDate> off, Set<LocalDate> makeUp) {

  public static final WorkingDays WITHOUT_HOLIDAYS = new WorkingDays(Set.of(), Set.of());

  public WorkingDays {
    off = Set.copyOf(off);
    makeUp = Set.copyOf(makeUp);
    for (LocalDate day : makeUp) {
      if (off.contains(day)) {
        throw new IllegalArgumentException(day + " cannot be both off and worked");
      }
    }
  }

  public boolean isWorkingDay(LocalDate day) {
    return makeUp.contains(day) || (!isWeekend(day) && !off.contains(day));
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
