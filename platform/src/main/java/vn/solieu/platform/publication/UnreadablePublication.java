package vn.solieu.platform.publication;

import org.jspecify.annotations.Nullable;

/** An entry of the log that this service does not understand: nothing is opened beyond it. */
final class UnreadablePublication extends RuntimeException {

  UnreadablePublication(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
