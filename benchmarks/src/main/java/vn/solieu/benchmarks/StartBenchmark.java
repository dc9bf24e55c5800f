package vn.solieu.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * From the start of the process to the first answer that the service is ready, over a database that
 * has its tables, with and without a start cache; and the memory that it holds then and after a
 * load.
 */
final class StartBenchmark {

  private static final int READS = 5_000;
  private static final String HEADERS = "-XX:+UseCompactObjectHeaders";

  private StartBenchmark() {}

  static void run(BenchmarkEnvironment stand, int rounds) throws Exception {
    stand.define(1);
    Path cache = Path.of("benchmarks/target/stand/indicator-service.aot").toAbsolutePath();
    Files.deleteIfExists(cache);
    stand.restart(HEADERS, "-XX:AOTCacheOutput=" + cache);
    load(stand);
    double[] without = new double[rounds];
    double[] with = new double[rounds];
    double[] ready = new double[rounds];
    double[] loaded = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      without[i] = stand.restart(HEADERS).toMillis();
      with[i] = stand.restart(HEADERS, "-XX:AOTCache=" + cache).toMillis();
      ready[i] = stand.residentMemory() / 1e6;
      load(stand);
      loaded[i] = stand.residentMemory() / 1e6;
    }
    System.out.printf(
        Locale.ROOT,
        """

        Machine: %s. Median (least to greatest) of %d starts.

        | indicator-service | |
        |---|---|
        | start without a cache, ms | %s |
        | start with a cache of %,.0f MB, ms | %s |
        | resident memory when ready, MB | %s |
        | resident memory after %,d reads, MB | %s |
        """,
        BenchmarkEnvironment.machine(),
        rounds,
        new Samples(without).print(),
        Files.size(cache) / 1e6,
        new Samples(with).print(),
        new Samples(ready).print(),
        READS,
        new Samples(loaded).print());
  }

  private static void load(BenchmarkEnvironment stand) throws Exception {
    for (int i = 0; i < READS; i++) {
      int status = stand.get("/v1/observations?indicator=BENCH&area=BENCH1").statusCode();
      if (status != 200) {
        throw new IllegalStateException("answered " + status);
      }
    }
  }
}
