/**
 * What the tests of every service share: one environment per build, tokens, a clock, and the rules.
 */
@NullMarked
package vn.solieu.testing;

import org.jspecify.annotations.NullMarked;
