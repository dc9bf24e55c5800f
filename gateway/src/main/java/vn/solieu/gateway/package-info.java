/** One address and one contract for all services. */
@NullMarked
package vn.solieu.gateway;

import org.jspecify.annotations.NullMarked;
