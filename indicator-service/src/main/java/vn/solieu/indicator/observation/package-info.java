/**
 * The store of figures: what was pushed, in vintages; what of it is public, by openings; and the
 * query over it. Other features write through {@link vn.solieu.indicator.observation.VintageStore}.
 */
@NullMarked
package vn.solieu.indicator.observation;

import org.jspecify.annotations.NullMarked;
