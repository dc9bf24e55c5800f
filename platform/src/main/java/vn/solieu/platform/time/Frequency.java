package vn.solieu.platform.time;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * How long the periods of a series are, in the words of SDMX's frequencies (CL_FREQ), which know no
 * nine months.
 */
public enum Frequency {
  MONTH("month", 1),
  QUARTER("quarter", 3),
  HALF_YEAR("half-year", 6),
  NINE_MONTHS("nine-months", 9),
  YEAR("year", 12);

  /** How often figures and publications come: as a period does, or more seldom than any. */
  public static final List<String> CYCLES =
      Stream.concat(
              Arrays.stream(values()).map(Frequency::id),
              Stream.of("two-years", "five-years", "ten-years"))
          .toList();

  private static final Map<Integer, Frequency> BY_MONTHS =
      Arrays.stream(values()).collect(toUnmodifiableMap(Frequency::months, Function.identity()));

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
    return Optional.ofNullable(BY_MONTHS.get(months));
  }
}
