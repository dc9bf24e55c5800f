package vn.solieu.indicator.form.rule;

import java.util.List;

/** The kinds of rules that forms choose from. */
public final class FormRuleKinds {

  /** In the order of the form's document, in which figures are checked too. */
  public static final List<FormRuleKind<?>> ALL = List.of(SumOfParts.KIND, Change.KIND);

  private FormRuleKinds() {}
}
