/** A write that is sent twice happens once. */
@NullMarked
package vn.solieu.platform.idempotency;

import org.jspecify.annotations.NullMarked;
