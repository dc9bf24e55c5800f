/** The checks of a push that see several of its figures, or the store beside them. */
@NullMarked
package vn.solieu.indicator.submission.check;

import org.jspecify.annotations.NullMarked;
