package vn.solieu.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Reads of others through the gateway while two hundred callers hold connections open, against the
 * same reads without them: senders who stop after three bytes, bodies where none belongs, readers
 * who take a byte now and then. Whoever loses its connection opens another. The first ten seconds
 * are told apart: fifty questions for a long answer at once are work, whoever asks them.
 */
final class HeldOpenBenchmark {

  private static final int CALLERS = 200;
  private static final int READERS = 4;
  private static final Duration ROUND = Duration.ofSeconds(10);
  private static final Duration WARM_UP = Duration.ofSeconds(20);

  /** Between two bytes, and until a connection that was lost is opened again. */
  private static final int PAUSE_MILLIS = 2_000;

  private static final List<String> HEADS =
      List.of(
          "POST /v1/submissions HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\nabc",
          "PUT /v1/areas/BENCH1 HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\nabc",
          "GET /v1/areas HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\nabc",
          "GET /v1/observations?indicator=BENCH&format=csv HTTP/1.1\r\nHost: x\r\n\r\n");

  private HeldOpenBenchmark() {}

  static void run(BenchmarkEnvironment stand, int rounds) throws Exception {
    stand.define(1_000);
    Published.vintages(stand, 1);
    Published.figures(stand, 1, 0, 1_000, 120);
    stand.execute("vacuum analyze");
    stand.withGateway();
    URI gateway = stand.atGateway("/v1/observations?indicator=BENCH&area=BENCH7");
    latencies(gateway, WARM_UP);
    beside(gateway, () -> latencies(gateway, WARM_UP));
    double[] without = new double[rounds];
    double[] arriving = new double[rounds];
    double[] held = new double[rounds];
    double[] with = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      int round = i;
      latencies(gateway, ROUND); // those of the round before have gone by its end
      without[round] = latencies(gateway, ROUND).percentile(99);
      beside(
          gateway,
          () -> {
            Samples first = latencies(gateway, ROUND);
            Samples then = latencies(gateway, ROUND.multipliedBy(2));
            arriving[round] = first.percentile(99);
            held[round] = then.percentile(99);
            with[round] = first.and(then).percentile(99);
            return null;
          });
    }
    Samples alone = new Samples(without);
    System.out.printf(
        Locale.ROOT,
        """

        Machine: %s. %d readers, %d callers; p99 in microseconds, median (least to greatest) of %d rounds.

        | | p99 | ratio |
        |---|---|---|
        | alone, %d s | %s | |
        """,
        BenchmarkEnvironment.machine(),
        READERS,
        CALLERS,
        rounds,
        ROUND.toSeconds(),
        alone.print());
    print("while they arrive, the first %d s".formatted(ROUND.toSeconds()), arriving, alone);
    print("while they hold on, %d s".formatted(2 * ROUND.toSeconds()), held, alone);
    print("both, %d s".formatted(3 * ROUND.toSeconds()), with, alone);
  }

  private static void print(String what, double[] rounds, Samples alone) {
    Samples beside = new Samples(rounds);
    System.out.printf(
        Locale.ROOT, "| %s | %s | %s |%n", what, beside.print(), beside.ratioTo(alone));
  }

  /** Two hundred callers arrive at once, and hold on until it is done. */
  private static void beside(URI gateway, Callable<?> work) throws Exception {
    try (ExecutorService hostile = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < CALLERS; i++) {
        int caller = i;
        hostile.submit(() -> hold(gateway, caller));
      }
      work.call();
      hostile.shutdownNow();
    }
  }

  /** In microseconds, each reader asking again as soon as it is answered. */
  private static Samples latencies(URI question, Duration time) throws Exception {
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        ExecutorService readers = Executors.newFixedThreadPool(READERS)) {
      long end = System.nanoTime() + time.toNanos();
      List<Future<double[]>> all = new ArrayList<>();
      for (int i = 0; i < READERS; i++) {
        all.add(readers.submit(() -> ask(http, question, end)));
      }
      Samples together = new Samples();
      for (Future<double[]> one : all) {
        together = together.and(new Samples(one.get()));
      }
      return together;
    }
  }

  private static double[] ask(HttpClient http, URI question, long end)
      throws IOException, InterruptedException {
    double[] took = new double[1_024];
    int count = 0;
    for (long start = System.nanoTime(); start < end; start = System.nanoTime()) {
      HttpResponse<byte[]> answer =
          http.send(HttpRequest.newBuilder(question).build(), BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw new IOException("A read of others got " + answer.statusCode());
      }
      if (count == took.length) {
        took = Arrays.copyOf(took, 2 * count);
      }
      took[count] = (System.nanoTime() - start) / 1e3;
      count++;
    }
    return Arrays.copyOf(took, count);
  }

  /** Fifty of each kind from an address of their own. */
  private static Void hold(URI gateway, int caller) throws InterruptedException {
    int kind = caller % HEADS.size();
    while (!Thread.currentThread().isInterrupted()) {
      try (Socket socket = new Socket()) {
        socket.setReceiveBufferSize(4_096);
        socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0." + (2 + kind)), 0));
        socket.connect(new InetSocketAddress(gateway.getHost(), gateway.getPort()));
        socket.setSoTimeout(PAUSE_MILLIS);
        socket.getOutputStream().write(HEADS.get(kind).getBytes(US_ASCII));
        drip(socket, kind < HEADS.size() - 1);
      } catch (IOException lost) {
        // Opens another.
      }
      Thread.sleep(PAUSE_MILLIS);
    }
    return null;
  }

  private static void drip(Socket socket, boolean sends) throws IOException, InterruptedException {
    InputStream in = socket.getInputStream();
    OutputStream out = socket.getOutputStream();
    int read = 0;
    while (read >= 0) {
      try {
        read = in.read();
      } catch (SocketTimeoutException nothingYet) {
        // Holds on.
      }
      if (sends) {
        out.write('x');
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }
}
