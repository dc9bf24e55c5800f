package vn.solieu.benchmarks;

import java.nio.file.Path;

/**
 * Runs a benchmark and prints a table for docs/performance.md.
 *
 * <pre>
 * ./mvnw -Pbenchmarks -Dquick package
 * java -cp 'benchmarks/target/classes:embedded/target/classes:embedded/target/lib/*' \
 *   vn.solieu.benchmarks.Benchmarks push|read|figures|events|release|growth|start|held-open [rounds]
 * </pre>
 *
 * From the root of the checkout.
 */
public final class Benchmarks {

  private Benchmarks() {}

  public static void main(String[] arguments) throws Exception {
    String what = arguments.length > 0 ? arguments[0] : "";
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
    try (BenchmarkEnvironment stand = BenchmarkEnvironment.start(Path.of("").toAbsolutePath())) {
      switch (what) {
        case "push" -> PushBenchmark.run(stand, rounds);
        case "read" -> ReadBenchmark.run(stand, rounds);
        case "figures" -> FiguresBenchmark.run(stand, rounds);
        case "events" -> EventBenchmark.run(stand);
        case "release" -> ReleaseBenchmark.run(stand, rounds);
        case "growth" -> GrowthBenchmark.run(stand);
        case "start" -> StartBenchmark.run(stand, rounds);
        case "held-open" -> HeldOpenBenchmark.run(stand, rounds);
        default ->
            throw new IllegalArgumentException(
                "push, read, figures, events, release, growth, start or held-open, not: " + what);
      }
    }
  }
}
