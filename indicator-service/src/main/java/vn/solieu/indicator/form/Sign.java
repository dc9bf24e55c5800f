package vn.solieu.indicator.form;

/** Which figures a cell takes. */
public enum Sign {
  ANY,
  NON_NEGATIVE
}
