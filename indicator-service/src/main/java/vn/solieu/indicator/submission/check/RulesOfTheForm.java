package vn.solieu.indicator.submission.check;

import vn.solieu.indicator.form.rule.Findings;
import vn.solieu.indicator.form.rule.StagedFigures;

/** The rules that the form has chosen. */
final class RulesOfTheForm implements CrossRowRule {

  @Override
  public void check(StagedPush push, Findings findings) {
    StagedFigures figures =
        new StagedFigures(push.sql(), push.form().id(), push.sender().agency(), push.measures());
    push.form().rules().forEach(rules -> rules.check(figures, findings));
  }
}
