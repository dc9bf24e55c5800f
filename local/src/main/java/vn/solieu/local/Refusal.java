package vn.solieu.local;

/**
 * The launcher cannot go on; the message tells its user why and what to do, and is all that is
 * shown.
 */
final class Refusal extends Exception {
  Refusal(String message) {
    super(message);
  }
}
