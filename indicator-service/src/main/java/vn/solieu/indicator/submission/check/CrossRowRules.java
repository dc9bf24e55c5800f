package vn.solieu.indicator.submission.check;

import java.util.List;
import vn.solieu.indicator.form.rule.Findings;

/** The rules over the staged figures that every push is checked by, in the order of their work. */
public final class CrossRowRules {

  private static final List<CrossRowRule> IN_ORDER =
      List.of(
          new FactSentTwice(), // first: a sum counts each fact once
          new OwnerOfCell(),
          new RulesOfTheForm(),
          new LevelLowered(),
          new ValueWithdrawn(),
          new NothingCorrected(),
          new CellsLeftOut(),
          new NewCells(),
          new NoticeOfNoChange(),
          new ChangedInSilence());

  private CrossRowRules() {}

  public static void check(StagedPush push, Findings findings) {
    IN_ORDER.forEach(rule -> rule.check(push, findings));
  }
}
