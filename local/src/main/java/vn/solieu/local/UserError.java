package vn.solieu.local;

/**
 * The launcher cannot go on; the message tells its user why and what to do, and is all that is
 * shown.
 */
final class UserError extends Exception {
  UserError(String message) {
    super(message);
  }

  /** What happened in one line: what was tried, and what was met. */
  static String because(Exception failure) {
    Throwable cause = failure.getCause();
    return cause == null
        ? String.valueOf(failure.getMessage())
        : failure.getMessage() + ": " + cause;
  }
}
