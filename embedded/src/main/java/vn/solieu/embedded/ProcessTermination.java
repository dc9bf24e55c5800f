package vn.solieu.embedded;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for the end of a process that may be nobody's child any more. */
final class ProcessTermination {

  private static final Duration LOOK_EVERY = Duration.ofMillis(20);

  static boolean await(ProcessHandle process, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!hasEnded(process)) {
      if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
        return false;
      }
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
    return true;
  }

  /**
   * The first process of a container seldom collects orphans, so one that has ended stays in the
   * table for ever and counts as alive. It has no command any more.
   */
  static boolean hasEnded(ProcessHandle process) {
    return !process.isAlive() || process.info().command().isEmpty();
  }

  private ProcessTermination() {}
}
