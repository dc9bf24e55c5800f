/**
 * Units of territory: permanent ids, dated facts about them, and what became of them. Other
 * features look units up in {@link vn.solieu.indicator.area.Areas}.
 */
@NullMarked
package vn.solieu.indicator.area;

import org.jspecify.annotations.NullMarked;
