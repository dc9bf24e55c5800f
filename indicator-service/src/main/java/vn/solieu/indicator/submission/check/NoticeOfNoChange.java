package vn.solieu.indicator.submission.check;

import vn.solieu.indicator.form.rule.Findings;
import vn.solieu.indicator.form.rule.Rule;

/** V58: a notice that has no change to explain. */
final class NoticeOfNoChange implements CrossRowRule {

  @Override
  public void check(StagedPush push, Findings findings) {
    if (push.hasNotice() && !push.saysChange() && !findings.refuse()) {
      findings.add(Rule.NOTICE_OF_NO_CHANGE, null, null);
    }
  }
}
