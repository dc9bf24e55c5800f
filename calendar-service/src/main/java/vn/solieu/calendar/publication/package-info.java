/** The publication log: one entry per published release, numbered without gaps, kept for ever. */
@NullMarked
package vn.solieu.calendar.publication;

import org.jspecify.annotations.NullMarked;
