package vn.solieu.platform.time;

import java.time.YearMonth;
import java.util.List;
import java.util.stream.Stream;

/**
 * To which time a figure refers. One fact may have several names: the year to date at March is the
 * first quarter, at June the first six months, at September the nine months and at December the
 * year. It is stored under its {@link #canonical()} name; the others are its {@link #aliases()}.
 */
public record Reference(Period period, Accumulation accumulation) {

  /** The one name under which the fact is stored. */
  public Reference canonical() {
    return isYearToDateOfAWholePeriod()
        ? new Reference(sinceJanuary(period.end()), Accumulation.PERIOD)
        : this;
  }

  /** The other names of the fact, the monthly one first; empty where it has a single name. */
  public List<Reference> aliases() {
    Period whole = canonical().period;
    if (canonical().accumulation != Accumulation.PERIOD
        || whole.start().getMonthValue() != 1
        || whole.months() == 1) {
      return List.of();
    }
    return Stream.of(Frequency.values())
        .filter(frequency -> frequency.months() <= whole.months())
        .filter(frequency -> whole.months() % frequency.months() == 0)
        .map(
            frequency ->
                new Period(whole.end().minusMonths(frequency.months() - 1), frequency.months()))
        .map(last -> new Reference(last, Accumulation.YEAR_TO_DATE))
        .toList();
  }

  private boolean isYearToDateOfAWholePeriod() {
    // A school or crop year runs over January: its "year to date" is a season to date.
    return accumulation == Accumulation.YEAR_TO_DATE
        && period.start().getYear() == period.end().getYear()
        && period.end().getMonthValue() % 3 == 0;
  }

  private static Period sinceJanuary(YearMonth end) {
    return new Period(YearMonth.of(end.getYear(), 1), end.getMonthValue());
  }

  @Override
  public String toString() {
    return period + " " + accumulation.id();
  }
}
