package vn.solieu.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Read of one series of 120 months with 1, 3, 24 and 120 vintages of every figure, against a
 * handler written by hand: one prepared statement over the same table, the same figures with the
 * same columns of it and in the same shape; no gate, no release, no names.
 */
final class ReadBenchmark {

  private static final List<Integer> VINTAGES = List.of(1, 3, 24, 120);
  private static final List<String> MEMBERS =
      List.of(
          "periods", "values", "levels", "reasons", "origins", "valueStates", "confidentialities");
  private static final JsonFactory JSON = new JsonFactory();
  private static final int SERIES = 100;
  private static final int MONTHS = 120;
  private static final int CALLERS = 8;
  private static final Duration ROUND = Duration.ofSeconds(5);

  /** Until the compilers of both are idle; a service that just started is measured elsewhere. */
  private static final Duration WARM_UP = Duration.ofSeconds(30);

  private ReadBenchmark() {}

  static void run(Stand stand, int rounds) throws Exception {
    stand.define(VINTAGES.size() * SERIES);
    fill(stand);
    HttpServer yardstick = yardstick(stand);
    try {
      measure(stand, URI.create("http://127.0.0.1:" + yardstick.getAddress().getPort()), rounds);
      String postGraphile = System.getProperty("postgraphile");
      if (postGraphile != null) {
        try (Peer peer = Peer.start(postGraphile, stand.connectionUri())) {
          compareWithPeer(stand, peer.address(), rounds);
        }
      }
    } finally {
      yardstick.stop(0);
    }
  }

  /** The first hundred areas have one vintage, the next hundred three, and so on. */
  private static void fill(Stand stand) throws SQLException {
    int most = VINTAGES.getLast();
    stand.execute(
        """
        insert into series (measure, area, value_type, accumulation)
        select m.key, a.key, 'actual', 'period'
        from measure m, area a where m.id = 'BENCH_OUTPUT' order by a.key
        """,
        """
        insert into vintage (id, submission, agency, state)
        select gen_random_uuid(), gen_random_uuid(), 'BENCH', 'accepted' from generate_series(1, %d)
        """
            .formatted(most),
        """
        insert into publication_applied
        select v, 'R' || v, timestamptz '2020-01-01' + v * interval '1 day', now(), 'archive', false, false, null
        from generate_series(1, %d) v
        """
            .formatted(most),
        """
        insert into opening
        select key, row_number() over (order by key), timestamptz '2020-01-01' + row_number() over (order by key) * interval '1 day', 0
        from vintage
        """,
        """
        insert into indicator_opening (indicator, sequence, last_vintage, last_published_at, in_order)
        select i.key, %d, o.vintage, o.published_at, true
        from indicator i, opening o where o.sequence = %d
        """
            .formatted(most, most));
    for (int i = 0; i < VINTAGES.size(); i++) {
      stand.execute(
          """
          insert into observation (indicator, series, period, vintage, value, decimals, level, reason, origin, value_state)
          select m.indicator, s.key, (2010 * 12 + p) * 16 + 1, v.key, s.key + p + v.key, 1, 'official',
                 'scheduled', 'example', 'value'
          from (select key from vintage order by key limit %d) v
          cross join (select key, measure from series order by key offset %d limit %d) s
          join measure m on m.key = s.measure
          cross join generate_series(0, %d) p
          order by v.key, s.key, p
          """
              .formatted(VINTAGES.get(i), i * SERIES, SERIES, MONTHS - 1));
    }
    stand.execute("vacuum analyze");
  }

  private static void measure(Stand stand, URI yardstick, int rounds) throws Exception {
    System.out.printf(
        """

        Machine: %s. %d callers, rounds of %d s; requests/s, median (least to greatest) of %d rounds.

        | vintages per figure | by hand | /v1/observations | of the yardstick |
        |---|---|---|---|
        """,
        Stand.machine(), CALLERS, ROUND.toSeconds(), rounds);
    Question byHandAt = area -> get(yardstick.resolve("/" + area));
    Question oursAt = area -> get(stand.at("/v1/observations?indicator=BENCH&area=BENCH" + area));
    load(byHandAt, 1, WARM_UP);
    load(oursAt, 1, WARM_UP);
    for (int i = 0; i < VINTAGES.size(); i++) {
      int first = i * SERIES + 1;
      double[] byHand = new double[rounds];
      double[] ours = new double[rounds];
      // The round before the first brings the rows into memory and each connection to its plan.
      for (int round = -1; round < rounds; round++) {
        double hand = load(byHandAt, first, ROUND);
        double own = load(oursAt, first, ROUND);
        if (round >= 0) {
          byHand[round] = hand;
          ours[round] = own;
        }
      }
      Samples hand = new Samples(byHand);
      Samples own = new Samples(ours);
      System.out.printf(
          Locale.ROOT,
          "| %d | %s | %s | %s |%n",
          VINTAGES.get(i),
          hand.print(),
          own.print(),
          own.ratioTo(hand));
    }
  }

  @FunctionalInterface
  private interface Question {
    HttpRequest of(int area);
  }

  private static HttpRequest get(URI address) {
    return HttpRequest.newBuilder(address).build();
  }

  /** Callers that ask again as soon as they are answered; requests per second. */
  private static double load(Question question, int first, Duration time) throws Exception {
    // The server of the yardstick has no HTTP/2, and over one connection the callers would queue.
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
      long end = System.nanoTime() + time.toNanos();
      List<Future<Integer>> counts = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        counts.add(callers.submit(() -> ask(http, question, first, end)));
      }
      int all = 0;
      for (Future<Integer> count : counts) {
        all += count.get();
      }
      return all / (time.toNanos() / 1e9);
    }
  }

  private static int ask(HttpClient http, Question question, int first, long end)
      throws IOException, InterruptedException {
    int count = 0;
    while (System.nanoTime() < end) {
      int area = first + ThreadLocalRandom.current().nextInt(SERIES);
      HttpResponse<byte[]> answer = http.send(question.of(area), BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw new IOException(answer.statusCode() + " " + new String(answer.body(), UTF_8));
      }
      count++;
    }
    return count;
  }

  /**
   * The same 120 figures, one vintage each, asked of PostGraphile over the same table: a server for
   * which somebody else wrote no line of code.
   */
  private static void compareWithPeer(Stand stand, URI peer, int rounds) throws Exception {
    Question ours = area -> get(stand.at("/v1/observations?indicator=BENCH&area=BENCH" + area));
    Question theirs =
        area ->
            HttpRequest.newBuilder(peer)
                .header("Content-Type", "application/json")
                .POST(
                    BodyPublishers.ofString(
                        """
                        {"query": "{ allObservations(condition: {indicator: 1, series: %d}, orderBy: PERIOD_ASC) \
                        { nodes { period value level reason origin valueState confidentiality } } }"}
                        """
                            .formatted(area)))
                .build();
    load(theirs, 1, WARM_UP);
    double[] peers = new double[rounds];
    double[] own = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      peers[round] = load(theirs, 1, ROUND);
      own[round] = load(ours, 1, ROUND);
    }
    Samples mine = new Samples(own);
    System.out.printf(
        "%nPostGraphile, one vintage: %s; /v1/observations: %s; ratio %s%n",
        new Samples(peers).print(), mine.print(), mine.ratioTo(new Samples(peers)));
  }

  private static HttpServer yardstick(Stand stand) throws IOException, SQLException {
    BlockingQueue<Connection> connections = new ArrayBlockingQueue<>(CALLERS);
    for (int i = 0; i < CALLERS; i++) {
      connections.add(stand.connect());
    }
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", exchange -> answer(exchange, connections));
    server.start();
    return server;
  }

  private static void answer(HttpExchange exchange, BlockingQueue<Connection> connections)
      throws IOException {
    int area = Integer.parseInt(exchange.getRequestURI().getPath().substring(1));
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try {
      Connection connection = connections.take();
      try (PreparedStatement statement =
              connection.prepareStatement(
                  """
                  select distinct on (o.period) o.period, o.value::text, o.level, o.reason, o.origin,
                         o.value_state, o.confidentiality
                  from observation o
                  where o.indicator = (select key from indicator where id = 'BENCH')
                    and o.series = (select s.key from series s join area a on a.key = s.area where a.id = ?)
                  order by o.period, o.vintage desc
                  """);
          JsonGenerator json = JSON.createGenerator(body)) {
        statement.setString(1, "BENCH" + area);
        List<String[]> figures = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
          while (row.next()) {
            String[] figure = new String[MEMBERS.size()];
            for (int i = 0; i < figure.length; i++) {
              figure[i] = row.getString(i + 1);
            }
            figures.add(figure);
          }
        }
        json.writeStartObject();
        for (int i = 0; i < MEMBERS.size(); i++) {
          json.writeArrayFieldStart(MEMBERS.get(i));
          for (String[] figure : figures) {
            if (i < 2) {
              json.writeNumber(figure[i]);
            } else {
              json.writeString(figure[i]);
            }
          }
          json.writeEndArray();
        }
        json.writeEndObject();
      } finally {
        connections.add(connection);
      }
    } catch (SQLException e) {
      throw new IOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    exchange.sendResponseHeaders(200, body.size());
    try (var out = exchange.getResponseBody()) {
      body.writeTo(out);
    }
  }
}
