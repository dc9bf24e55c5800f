/** The rules that the figures of a form are checked by, and what they find. */
@NullMarked
package vn.solieu.indicator.form.rule;

import org.jspecify.annotations.NullMarked;
