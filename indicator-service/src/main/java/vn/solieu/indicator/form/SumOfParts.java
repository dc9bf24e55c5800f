package vn.solieu.indicator.form;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The figure of the whole is the sum of the figures of its parts. Only checked where all parts have
 * been reported, in the file, or before it as published or accepted figures: otherwise the sum is
 * incomplete.
 *
 * @param dimension id of the breakdown
 * @param total code of the whole; null where the whole is the figure without this breakdown
 * @param parts codes of the parts
 * @param tolerance in the unit of the measure; null: 0.5 × parts × 10^-decimals, what rounding
 *     alone can make
 */
public record SumOfParts(
    String measure,
    String dimension,
    @Nullable String total,
    List<String> parts,
    @Nullable BigDecimal tolerance) {

  public BigDecimal tolerance(int decimals) {
    return tolerance != null
        ? tolerance
        : new BigDecimal("0.5").multiply(BigDecimal.valueOf(parts.size())).movePointLeft(decimals);
  }
}
