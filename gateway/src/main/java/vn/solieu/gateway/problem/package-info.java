/** The gateway's own refusals, and the pages behind the types of problems. */
@NullMarked
package vn.solieu.gateway.problem;

import org.jspecify.annotations.NullMarked;
