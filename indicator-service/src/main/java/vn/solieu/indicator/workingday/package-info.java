/** The working days that the calendar tells of: due dates follow from them. */
@NullMarked
package vn.solieu.indicator.workingday;

import org.jspecify.annotations.NullMarked;
