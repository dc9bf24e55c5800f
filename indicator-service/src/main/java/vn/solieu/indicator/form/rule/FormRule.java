package vn.solieu.indicator.form.rule;

import vn.solieu.platform.problem.FieldValidator;

/** A rule that a form chooses, as it stands in the form's document. */
public interface FormRule {

  /** Id of the measure whose figures it checks. */
  String measure();

  /** Finds what is wrong with it before the form is kept. */
  void check(MeasureValidator measures, FieldValidator at);
}
