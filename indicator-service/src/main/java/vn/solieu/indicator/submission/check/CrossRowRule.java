package vn.solieu.indicator.submission.check;

import vn.solieu.indicator.form.rule.Findings;

/**
 * A rule, or a pair that one statement answers, that looks at several rows, or at what the sender
 * may know of the store, which is what is published and its own accepted figures. It counts all
 * that it finds and brings the first of them.
 */
interface CrossRowRule {

  /** Rows or cells that a finding about all of them names. */
  int NAMED = 10;

  void check(StagedPush push, Findings findings);
}
