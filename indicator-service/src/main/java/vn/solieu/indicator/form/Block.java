package vn.solieu.indicator.form;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.solieu.indicator.observation.Level;
import vn.solieu.indicator.observation.ValueType;
import vn.solieu.platform.time.Accumulation;
import vn.solieu.platform.time.Frequency;
import vn.solieu.platform.time.Period;

/**
 * Cells of a form that are alike but for area, codes and period.
 *
 * @param measure id of the measure
 * @param areas ids of areas; null where {@code childrenOf} says which, or any area may be reported.
 *     What holds its territory stands for one that is gone at the end of the cell's period
 * @param childrenOf id of the area whose parts at the end of the cell's own period are reported
 * @param breakdowns the dimensions by which the figures are broken down, each with the codes that
 *     are taken, empty for any of its codelist; a dimension that is not here is not given in the
 *     row
 * @param variant empty for actual figures
 * @param frequency length of the cells' periods
 * @param periodOffset 0 the round's period, -1 the one before it; null any period up to the round's
 * @param level the level that the figures have; null where the row says it, or else the form
 */
public record Block(
    String measure,
    @Nullable List<String> areas,
    @Nullable String childrenOf,
    Map<String, List<String>> breakdowns,
    ValueType valueType,
    String variant,
    Accumulation accumulation,
    Frequency frequency,
    @Nullable Integer periodOffset,
    @Nullable Level level,
    boolean required,
    Sign sign) {

  /** The period of this block's cells in a round; empty where any up to the round's is taken. */
  public Optional<Period> period(Period round) {
    return Optional.ofNullable(periodOffset).map(offset -> containing(round).plus(offset));
  }

  /** Whether a period of this block's length may be reported in a round. */
  public boolean takes(Period period, Period round) {
    return period.months() == frequency.months()
        && period(round).map(period::equals).orElseGet(() -> !period.end().isAfter(round.end()));
  }

  /** The period of this block's length in which the round's period ends. */
  private Period containing(Period round) {
    if (frequency == round.frequency()) {
      return round; // a school or crop year stays one
    }
    int startMonth =
        (round.end().getMonthValue() - 1) / frequency.months() * frequency.months() + 1;
    return new Period(
        frequency == Frequency.NINE_MONTHS
            ? round.end().withMonth(1)
            : round.end().withMonth(startMonth),
        frequency.months());
  }
}
