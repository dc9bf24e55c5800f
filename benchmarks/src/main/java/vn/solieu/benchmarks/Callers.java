package vn.solieu.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** Eight callers, each of which asks again as soon as it is answered. */
final class Callers {

  static final int COUNT = 8;

  private Callers() {}

  /** Answers per second. */
  static double load(Supplier<HttpRequest> question, Duration time) throws Exception {
    // The server of the yardstick has no HTTP/2, and over one connection the callers would queue.
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        ExecutorService callers = Executors.newFixedThreadPool(COUNT)) {
      long start = System.nanoTime();
      long end = start + time.toNanos();
      List<Future<Integer>> counts = new ArrayList<>();
      for (int i = 0; i < COUNT; i++) {
        counts.add(callers.submit(() -> ask(http, question, end)));
      }
      int all = 0;
      for (Future<Integer> count : counts) {
        all += count.get();
      }
      return all / ((System.nanoTime() - start) / 1e9);
    }
  }

  private static int ask(HttpClient http, Supplier<HttpRequest> question, long end)
      throws IOException, InterruptedException {
    int count = 0;
    while (System.nanoTime() < end) {
      HttpResponse<byte[]> answer = http.send(question.get(), BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw new IOException(answer.statusCode() + " " + new String(answer.body(), UTF_8));
      }
      count++;
    }
    return count;
  }
}
