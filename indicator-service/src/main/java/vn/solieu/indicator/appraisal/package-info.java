/**
 * What becomes of a submission: another person accepts or returns it, or its agency takes it back
 * (Statistics Law art. 47).
 */
@NullMarked
package vn.solieu.indicator.appraisal;

import org.jspecify.annotations.NullMarked;
