package vn.solieu.platform.time;

import java.util.Arrays;
import java.util.Optional;

/**
 * How long the periods of a series are. Nine months has no code in ISO 8601 or SDMX lists of its
 * own.
 */
public enum Frequency {
  MONTH("month", 1),
  QUARTER("quarter", 3),
  SIX_MONTHS("six-months", 6),
  NINE_MONTHS("nine-months", 9),
  YEAR("year", 12);

  private final String id;
  private final int months;

  Frequency(String id, int months) {
    this.id = id;
    this.months = months;
  }

  /** The word on the wire. */
  public String id() {
    return id;
  }

  public int months() {
    return months;
  }

  /** Months from one period's start to the next one's: nine months come once a year. */
  int step() {
    return this == NINE_MONTHS ? 12 : months;
  }

  public static Optional<Frequency> find(String id) {
    return Arrays.stream(values()).filter(frequency -> frequency.id.equals(id)).findFirst();
  }

  static Optional<Frequency> ofMonths(int months) {
    return Arrays.stream(values()).filter(frequency -> frequency.months == months).findFirst();
  }
}
