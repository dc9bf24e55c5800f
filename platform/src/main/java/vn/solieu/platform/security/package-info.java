/** Who calls, in which roles, for which scope, until when. */
@NullMarked
package vn.solieu.platform.security;

import org.jspecify.annotations.NullMarked;
