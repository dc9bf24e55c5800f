package vn.solieu.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;

/**
 * From the instant of a release to the first answer of the gateway that shows its figures, for a
 * release of a thousand and one of a million figures: pushed, accepted, listed, sealed and
 * published as in production, asked for every two milliseconds.
 */
final class ReleaseBenchmark {

  private record Size(int areas, int months) {

    int figures() {
      return areas * months;
    }
  }

  private static final Size SMALL = new Size(50, 20);
  private static final Size LARGE = new Size(2_500, 400);

  private static final Duration AHEAD = Duration.ofSeconds(4);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final BenchmarkEnvironment stand;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Clock clock = Clock.systemUTC();
  private int count;

  private ReleaseBenchmark(BenchmarkEnvironment stand) {
    this.stand = stand;
  }

  static void run(BenchmarkEnvironment stand, int rounds) throws Exception {
    new ReleaseBenchmark(stand).run(rounds);
  }

  private void run(int rounds) throws Exception {
    stand.withCalendar();
    stand.define(LARGE.areas());
    stand.create("PUT", "/v1/forms/BENCH", PushBenchmark.FORM);
    awaitCalendarKnowsTheAgency();
    release(SMALL); // warms up
    double[] small = new double[rounds];
    double[] large = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      small[i] = release(SMALL);
      large[i] = release(LARGE);
    }
    System.out.printf(
        Locale.ROOT,
        """

        Machine: %s. %d releases of each size; ms from the instant, median (least to greatest).

        | figures of the release | instant to visible |
        |---|---|
        | %,d | %s |
        | %,d | %s |

        Ratio of the medians: %s
        """,
        BenchmarkEnvironment.machine(),
        rounds,
        SMALL.figures(),
        new Samples(small).print(),
        LARGE.figures(),
        new Samples(large).print(),
        new Samples(large).ratioTo(new Samples(small)));
  }

  private double release(Size size) throws Exception {
    count++;
    String value = count + ".5"; // of the cell that is looked at: no release had it before
    String vintage = acceptedVintage(size, value);
    Instant instant = clock.instant().plus(AHEAD).truncatedTo(ChronoUnit.MILLIS);
    String release = plan(instant);
    send("release-officer", "PUT", release + "/contents/vintage/" + vintage, "", Map.of());
    return delay(instant, value);
  }

  private String acceptedVintage(Size size, String value) throws Exception {
    YearMonth period = YearMonth.of(2026, 1).plusMonths(count);
    stand.create(
        "POST", "/v1/rounds", "{\"form\": \"BENCH\", \"period\": \"%s\"}".formatted(period));
    Path file = Files.createTempFile("benchmark", ".csv");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      // An official figure would not change by a push of no reason.
      out.write("measure,area,period,value,level\n");
      for (int area = 1; area <= size.areas(); area++) {
        for (int month = 0; month < size.months(); month++) {
          out.write(
              "BENCH_OUTPUT,BENCH%d,%s,%s,preliminary%n"
                  .formatted(area, YearMonth.of(1990, 1).plusMonths(month), value));
        }
      }
    }
    JsonNode receipt =
        stand.send(
            "POST",
            "/v1/submissions?obligation=" + PushBenchmark.obligation(stand, period),
            "reporter",
            "text/csv",
            BodyPublishers.ofFile(file),
            Map.of("Idempotency-Key", "release-" + count));
    Files.delete(file);
    String submission = "/v1/submissions/" + receipt.get("id").asText();
    change("appraiser", stand.at(submission), "accept");
    return receipt.get("vintage").asText();
  }

  private String plan(Instant instant) throws IOException, InterruptedException {
    String body =
        """
        {"titleVi": "Đo", "titleEn": "A measurement", "agency": "BENCH", "scheduledAt": "%s"}
        """
            .formatted(instant.atOffset(ZoneOffset.ofHours(7)));
    JsonNode planned =
        send("release-officer", "POST", stand.atGateway("/v1/releases").toString(), body, Map.of());
    URI release = stand.atGateway("/v1/releases/" + planned.get("id").asText());
    change("release-officer", release, "announce");
    change("calendar-approver", release, "confirm");
    return release.toString();
  }

  private void change(String role, URI what, String action)
      throws IOException, InterruptedException {
    var current =
        http.send(
            HttpRequest.newBuilder(what)
                .header("Authorization", "Bearer " + stand.token(role))
                .build(),
            BodyHandlers.discarding());
    String tag = current.headers().firstValue("ETag").orElseThrow();
    send(role, "POST", what + "/" + action, "{}", Map.of("If-Match", tag));
  }

  private JsonNode send(
      String role, String method, String where, String body, Map<String, String> headers)
      throws IOException, InterruptedException {
    return stand.send(
        method, where, role, "application/json", BodyPublishers.ofString(body), headers);
  }

  private double delay(Instant instant, String value) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(
                stand.atGateway(
                    "/v1/observations?indicator=BENCH&area=BENCH1&from=1990-01&to=1990-01"))
            .build();
    String shown = "[" + value + "]";
    while (clock.instant().isBefore(instant.plus(PATIENCE))) {
      if (http.send(request, BodyHandlers.ofString()).body().contains(shown)) {
        return Duration.between(instant, clock.instant()).toNanos() / 1e6;
      }
      Thread.sleep(2);
    }
    throw new IOException("Release not seen; see benchmarks/target/stand");
  }

  /** It hears of agencies by Kafka, and takes a release of those alone that it knows. */
  private void awaitCalendarKnowsTheAgency() throws IOException, InterruptedException {
    Instant end = clock.instant().plus(PATIENCE);
    while (true) {
      try {
        plan(clock.instant().plus(Duration.ofDays(1)));
        return;
      } catch (IOException notYet) {
        if (clock.instant().isAfter(end)) {
          throw notYet;
        }
        Thread.sleep(500);
      }
    }
  }
}
