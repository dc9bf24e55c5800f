package vn.solieu.indicator.submission;

import vn.solieu.platform.problem.Text;

/** The body is not of the syntax that its content type says; where, in both languages. */
final class Unreadable extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Text where;

  Unreadable(Text where, Throwable cause) {
    super(where.en(), cause);
    this.where = where;
  }

  Text where() {
    return where;
  }
}
