/** How large, deep, many and exact anything from outside may be. */
@NullMarked
package vn.solieu.platform.bounds;

import org.jspecify.annotations.NullMarked;
