package vn.solieu.benchmarks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** What reads and pushes cost with one, five and twenty million figures stored. */
final class GrowthBenchmark {

  private static final int MONTHS = 400;
  private static final List<Integer> AREAS = List.of(2_500, 12_500, 50_000);

  /** Areas beyond those that have figures, for the pushes. */
  private static final int PUSHED_AREAS = 250;

  private static final int PUSHES = 3;
  private static final int READS = 4_000;
  private static final int WARM_UP = 20_000;

  private GrowthBenchmark() {}

  static void run(BenchmarkEnvironment stand) throws Exception {
    stand.define(AREAS.getLast() + AREAS.size() * PUSHES * PUSHED_AREAS);
    stand.create("PUT", "/v1/forms/BENCH", PushBenchmark.FORM);
    stand.execute(
        """
        insert into series (measure, area, value_type, accumulation)
        select m.key, a.key, 'actual', 'period'
        from measure m, area a where m.id = 'BENCH_OUTPUT' order by a.key limit %d
        """
            .formatted(AREAS.getLast()));
    System.out.printf(
        """

        Machine: %s. One caller, %,d reads of 120 figures; %d pushes of %,d new figures.

        | stored figures | read: p50, ms | p99, ms | push, rows/s |
        |---|---|---|---|
        """,
        BenchmarkEnvironment.machine(), READS, PUSHES, PUSHED_AREAS * MONTHS);
    int before = 0;
    int pushed = AREAS.getLast();
    for (int areas : AREAS) {
      publish(stand, before, areas);
      reads(stand, areas, before == 0 ? WARM_UP : READS);
      Samples read = reads(stand, areas, READS);
      double[] rows = new double[PUSHES];
      for (int i = 0; i < PUSHES; i++) {
        rows[i] = push(stand, pushed);
        pushed += PUSHED_AREAS;
      }
      System.out.printf(
          Locale.ROOT,
          "| %,d | %.2f | %.2f | %s |%n",
          (long) areas * MONTHS,
          read.median(),
          read.percentile(99),
          new Samples(rows).print());
      before = areas;
    }
  }

  /** Figures of further areas, as one public vintage. */
  private static void publish(BenchmarkEnvironment stand, int from, int to) throws SQLException {
    stand.execute(
        """
        insert into vintage (id, submission, agency, state)
        values (gen_random_uuid(), gen_random_uuid(), 'BENCH', 'accepted')
        """,
        """
        insert into observation (indicator, series, period, vintage, value, decimals, level, reason, origin, value_state)
        select m.indicator, s.key, (1990 * 12 + p) * 16 + 1, (select max(key) from vintage), s.key + p, 1,
               'official', 'first', 'example', 'value'
        from (select key, measure from series order by key offset %d limit %d) s
        join measure m on m.key = s.measure
        cross join generate_series(0, %d) p
        order by s.key, p
        """
            .formatted(from, to - from, MONTHS - 1),
        """
        insert into publication_applied
        select max(key), 'R' || max(key), now(), now(), 'live', false, false, null from vintage
        """,
        "insert into opening select max(key), max(key), now(), 0 from vintage",
        """
        insert into indicator_opening (indicator, sequence, last_vintage, last_published_at, in_order)
        select i.key, v.key, v.key, now(), true
        from indicator i, (select max(key) as key from vintage) v
        on conflict (indicator) do update set
          sequence = excluded.sequence, last_vintage = excluded.last_vintage,
          last_published_at = excluded.last_published_at
        """);
    stand.execute("vacuum analyze");
    stand.execute("checkpoint");
  }

  private static Samples reads(BenchmarkEnvironment stand, int areas, int count) throws Exception {
    Random random = new Random(7);
    double[] milliseconds = new double[count];
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      for (int i = 0; i < count; i++) {
        HttpRequest request =
            HttpRequest.newBuilder(
                    stand.at(
                        "/v1/observations?indicator=BENCH&last=120&area=BENCH"
                            + (1 + random.nextInt(areas))))
                .build();
        long start = System.nanoTime();
        int status = http.send(request, BodyHandlers.ofByteArray()).statusCode();
        milliseconds[i] = (System.nanoTime() - start) / 1e6;
        if (status != 200) {
          throw new IOException("answered " + status);
        }
      }
    }
    return new Samples(milliseconds);
  }

  private static double push(BenchmarkEnvironment stand, int firstArea) throws Exception {
    // A form takes no figures of later periods than its round.
    YearMonth period = YearMonth.of(2024, 1).plusMonths(firstArea / PUSHED_AREAS);
    stand.create(
        "POST", "/v1/rounds", "{\"form\": \"BENCH\", \"period\": \"%s\"}".formatted(period));
    String obligation = PushBenchmark.obligation(stand, period);
    Path file = Files.createTempFile("benchmark", ".csv");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("measure,area,period,value\n");
      for (int area = firstArea + 1; area <= firstArea + PUSHED_AREAS; area++) {
        for (int month = 0; month < MONTHS; month++) {
          out.write(
              "BENCH_OUTPUT,BENCH%d,%s,%d%n"
                  .formatted(area, YearMonth.of(1990, 1).plusMonths(month), area + month));
        }
      }
    }
    long start = System.nanoTime();
    stand.send(
        "POST",
        "/v1/submissions?obligation=" + obligation,
        "reporter",
        "text/csv",
        BodyPublishers.ofFile(file),
        Map.of("Idempotency-Key", "growth-" + firstArea));
    Duration taken = Duration.ofNanos(System.nanoTime() - start);
    Files.delete(file);
    return PUSHED_AREAS * MONTHS / (taken.toNanos() / 1e9);
  }
}
