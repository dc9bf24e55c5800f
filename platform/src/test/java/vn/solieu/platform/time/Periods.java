package vn.solieu.platform.time;

import java.time.YearMonth;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/** Generated periods and references, a year away from the ends of the calendar. */
public class Periods extends DomainContextBase {

  @Provide
  Arbitrary<Period> periods() {
    Arbitrary<Integer> years =
        Arbitraries.integers().between(Period.FIRST_YEAR + 1, Period.LAST_YEAR - 1);
    return Arbitraries.of(Frequency.class)
        .flatMap(
            frequency ->
                Combinators.combine(years, firstMonths(frequency))
                    .as(
                        (year, month) ->
                            new Period(YearMonth.of(year, month), frequency.months())));
  }

  @Provide
  Arbitrary<Reference> references() {
    return Combinators.combine(periods(), Arbitraries.of(Accumulation.class)).as(Reference::new);
  }

  private static Arbitrary<Integer> firstMonths(Frequency frequency) {
    return switch (frequency) {
      case MONTH, YEAR -> Arbitraries.integers().between(1, 12);
      case QUARTER -> Arbitraries.of(1, 4, 7, 10);
      case HALF_YEAR -> Arbitraries.of(1, 7);
      case NINE_MONTHS -> Arbitraries.just(1);
    };
  }
}
