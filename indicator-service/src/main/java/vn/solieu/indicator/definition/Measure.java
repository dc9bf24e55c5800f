package vn.solieu.indicator.definition;

import org.jspecify.annotations.Nullable;

/**
 * One of the figures that an indicator holds, with all that makes two figures comparable. What
 * defines it never changes: a new unit or base year is a new measure.
 *
 * @param key the key in the store
 * @param unit a code of the codelist {@value Definitions#UNITS}
 * @param unitLabel the code that names the unit together with the multiplier, as a file does:
 *     VND_BN for (VND, 9); the unit itself where none does
 * @param multiplier power of ten: 3 means that 1.5 stands for 1,500 units
 * @param decimals the decimals that are published; half is rounded up
 * @param priceYear the base year, exactly when prices are constant
 */
public record Measure(
    int key,
    String id,
    int indicatorKey,
    String indicatorId,
    String nameVi,
    @Nullable String nameEn,
    String unit,
    String unitLabel,
    int multiplier,
    int decimals,
    PriceBasis priceBasis,
    @Nullable Integer priceYear,
    Comparison comparison,
    Form form,
    Additivity additivity,
    ReferenceMoment referenceMoment) {

  public enum PriceBasis {
    NONE,
    CURRENT,
    CONSTANT
  }

  /** With what an index or a growth compares. */
  public enum Comparison {
    NONE,
    PREVIOUS_PERIOD,
    SAME_PERIOD_LAST_YEAR,
    DECEMBER,
    BASE_PERIOD
  }

  /** How it is printed: 1,250 tonnes; the index 108.2; the growth 8.2. */
  public enum Form {
    AMOUNT,
    INDEX,
    GROWTH
  }

  /** How figures of parts make the figure of the whole. */
  public enum Additivity {
    SUM,
    WEIGHTED_BY_POPULATION,
    WEIGHTED_BY_AREA,
    NONE
  }

  /** What of the period it speaks of: all of it (a flow), or a stock at a moment. */
  public enum ReferenceMoment {
    PERIOD,
    START,
    MIDDLE,
    END,
    AVERAGE
  }
}
