/** The audit trail: who did what to which thing, in the transaction that did it. */
@NullMarked
package vn.solieu.platform.audit;

import org.jspecify.annotations.NullMarked;
