package vn.solieu.local;

import java.io.PrintStream;
import java.time.Duration;

/** One line per step on the terminal, with the time that the step took. */
final class Progress {

  private final PrintStream out;

  Progress(PrintStream out) {
    this.out = out;
  }

  /** A step, which ends with what it has to say of itself. */
  @FunctionalInterface
  interface Step {
    String run() throws Exception;
  }

  void step(String name, Step step) throws Exception {
    long start = System.nanoTime();
    String result = step.run();
    Duration taken = Duration.ofNanos(System.nanoTime() - start);
    out.printf("  %-34s %-44s %6.1f s%n", name, result, taken.toMillis() / 1000.0);
  }

  void say(String text) {
    out.println(text);
  }
}
