/** The trace (W3C Trace Context) to which a request and all that follows from it belong. */
@NullMarked
package vn.solieu.platform.trace;

import org.jspecify.annotations.NullMarked;
