package vn.solieu.platform.events;

/**
 * An event that this consumer will never understand, however often it is delivered. It belongs into
 * the dead-letter topic; anything else that fails is tried again.
 */
public class UnreadableEvent extends RuntimeException {

  public UnreadableEvent(String message) {
    super(message);
  }

  public UnreadableEvent(String message, Throwable cause) {
    super(message, cause);
  }
}
