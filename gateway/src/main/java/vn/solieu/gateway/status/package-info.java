/** Whether the services answer, and how far they are. */
@NullMarked
package vn.solieu.gateway.status;

import org.jspecify.annotations.NullMarked;
