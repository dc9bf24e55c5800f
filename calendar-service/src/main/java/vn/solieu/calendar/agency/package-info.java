/** The agencies that the indicator service tells of: a release belongs to one of them. */
@NullMarked
package vn.solieu.calendar.agency;

import org.jspecify.annotations.NullMarked;
