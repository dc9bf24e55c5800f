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
 * Push of a million CSV rows, checked and stored, against COPY of as many rows into a table with
 * the same columns and indexes.
 */
final class PushBenchmark {

  private static final int AREAS = 2_500;
  private static final int MONTHS = 400;
  private static final int ROWS = AREAS * MONTHS;

  private PushBenchmark() {}

  static void run(Stand stand, int rounds) throws Exception {
    stand.define(AREAS);
    stand.create(
        "PUT",
        "/v1/forms/BENCH",
        """
        {"symbol": "BENCH", "nameVi": "Sản lượng", "example": true, "publisher": "BENCH", "route": "department",
         "appraisal": "acceptance", "frequency": "month", "deadline": {"monthOffset": 1, "day": 17},
         "agencies": ["BENCH"], "decimalSeparator": ".", "defaultLevel": "official", "origin": "example",
         "blocks": [{"measure": "BENCH_OUTPUT", "frequency": "month", "sign": "non-negative"}],
         "sums": [], "changes": []}
        """);
    stand.execute("create table yardstick (like observation including indexes)");
    double[] pushes = new double[rounds];
    double[] copies = new double[rounds];
    Path file = Files.createTempFile("benchmark", ".csv");
    for (int round = 0; round < rounds; round++) {
      copies[round] = copy(stand, file, round);
      pushes[round] = push(stand, file, round);
      System.out.printf(
          Locale.ROOT,
          "round %d: COPY %,.0f rows/s, push %,.0f rows/s%n",
          round + 1,
          copies[round],
          pushes[round]);
    }
    Files.delete(file);
    Samples push = new Samples(pushes);
    Samples copy = new Samples(copies);
    System.out.printf(
        """

        Machine: %s. %,d rows, %d rounds; median (least to greatest).

        | what | rows/s | of the yardstick |
        |---|---|---|
        | COPY into the same indexed table | %s | 1 |
        | push of CSV, checked and stored, heap 256 MB | %s | %s |
        """,
        Stand.machine(), ROWS, rounds, copy.print(), push.print(), push.ratioTo(copy));
  }

  /** The same periods of the same areas again, as a revision would bring them. */
  private static double push(Stand stand, Path file, int round) throws Exception {
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

  private static String obligation(Stand stand, YearMonth period)
      throws IOException, InterruptedException {
    for (JsonNode obligation : stand.read("/v1/obligations?form=BENCH&limit=1000").get("items")) {
      if (obligation.path("period").asText().equals(period.toString())) {
        return obligation.get("id").asText();
      }
    }
    throw new IOException("No obligation for " + period);
  }

  private static double copy(Stand stand, Path file, int round) throws SQLException, IOException {
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

  private static double rowsPerSecond(long start) {
    return ROWS / ((System.nanoTime() - start) / 1e9);
  }
}
