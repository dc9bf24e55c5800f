/** What must be true before a service may start, and the clock it runs by. */
@NullMarked
package vn.solieu.platform.startup;

import org.jspecify.annotations.NullMarked;
