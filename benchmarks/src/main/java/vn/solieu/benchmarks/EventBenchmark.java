package vn.solieu.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * From the append of an event, in the transaction that makes it true, to its arrival at a consumer;
 * so the rest of the transaction and its commit are in it. Against the same number of records that
 * are sent to the same topic without a database.
 */
final class EventBenchmark {

  private static final List<Integer> WRITES_PER_SECOND = List.of(50, 200, 400);
  private static final Duration ROUND = Duration.ofSeconds(20);
  private static final String TOPIC = "solieu.indicator.agency.v1";
  private static final String BARE = "bare-";
  private static final String AGENCY =
      """
      {"nameVi": "Sở", "kind": "department", "level": "province"}
      """;

  /** Kept here, since a logger that nobody holds forgets its level. */
  private static final Logger KAFKA_LOG = Logger.getLogger("org.apache.kafka");

  private final Stand stand;
  private final Clock clock = Clock.systemUTC();
  private final Map<String, Double> delays = new ConcurrentHashMap<>();
  private final AtomicInteger taken = new AtomicInteger();
  private volatile boolean running = true;

  private EventBenchmark(Stand stand) {
    this.stand = stand;
  }

  static void run(Stand stand) throws Exception {
    KAFKA_LOG.setLevel(Level.WARNING);
    new EventBenchmark(stand).run();
  }

  private void run() throws Exception {
    stand.define(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        var producer =
            new KafkaProducer<>(
                Map.<String, Object>of(
                    "bootstrap.servers", stand.bootstrapServers(), "acks", "all", "linger.ms", 0),
                new StringSerializer(),
                new StringSerializer())) {
      threads.submit(this::listen);
      String token = stand.token("statistician");
      int number = write(http, token, 0, 100); // warms up
      System.out.printf(
          """

          Machine: %s. Rounds of %d s; ms from the append to the consumer.

          | writes/s | of them taken | through the outbox: p50 | p99 | record without a database: p50 | p99 |
          |---|---|---|---|---|---|
          """,
          Stand.machine(), ROUND.toSeconds());
      for (int rate : WRITES_PER_SECOND) {
        long asked = rate * ROUND.toSeconds();
        delays.clear();
        taken.set(0);
        number = write(http, token, number, rate);
        long written = taken.get();
        Samples outbox = arrived(written);
        delays.clear();
        number = paced(number, rate, i -> producer.send(bare(i)));
        Samples bare = arrived(asked);
        System.out.printf(
            Locale.ROOT,
            "| %d | %.1f %% | %.1f | %.1f | %.1f | %.1f |%n",
            rate,
            100.0 * written / asked,
            outbox.median(),
            outbox.percentile(99),
            bare.median(),
            bare.percentile(99));
      }
      running = false;
    }
  }

  /** Returns when every write is answered. */
  private int write(HttpClient http, String token, int first, int rate) throws Exception {
    List<CompletableFuture<Void>> answers = new ArrayList<>();
    int next =
        paced(
            first,
            rate,
            i -> {
              HttpRequest request =
                  HttpRequest.newBuilder(stand.at("/v1/agencies/E" + i))
                      .PUT(BodyPublishers.ofString(AGENCY))
                      .header("Content-Type", "application/json")
                      .header("Authorization", "Bearer " + token)
                      .build();
              answers.add(
                  http.sendAsync(request, BodyHandlers.discarding())
                      .thenAccept(answer -> taken.addAndGet(answer.statusCode() == 201 ? 1 : 0)));
            });
    CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();
    return next;
  }

  /** One after the other at their times, whether the earlier ones are answered or not. */
  private static int paced(int first, int rate, IntConsumer one) throws InterruptedException {
    int count = (int) (rate * ROUND.toSeconds());
    long start = System.nanoTime();
    for (int i = 0; i < count; i++) {
      long wait = start + i * 1_000_000_000L / rate - System.nanoTime();
      if (wait > 0) {
        TimeUnit.NANOSECONDS.sleep(wait);
      }
      one.accept(first + i);
    }
    return first + count;
  }

  /** Waits until all of a round have come, since what is late counts most. */
  private Samples arrived(long count) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (delays.size() < count) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("%d of %d came".formatted(delays.size(), count));
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    return new Samples(delays.values().stream().mapToDouble(Double::doubleValue).toArray());
  }

  private ProducerRecord<String, String> bare(int i) {
    var record = new ProducerRecord<>(TOPIC, BARE + i, "{}");
    record.headers().add("ce_time", clock.instant().toString().getBytes(UTF_8));
    return record;
  }

  private void listen() {
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of(
                "bootstrap.servers",
                stand.bootstrapServers(),
                "group.id",
                "benchmark",
                "auto.offset.reset",
                "earliest"),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.subscribe(List.of(TOPIC));
      while (running) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(100))) {
          Header time = record.headers().lastHeader("ce_time");
          Instant appended = OffsetDateTime.parse(new String(time.value(), UTF_8)).toInstant();
          delays.put(record.key(), Duration.between(appended, clock.instant()).toNanos() / 1e6);
        }
      }
    }
  }
}
