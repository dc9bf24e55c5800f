/**
 * The push of an agency's figures: spooled, read as a stream, checked row by row by pure rules and
 * across rows in the database, then stored under a vintage that nobody sees, or refused with every
 * finding.
 */
@NullMarked
package vn.solieu.indicator.submission;

import org.jspecify.annotations.NullMarked;
