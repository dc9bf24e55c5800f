package vn.solieu.platform.publication;

/** The calendar's log is not the one that was applied: nothing more is opened by it. */
final class ContradictoryLog extends RuntimeException {

  private final long sequence;

  ContradictoryLog(long sequence, String message) {
    super(message);
    this.sequence = sequence;
  }

  /** The first publication that is another, or is not there. */
  long sequence() {
    return sequence;
  }
}
