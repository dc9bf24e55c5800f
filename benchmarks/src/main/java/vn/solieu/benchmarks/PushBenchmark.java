package vn.solieu.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Reader;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.Locale;
import java.util.Map;
import org.postgresql.PGConnection;

/**
 * Push of a million CSV rows, checked and stored, against COPY of the same rows in the same order
 * into a table with the same columns and indexes. Both commit to a database that waits for its
 * disk; they take turns, and each begins after a vacuum and a checkpoint, so that neither pays for
 * what the other left behind.
 *
 * <p>First with figures of which none was accepted before; then as revisions, where the push has to
 * look for each cell, and finds that it was reported already.
 */
final class PushBenchmark {

  /** Of one measure by area and month; any figures of it may be in a round. */
  static final String FORM =
      """
      {"symbol": "BENCH", "nameVi": "Sản lượng", "example": true, "publisher": "BENCH", "route": "department",
       "appraisal": "acceptance", "frequency": "month", "deadline": {"monthOffset": 1, "day": 17},
       "agencies": ["BENCH"], "decimalSeparator": ".", "defaultLevel": "official", "origin": "example",
       "blocks": [{"measure": "BENCH_OUTPUT", "frequency": "month", "sign": "non-negative"}],
       "sums": [], "changes": []}
      """;

  private static final int AREAS = 2_500;
  private static final int MONTHS = 400;
  private static final int ROWS = AREAS * MONTHS;

  private PushBenchmark() {}

  static void run(BenchmarkEnvironment stand, int rounds) throws Exception {
    stand.define(AREAS);
    stand.create("PUT", "/v1/forms/BENCH", FORM);
    stand.execute("create table yardstick (like observation including all)");
    Path file = Files.createTempFile("benchmark", ".csv");
    String first = compare(stand, file, "figures that are new", 0, rounds);
    stand.execute("update vintage set state = 'accepted'");
    String again = compare(stand, file, "revision of accepted figures", rounds, rounds);
    Files.delete(file);
    requireSameRows(stand, 2 * rounds);
    System.out.printf(
        """

        Machine: %s. %s. %,d rows in each of %d rounds; median (least to greatest), rows/s.

        | push of CSV, checked and stored, heap 256 MB | COPY into the same indexed table | push | ratio |
        |---|---|---|---|
        %s%s""",
        BenchmarkEnvironment.machine(), durability(stand), ROWS, rounds, first, again);
  }

  private static String compare(
      BenchmarkEnvironment stand, Path file, String what, int from, int rounds) throws Exception {
    double[] pushes = new double[rounds];
    double[] copies = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      if (i % 2 == 0) {
        copies[i] = copy(stand, file, from + i);
        pushes[i] = push(stand, file, from + i);
      } else {
        pushes[i] = push(stand, file, from + i);
        copies[i] = copy(stand, file, from + i);
      }
      System.out.printf(
          Locale.ROOT,
          "%s, round %d: COPY %,.0f rows/s, push %,.0f rows/s: %.2f%n",
          what,
          i + 1,
          copies[i],
          pushes[i],
          pushes[i] / copies[i]);
    }
    Samples push = new Samples(pushes);
    Samples copy = new Samples(copies);
    return "| %s | %s | %s | %s |%n"
        .formatted(what, copy.print(), push.print(), push.ratioTo(copy));
  }

  /** What a commit waits for, as the server says. */
  private static String durability(BenchmarkEnvironment stand) throws SQLException {
    return stand.text(
        """
        select string_agg(name || '=' || setting, ', ' order by name) from pg_settings
        where name in ('fsync', 'full_page_writes', 'synchronous_commit', 'wal_level')
        """);
  }

  /** A comparison of unlike work says nothing. */
  private static void requireSameRows(BenchmarkEnvironment stand, int rounds) throws SQLException {
    String rows = "select count(*) || ' ' || sum(value) || ' ' || sum(period::bigint) from ";
    String stored = stand.text(rows + "observation");
    String copied = stand.text(rows + "yardstick");
    if (!stored.equals(copied) || !stored.startsWith(rounds * ROWS + " ")) {
      throw new IllegalStateException("stored %s, copied %s".formatted(stored, copied));
    }
  }

  /** The same periods of the same areas again, as a revision would bring them. */
  private static double push(BenchmarkEnvironment stand, Path file, int round) throws Exception {
    YearMonth last = YearMonth.of(2026, 1).plusMonths(round);
    stand.create("POST", "/v1/rounds", "{\"form\": \"BENCH\", \"period\": \"%s\"}".formatted(last));
    String obligation = obligation(stand, last);
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("measure,area,period,value\n");
      for (int area = 1; area <= AREAS; area++) {
        for (int month = 0; month < MONTHS; month++) {
          out.write(
              "BENCH_OUTPUT,BENCH%d,%s,%d.%d%n"
                  .formatted(
                      area, YearMonth.of(1990, 1).plusMonths(month), area + month, round % 10));
        }
      }
    }
    settle(stand);
    long start = System.nanoTime();
    stand.send(
        "POST",
        "/v1/submissions?obligation=" + obligation,
        "reporter",
        "text/csv",
        BodyPublishers.ofFile(file),
        Map.of("Idempotency-Key", "benchmark-" + round));
    return rowsPerSecond(start);
  }

  static String obligation(BenchmarkEnvironment stand, YearMonth period)
      throws IOException, InterruptedException {
    for (JsonNode obligation : stand.read("/v1/obligations?form=BENCH&limit=1000").get("items")) {
      if (obligation.path("period").asText().equals(period.toString())) {
        return obligation.get("id").asText();
      }
    }
    throw new IOException("No obligation for " + period);
  }

  private static double copy(BenchmarkEnvironment stand, Path file, int round)
      throws SQLException, IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (int series = 1; series <= AREAS; series++) {
        for (int month = 0; month < MONTHS; month++) {
          out.write(
              "1,%d,%d,%d,%d.%d,1,official,,first,example,value,free,0,,f%n"
                  .formatted(
                      series, (1990 * 12 + month) * 16 + 1, round, series + month, round % 10));
        }
      }
    }
    settle(stand);
    try (Connection connection = stand.connect();
        Reader rows = Files.newBufferedReader(file)) {
      long start = System.nanoTime();
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn("copy yardstick from stdin (format csv)", rows);
      return rowsPerSecond(start);
    }
  }

  private static void settle(BenchmarkEnvironment stand) throws SQLException {
    stand.execute("vacuum analyze observation", "vacuum analyze yardstick", "checkpoint");
  }

  private static double rowsPerSecond(long start) {
    return ROWS / ((System.nanoTime() - start) / 1e9);
  }
}
