package vn.solieu.platform.events;

/** Who may hear of an event. */
public enum Visibility {
  /** The services of the installation alone. */
  INTERNAL,
  /** Everyone: the event goes also to {@link Topic#PUBLIC_EVENTS}. */
  PUBLIC
}
