package vn.solieu.indicator.form;

import java.math.BigDecimal;

/**
 * A figure that differs from that of the previous period by more than so many per cent needs a
 * justification (TT 02/2019/TT-BTC); a year to date is compared with the same span of last year, or
 * else with the month before at its pace. What it is compared with is of the same file, published,
 * or accepted of the same sender.
 */
public record Change(String measure, BigDecimal percent) {}
