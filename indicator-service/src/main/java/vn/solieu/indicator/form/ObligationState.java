package vn.solieu.indicator.form;

/** Where an agency stands with what it owes. */
public enum ObligationState {
  /** Nothing is with the office. */
  OPEN,
  /** A submission waits for the office's decision. */
  SUBMITTED,
  /** Figures have been accepted; a correction may follow. */
  ACCEPTED,
  /** Figures have been accepted, and what came after them was given back: it is owed again. */
  RETURNED,
  /** No longer owed. */
  CANCELLED;

  /**
   * What follows from the submissions.
   *
   * @param waiting whether one waits for a decision
   * @param accepted whether one is accepted
   * @param returned whether the last that was accepted or given back was given back
   */
  public ObligationState following(boolean waiting, boolean accepted, boolean returned) {
    if (this == CANCELLED) {
      return CANCELLED;
    }
    if (waiting) {
      return SUBMITTED;
    }
    if (!accepted) {
      return OPEN;
    }
    return returned ? RETURNED : ACCEPTED;
  }
}
