/** Identifiers: those we make, and the shape of those we are given. */
@NullMarked
package vn.solieu.platform.identity;

import org.jspecify.annotations.NullMarked;
