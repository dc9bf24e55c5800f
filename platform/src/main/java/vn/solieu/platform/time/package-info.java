/**
 * Periods, deadlines and working days as the law words them: solar months, quarters and years (TT
 * 02/2019/TT-BTC), every deadline a day in {@link vn.solieu.platform.time.Zone#HO_CHI_MINH}. Pure
 * values, no framework.
 */
@NullMarked
package vn.solieu.platform.time;

import org.jspecify.annotations.NullMarked;
