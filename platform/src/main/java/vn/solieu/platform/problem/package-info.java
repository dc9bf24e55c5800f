/** Problem details (RFC 9457): one registry of types, one body, in Vietnamese and English. */
@NullMarked
package vn.solieu.platform.problem;

import org.jspecify.annotations.NullMarked;
