package vn.solieu.indicator.form;

/** What the office does with a submission of the form (Statistics Law art. 47). */
public enum Appraisal {
  /** The office accepts or returns it. */
  ACCEPTANCE,
  /** The office gives an opinion; the publisher decides. */
  OPINION,
  /** The publisher answers for it alone. */
  NONE
}
