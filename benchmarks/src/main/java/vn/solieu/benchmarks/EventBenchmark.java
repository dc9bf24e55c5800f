package vn.solieu.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * From the commit of a write to the arrival of its event at a consumer, for definitions, which take
 * turns, for submissions, which do not, and for a mixture; against as many records that are sent to
 * the same topic without a database.
 *
 * <p>The commit is the database's own note of it ({@code track_commit_timestamp}), made when the
 * record of the commit is written: what it then waits for the disk counts. The append of the event
 * comes before it in the same transaction, and shows what a write waits for until it may commit.
 */
final class EventBenchmark {

  private static final List<Integer> WRITES_PER_SECOND = List.of(50, 100, 200, 400);
  private static final Duration ROUND = Duration.ofSeconds(20);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String DEFINITIONS = "solieu.indicator.agency.v1";
  private static final String SUBMISSIONS = "solieu.indicator.submission.v1";

  /** Rounds of either, until the compilers are idle. */
  private static final int WARM_UP = 3;

  private static final int AGENCIES = 400;

  /** Of the mixture, so many are a definition to one: far more than ever in earnest. */
  private static final int SUBMISSIONS_TO_A_DEFINITION = 9;

  private static final String AGENCY =
      """
      {"nameVi": "Sở", "kind": "department", "level": "province"}
      """;

  /** Kept here, since a logger that nobody holds forgets its level. */
  private static final Logger KAFKA_LOG = Logger.getLogger("org.apache.kafka");

  /**
   * An event in a consumer's hands.
   *
   * @param sent when the relay gave it to its producer, in whole milliseconds
   */
  private record Arrival(String key, Instant appended, Instant sent, Instant arrived) {}

  /** An obligation and the token of the agency that owes it. */
  private record Owed(String obligation, String token) {}

  /** What a round of writes came to. */
  private record Written(int asked, Set<String> keys, Samples answers) {}

  /** An event of which all times are known. */
  private record Timed(Arrival event, Instant committed) {

    double appendToCommit() {
      return milliseconds(event.appended, committed);
    }

    double commitToSending() {
      return milliseconds(committed, event.sent);
    }

    double sendingToArrival() {
      return milliseconds(event.sent, event.arrived);
    }

    double commitToArrival() {
      return milliseconds(committed, event.arrived);
    }

    double appendToArrival() {
      return milliseconds(event.appended, event.arrived);
    }
  }

  private final BenchmarkEnvironment stand;
  private final Clock clock = Clock.systemUTC();
  private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
  private final Map<String, String> tokens = new HashMap<>();
  private final List<Owed> owed = new ArrayList<>();
  private final String statistician;
  private int definitions;
  private int pushes;
  private int bare;
  private YearMonth period = YearMonth.of(2000, 1);
  private volatile boolean running = true;

  private EventBenchmark(BenchmarkEnvironment stand) throws Exception {
    this.stand = stand;
    this.statistician = stand.token("statistician");
  }

  static void run(BenchmarkEnvironment stand) throws Exception {
    KAFKA_LOG.setLevel(Level.WARNING);
    stand.define(1);
    new EventBenchmark(stand).run();
  }

  private void run() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        var producer =
            new KafkaProducer<>(
                Map.<String, Object>of(
                    "bootstrap.servers", stand.bootstrapServers(), "acks", "all", "linger.ms", 0),
                new StringSerializer(),
                new StringSerializer())) {
      threads.submit(this::listen);
      try {
        compare(http, producer);
      } finally {
        running = false;
      }
    }
  }

  private void compare(HttpClient http, KafkaProducer<String, String> producer) throws Exception {
    for (int round = 0; round < WARM_UP; round++) {
      owe(50);
      write(http, 150, i -> definition());
      write(http, 50, i -> submission());
    }
    System.out.printf(
        """

        Machine: %s. Rounds of %d s; ms, median and p99.

        | writes | writes/s | of them taken | answer | commit to consumer | append to consumer \
        | append to commit | commit to sending | sending to consumer | record without a database |
        |---|---|---|---|---|---|---|---|---|---|
        """,
        BenchmarkEnvironment.machine(), ROUND.toSeconds());
    for (int rate : WRITES_PER_SECOND) {
      String yardstick = bare(producer, rate);
      row("definitions", rate, write(http, rate, i -> definition()), yardstick);
      owe(rate);
      row("submissions", rate, write(http, rate, i -> submission()), yardstick);
      owe(rate);
      row(
          "mixture",
          rate,
          write(
              http,
              rate,
              i -> i % (SUBMISSIONS_TO_A_DEFINITION + 1) == 0 ? definition() : submission()),
          yardstick);
    }
  }

  private void row(String kind, int rate, Written written, String yardstick) throws Exception {
    List<Timed> events = times(arrived(written.keys));
    System.out.printf(
        Locale.ROOT,
        "| %s | %d | %.1f %% | %s | %s | %s | %s | %s | %s | %s |%n",
        kind,
        rate,
        100.0 * written.keys.size() / written.asked,
        print(written.answers),
        print(events, Timed::commitToArrival),
        print(events, Timed::appendToArrival),
        print(events, Timed::appendToCommit),
        print(events, Timed::commitToSending),
        print(events, Timed::sendingToArrival),
        yardstick);
  }

  private static String print(List<Timed> events, ToDoubleFunction<Timed> time) {
    return print(new Samples(events.stream().mapToDouble(time).toArray()));
  }

  private static String print(Samples samples) {
    return String.format(Locale.ROOT, "%.1f, %.1f", samples.median(), samples.percentile(99));
  }

  private static double milliseconds(Instant from, Instant to) {
    return Duration.between(from, to).toNanos() / 1e6;
  }

  private HttpRequest definition() {
    return request("/v1/agencies/E" + definitions++, statistician)
        .PUT(BodyPublishers.ofString(AGENCY))
        .header("Content-Type", "application/json")
        .build();
  }

  private HttpRequest submission() {
    Owed next = owed.get(pushes++);
    return request("/v1/submissions?obligation=" + next.obligation, next.token)
        .POST(
            BodyPublishers.ofString(
                "measure,area,period,value\nBENCH_OUTPUT,BENCH1,2000-01,%d\n".formatted(pushes)))
        .header("Content-Type", "text/csv")
        .header("Idempotency-Key", "events-" + pushes)
        .build();
  }

  private HttpRequest.Builder request(String path, String token) {
    return HttpRequest.newBuilder(stand.at(path)).header("Authorization", "Bearer " + token);
  }

  /** Issues rounds until there is an obligation for each submission of so many a second. */
  private void owe(int rate) throws Exception {
    if (tokens.isEmpty()) {
      for (int i = 0; i < AGENCIES; i++) {
        stand.create("PUT", "/v1/agencies/SENDER" + i, AGENCY);
        tokens.put("SENDER" + i, stand.token("reporter", "SENDER" + i));
      }
      String agencies = tokens.keySet().stream().map("\"%s\""::formatted).collect(joining(","));
      stand.create(
          "PUT", "/v1/forms/BENCH", PushBenchmark.FORM.replace("\"BENCH\"]", agencies + "]"));
    }
    while (owed.size() - pushes < rate * ROUND.toSeconds()) {
      JsonNode round =
          stand.create(
              "POST", "/v1/rounds", "{\"form\": \"BENCH\", \"period\": \"%s\"}".formatted(period));
      period = period.plusMonths(1);
      String obligations = "/v1/obligations?limit=1000&round=" + round.get("id").asText();
      for (JsonNode obligation : stand.read(obligations).get("items")) {
        owed.add(
            new Owed(
                obligation.get("id").asText(),
                requireNonNull(tokens.get(obligation.get("agency").asText()))));
      }
    }
  }

  /** Returns when every write is answered. */
  private Written write(HttpClient http, int rate, IntFunction<HttpRequest> next)
      throws InterruptedException {
    Set<String> keys = ConcurrentHashMap.newKeySet();
    List<CompletableFuture<Double>> answers = new ArrayList<>();
    int asked =
        paced(
            rate,
            i -> {
              HttpRequest request = next.apply(i);
              long start = System.nanoTime();
              answers.add(
                  http.sendAsync(request, BodyHandlers.discarding())
                      .thenApply(
                          answer -> {
                            if (answer.statusCode() == 201) {
                              keys.add(created(answer));
                            }
                            return (System.nanoTime() - start) / 1e6;
                          }));
            });
    return new Written(
        asked, keys, new Samples(answers.stream().mapToDouble(CompletableFuture::join).toArray()));
  }

  /** Which is the key of its event. */
  private static String created(HttpResponse<?> answer) {
    URI what = answer.headers().firstValue("Location").map(URI::create).orElse(answer.uri());
    return what.getPath().substring(what.getPath().lastIndexOf('/') + 1);
  }

  /** One after the other at their times, whether the earlier ones are answered or not. */
  private static int paced(int rate, IntConsumer one) throws InterruptedException {
    int count = (int) (rate * ROUND.toSeconds());
    long start = System.nanoTime();
    for (int i = 0; i < count; i++) {
      long wait = start + i * 1_000_000_000L / rate - System.nanoTime();
      if (wait > 0) {
        TimeUnit.NANOSECONDS.sleep(wait);
      }
      one.accept(i);
    }
    return count;
  }

  private String bare(KafkaProducer<String, String> producer, int rate)
      throws InterruptedException {
    Set<String> keys = ConcurrentHashMap.newKeySet();
    paced(
        rate,
        i -> {
          var record = new ProducerRecord<>(DEFINITIONS, "bare-" + bare++, "{}");
          record.headers().add("ce_time", clock.instant().toString().getBytes(UTF_8));
          keys.add(record.key());
          producer.send(record);
        });
    return print(
        new Samples(
            arrived(keys).stream()
                .mapToDouble(arrival -> milliseconds(arrival.appended, arrival.arrived))
                .toArray()));
  }

  /** Waits until all of a round have come, since what is late counts most. */
  private List<Arrival> arrived(Set<String> keys) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Map<String, Arrival> all = new HashMap<>();
    while (all.size() < keys.size()) {
      Arrival arrival = arrivals.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (arrival == null) {
        throw new IllegalStateException("%d of %d came".formatted(all.size(), keys.size()));
      }
      if (keys.contains(arrival.key)) {
        all.putIfAbsent(arrival.key, arrival);
      }
    }
    return List.copyOf(all.values());
  }

  private List<Timed> times(List<Arrival> events) throws SQLException {
    Map<String, Instant> commits = new HashMap<>();
    try (Connection connection = stand.connect();
        var statement = connection.createStatement();
        // These rows are as they were created; that of the outbox is not, since it was marked.
        ResultSet row =
            statement.executeQuery(
                """
                select id, pg_xact_commit_timestamp(xmin) from agency
                union all
                select id::text, pg_xact_commit_timestamp(xmin) from submission
                """)) {
      while (row.next()) {
        commits.put(row.getString(1), row.getObject(2, OffsetDateTime.class).toInstant());
      }
    }
    return events.stream()
        .map(event -> new Timed(event, requireNonNull(commits.get(event.key))))
        .toList();
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
      consumer.subscribe(List.of(DEFINITIONS, SUBMISSIONS));
      while (running) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(100))) {
          byte[] appended = record.headers().lastHeader("ce_time").value();
          arrivals.add(
              new Arrival(
                  record.key(),
                  OffsetDateTime.parse(new String(appended, UTF_8)).toInstant(),
                  Instant.ofEpochMilli(record.timestamp()),
                  clock.instant()));
        }
      }
    }
  }
}
