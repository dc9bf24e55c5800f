/** Which state of a thing is meant, and which one a caller has seen. Pure Java. */
@NullMarked
package vn.solieu.platform.version;

import org.jspecify.annotations.NullMarked;
