package vn.solieu.indicator.submission;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.solieu.indicator.form.DecimalSeparator;

/**
 * What stands in a cell: a number, or why there is none. The symbols are those of the yearbooks:
 * "-" nothing occurred, "..." it occurred and was not collected, "x" not applicable, blank not
 * reported. A zero with the state below-unit is the yearbooks' "0": it occurred, in less than half
 * of the last decimal.
 *
 * @param number with a decimal point and all decimals that were sent; null without one
 * @param state the word of the value state
 */
record CellValue(@Nullable String number, String state) {

  static final String VALUE = "value";
  static final String NIL = "nil";
  static final String BELOW_UNIT = "below-unit";
  static final String NOT_COLLECTED = "not-collected";
  static final String NOT_REPORTED = "not-reported";
  static final String NOT_APPLICABLE = "not-applicable";

  static final Set<String> STATES =
      Set.of(VALUE, NIL, BELOW_UNIT, NOT_COLLECTED, NOT_REPORTED, NOT_APPLICABLE);

  /** A true zero. */
  private static final CellValue NOTHING_OCCURRED = new CellValue("0", NIL);

  private static final CellValue BLANK = new CellValue(null, NOT_REPORTED);

  static boolean isSymbol(String text) {
    return !symbol(text).isEmpty();
  }

  /** The state that a symbol stands for; empty for other texts. */
  private static String symbol(String text) {
    return switch (text) {
      case "-", "–", "—" -> NIL;
      case "...", "…" -> NOT_COLLECTED;
      case "x", "X" -> NOT_APPLICABLE;
      default -> "";
    };
  }

  /** Whether text and state, each known to be right in itself, agree; empty when they do not. */
  static Optional<CellValue> of(
      @Nullable String text, @Nullable String state, DecimalSeparator format) {
    if (text == null) {
      return withoutText(state);
    }
    String symbol = symbol(text);
    if (!symbol.isEmpty()) {
      return state == null || state.equals(symbol) ? withoutText(symbol) : Optional.empty();
    }
    String number = format.read(text);
    if (state == null || state.equals(VALUE) || state.equals(BELOW_UNIT)) {
      return Optional.of(new CellValue(number, state == null ? VALUE : state));
    }
    return state.equals(NIL) && number != null && isZero(number)
        ? Optional.of(NOTHING_OCCURRED)
        : Optional.empty();
  }

  private static Optional<CellValue> withoutText(@Nullable String state) {
    return switch (state) {
      case null -> Optional.of(BLANK);
      case VALUE -> Optional.empty();
      case NIL -> Optional.of(NOTHING_OCCURRED);
      default -> Optional.of(new CellValue(null, state));
    };
  }

  /** Whether it is said to be below the unit, and is a number that is not. */
  boolean isNotBelowUnit(int decimals) {
    return state.equals(BELOW_UNIT)
        && number != null
        && !isZero(number)
        && Rounding.of(number, decimals) != Rounding.ALL;
  }

  boolean isNegative() {
    return number != null && number.startsWith("-") && !isZero(number);
  }

  private static boolean isZero(String number) {
    return number.chars().noneMatch(c -> c >= '1' && c <= '9');
  }
}
