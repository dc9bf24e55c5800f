package vn.solieu.platform.time;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.Optional;

/**
 * A reference period of solar months: month, quarter, six months, nine months or year. Quarters
 * start in January, April, July or October, six months in January or July, nine months in January;
 * a year may start in any month (school year, crop year).
 *
 * <p>Written in ISO 8601 and SDMX notation, one spelling each: {@code 2026-03}, {@code 2026-Q1},
 * {@code 2026-S1}, {@code 2026-01-01/P9M}, {@code 2026}, {@code 2023-09-01/P1Y}.
 *
 * <p>Ordered by start, then by length; {@link #code()} has the same order.
 */
public record Period(YearMonth start, int months) implements Comparable<Period> {

  /** The years in which a period may start: outside of them it is a typing error. */
  public static final int FIRST_YEAR = 1800;

  public static final int LAST_YEAR = 2999;

  /** Four bits hold the length in months, so that the code orders by start and then by length. */
  private static final int CODE_LENGTHS = 16;

  private static final Comparator<Period> BY_START_THEN_LENGTH =
      Comparator.comparing(Period::start).thenComparingInt(Period::months);

  public Period {
    boolean starts =
        switch (months) {
          case 1, 12 -> true;
          case 3 -> start.getMonthValue() % 3 == 1;
          case 6 -> start.getMonthValue() % 6 == 1;
          case 9 -> start.getMonthValue() == 1;
          default -> false;
        };
    if (!starts || start.getYear() < FIRST_YEAR || start.getYear() > LAST_YEAR) {
      throw new DateTimeException("No period of %d months starts in %s".formatted(months, start));
    }
  }

  public static Period month(int year, int month) {
    return new Period(YearMonth.of(year, month), 1);
  }

  /** {@code quarter} is 1 to 4. */
  public static Period quarter(int year, int quarter) {
    return new Period(YearMonth.of(year, 3 * quarter - 2), 3);
  }

  /** {@code half} is 1 or 2. */
  public static Period halfYear(int year, int half) {
    return new Period(YearMonth.of(year, 6 * half - 5), 6);
  }

  public static Period nineMonths(int year) {
    return new Period(YearMonth.of(year, 1), 9);
  }

  public static Period year(int year) {
    return new Period(YearMonth.of(year, 1), 12);
  }

  /**
   * @throws DateTimeException if the text is not the one spelling of a period
   */
  public static Period parse(String text) {
    return find(text)
        .orElseThrow(() -> new DateTimeException("Not a period: \"%.40s\"".formatted(text)));
  }

  /**
   * Reads the one spelling of a period; anything else is empty. Meant for input nobody has checked.
   */
  public static Optional<Period> find(String text) {
    try {
      return read(text).filter(period -> period.format().equals(text));
    } catch (DateTimeException notAPeriod) {
      return Optional.empty();
    }
  }

  private static Optional<Period> read(String text) {
    int year = digits(text, 0, 4);
    if (year < 0) {
      return Optional.empty();
    }
    return switch (text.length()) {
      case 4 -> Optional.of(year(year));
      case 7 ->
          switch (text.charAt(5)) {
            case 'Q' -> Optional.of(quarter(year, digits(text, 6, 7)));
            case 'S' -> Optional.of(halfYear(year, digits(text, 6, 7)));
            default -> Optional.of(month(year, digits(text, 5, 7)));
          };
      case 14 -> {
        YearMonth start = YearMonth.of(year, digits(text, 5, 7));
        yield switch (text.substring(7)) {
          case "-01/P9M" -> Optional.of(new Period(start, 9));
          case "-01/P1Y" -> Optional.of(new Period(start, 12));
          default -> Optional.empty();
        };
      }
      default -> Optional.empty();
    };
  }

  /** The number at these places, or -1: which no year, month or quarter is. */
  private static int digits(String text, int from, int to) {
    if (text.length() < to) {
      return -1;
    }
    int number = 0;
    for (int i = from; i < to; i++) {
      char digit = text.charAt(i);
      if (digit < '0' || digit > '9') {
        return -1;
      }
      number = 10 * number + (digit - '0');
    }
    return number;
  }

  public String format() {
    int year = start.getYear();
    int month = start.getMonthValue();
    return switch (frequency()) {
      case MONTH -> start.toString();
      case QUARTER -> "%d-Q%d".formatted(year, (month + 2) / 3);
      case HALF_YEAR -> "%d-S%d".formatted(year, (month + 5) / 6);
      case NINE_MONTHS -> start + "-01/P9M";
      case YEAR -> month == 1 ? Integer.toString(year) : start + "-01/P1Y";
    };
  }

  /** A sortable number for stores and indexes. */
  public int code() {
    return (start.getYear() * 12 + start.getMonthValue() - 1) * CODE_LENGTHS + months;
  }

  /**
   * @throws DateTimeException if no period has this code
   */
  public static Period fromCode(int code) {
    int month = Math.floorDiv(code, CODE_LENGTHS);
    YearMonth start = YearMonth.of(Math.floorDiv(month, 12), Math.floorMod(month, 12) + 1);
    return new Period(start, Math.floorMod(code, CODE_LENGTHS));
  }

  public Frequency frequency() {
    return Frequency.ofMonths(months).orElseThrow();
  }

  /** The last month of the period. */
  public YearMonth end() {
    return start.plusMonths(months - 1);
  }

  public LocalDate firstDay() {
    return start.atDay(1);
  }

  public LocalDate lastDay() {
    return end().atEndOfMonth();
  }

  public boolean contains(LocalDate day) {
    YearMonth month = YearMonth.from(day);
    return !month.isBefore(start) && !month.isAfter(end());
  }

  public boolean contains(Period other) {
    return !other.start.isBefore(start) && !other.end().isAfter(end());
  }

  public Period next() {
    return plus(1);
  }

  public Period previous() {
    return plus(-1);
  }

  /** The period {@code count} steps later in a series of the same frequency. */
  public Period plus(int count) {
    return new Period(start.plusMonths((long) count * frequency().step()), months);
  }

  public Period samePeriodLastYear() {
    return new Period(start.minusYears(1), months);
  }

  @Override
  public int compareTo(Period other) {
    return BY_START_THEN_LENGTH.compare(this, other);
  }

  @Override
  public String toString() {
    return format();
  }
}
