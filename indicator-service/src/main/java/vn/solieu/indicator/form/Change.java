package vn.solieu.indicator.form;

import java.math.BigDecimal;

/**
 * A figure that differs from the last published one of the previous period by more than so many per
 * cent needs a justification (TT 02/2019/TT-BTC).
 */
public record Change(String measure, BigDecimal percent) {}
