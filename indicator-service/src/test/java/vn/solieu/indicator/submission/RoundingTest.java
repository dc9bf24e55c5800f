package vn.solieu.indicator.submission;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.RoundingMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;

class RoundingTest {

  @Property
  void whatRoundingTakesIsWhatTheExactDecimalSays(
      @ForAll @BigRange(min = "-12", max = "12") @Scale(4) BigDecimal number,
      @ForAll @IntRange(max = 5) int decimals) {
    BigDecimal published = number.setScale(decimals, RoundingMode.HALF_UP);
    Rounding expected =
        published.compareTo(number) == 0
            ? Rounding.NOTHING
            : published.signum() == 0 ? Rounding.ALL : Rounding.DIGITS;

    assertEquals(expected, Rounding.of(number.toPlainString(), decimals));
    assertEquals(expected, Rounding.of(number.stripTrailingZeros().toPlainString(), decimals));
  }
}
