package vn.solieu.indicator.form.rule;

import java.math.BigDecimal;

/**
 * A number in a finding that comes from figures that are not public: that it was told is audited as
 * a read of these figures is.
 */
public record Embargoed(BigDecimal number) {

  /** The number as a finding tells it. */
  static Object unless(boolean open, BigDecimal number) {
    return open ? number : new Embargoed(number);
  }
}
