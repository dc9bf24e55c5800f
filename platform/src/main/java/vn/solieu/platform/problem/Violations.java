package vn.solieu.platform.problem;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects everything that is wrong, so that the sender learns it at once. Keeps the first {@value
 * #KEPT} and counts the rest.
 */
public final class Violations {

  /** More than this tells a sender nothing new, and an answer must stay bounded. */
  public static final int KEPT = 1_000;

  private final List<Violation> kept = new ArrayList<>();
  private int total;

  public Violations check(boolean ok, Violation otherwise) {
    return ok ? this : add(otherwise);
  }

  public Violations add(Violation violation) {
    total++;
    if (kept.size() < KEPT) {
      kept.add(violation);
    }
    return this;
  }

  public boolean isEmpty() {
    return total == 0;
  }

  /** How many there are, also beyond those kept. */
  public int total() {
    return total;
  }

  public List<Violation> list() {
    return List.copyOf(kept);
  }

  /**
   * @throws ProblemException of this type, with all violations, when there are any
   */
  public void throwIfAny(ProblemType type, LocalizedText detail) {
    if (isEmpty()) {
      return;
    }
    ProblemException problem = new ProblemException(type, detail).with(kept);
    throw total > kept.size() ? problem.extension(ProblemMember.ERRORS_TOTAL, total) : problem;
  }
}
