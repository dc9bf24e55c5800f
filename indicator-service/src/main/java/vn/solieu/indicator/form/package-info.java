/**
 * Which agency reports which cells, how often and until when: forms with their rules, the rounds in
 * which the office issues them, and the obligations that follow.
 */
@NullMarked
package vn.solieu.indicator.form;

import org.jspecify.annotations.NullMarked;
