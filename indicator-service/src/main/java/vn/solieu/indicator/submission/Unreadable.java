package vn.solieu.indicator.submission;

import vn.solieu.platform.problem.LocalizedText;

/** The body is not of the syntax that its content type says; where, in both languages. */
final class Unreadable extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient LocalizedText where;

  Unreadable(LocalizedText where, Throwable cause) {
    super(where.en(), cause);
    this.where = where;
  }

  LocalizedText where() {
    return where;
  }
}
