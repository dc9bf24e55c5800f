/**
 * How figures become public: the follower applies the calendar's publication log strictly in order,
 * and the gate lets public reads see nothing but what was opened.
 */
@NullMarked
package vn.solieu.platform.publication;

import org.jspecify.annotations.NullMarked;
