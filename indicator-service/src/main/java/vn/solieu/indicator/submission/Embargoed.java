package vn.solieu.indicator.submission;

import java.math.BigDecimal;

/**
 * A number in a finding that comes from figures that are not public: that it was told is audited as
 * a read of these figures is.
 */
record Embargoed(BigDecimal number) {}
