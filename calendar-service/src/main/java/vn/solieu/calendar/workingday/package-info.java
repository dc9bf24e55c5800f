/** The yearly notices on public holidays, and the working days that follow from them. */
@NullMarked
package vn.solieu.calendar.workingday;

import org.jspecify.annotations.NullMarked;
