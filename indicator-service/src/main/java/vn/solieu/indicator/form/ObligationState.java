package vn.solieu.indicator.form;

/** Where an agency stands with what it owes. */
public enum ObligationState {
  /** Nothing is with the office. */
  OPEN,
  /** A submission waits for the office's decision. */
  SUBMITTED,
  /** Figures have been accepted; a correction may follow. */
  ACCEPTED,
  /** No longer owed. */
  CANCELLED;

  /**
   * What follows from the submissions.
   *
   * @param waiting whether one waits for a decision
   * @param accepted whether one is accepted
   */
  public ObligationState following(boolean waiting, boolean accepted) {
    if (this == CANCELLED) {
      return CANCELLED;
    }
    if (waiting) {
      return SUBMITTED;
    }
    return accepted ? ACCEPTED : OPEN;
  }
}
