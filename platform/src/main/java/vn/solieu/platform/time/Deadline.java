package vn.solieu.platform.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Optional;

/**
 * A legal rule for a due day, such as "the 29th of the month, in February its last day, and the
 * next working day if it is a holiday".
 *
 * @param monthOffset months from the last month of the period to the month of the due day
 * @param day day of that month, 1 to 31; in a shorter month its last day
 * @param shift where the due day goes when its nominal day is not worked
 */
public record Deadline(int monthOffset, int day, Shift shift) {

  /** The last day of every month. */
  public static final int LAST_DAY = 31;

  /** No rule of the law reaches further from its period. */
  public static final int MOST_MONTHS = 36;

  /** TT 02/2019/TT-BTC: a deadline on a holiday moves to the next working day. */
  public enum Shift {
    NONE("none"),
    NEXT_WORKING_DAY("next-working-day"),
    PREVIOUS_WORKING_DAY("previous-working-day");

    private final String id;

    Shift(String id) {
      this.id = id;
    }

    /** The word on the wire. */
    public String id() {
      return id;
    }

    public static Optional<Shift> find(String id) {
      return Arrays.stream(values()).filter(shift -> shift.id.equals(id)).findFirst();
    }
  }

  public Deadline {
    if (Math.abs(monthOffset) > MOST_MONTHS) {
      throw new IllegalArgumentException(
          "Month offset beyond %d: %d".formatted(MOST_MONTHS, monthOffset));
    }
    if (day < 1 || day > LAST_DAY) {
      throw new IllegalArgumentException("Not a day of a month: " + day);
    }
  }

  /** The day that the rule names, worked or not. */
  public LocalDate nominalDay(Period period) {
    YearMonth month = period.end().plusMonths(monthOffset);
    return month.atDay(Math.min(day, month.lengthOfMonth()));
  }

  /** The day on which it is due. */
  public LocalDate dueDay(Period period, WorkingDays workingDays) {
    LocalDate nominal = nominalDay(period);
    return switch (shift) {
      case NONE -> nominal;
      case NEXT_WORKING_DAY -> workingDays.onOrAfter(nominal);
      case PREVIOUS_WORKING_DAY -> workingDays.onOrBefore(nominal);
    };
  }

  /** The first instant that is too late: the end of the due day in Viet Nam. */
  public static Instant endOf(LocalDate dueDay) {
    return Instants.startOf(dueDay.plusDays(1)).toInstant();
  }
}
