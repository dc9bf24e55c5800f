package vn.solieu.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
  private static final Duration ROUND = Duration.ofSeconds(5);

  /** Until the compilers of both are idle; a service that just started is measured elsewhere. */
  private static final Duration WARM_UP = Duration.ofSeconds(30);

  private ReadBenchmark() {}

  static void run(BenchmarkEnvironment stand, int rounds) throws Exception {
    stand.define(VINTAGES.size() * SERIES);
    fill(stand);
    try (HandWrittenBaseline yardstick = HandWrittenBaseline.start(stand, ReadBenchmark::answer)) {
      measure(stand, yardstick, rounds);
      String postGraphile = System.getProperty("postgraphile");
      if (postGraphile != null) {
        try (PostGraphileBaseline peer =
            PostGraphileBaseline.start(postGraphile, stand.connectionUri())) {
          compareWithPeer(stand, peer.address(), rounds);
        }
      }
    }
  }

  /** The first hundred areas have one vintage, the next hundred three, and so on. */
  private static void fill(BenchmarkEnvironment stand) throws SQLException {
    Published.vintages(stand, VINTAGES.getLast());
    for (int i = 0; i < VINTAGES.size(); i++) {
      Published.figures(stand, VINTAGES.get(i), i * SERIES, SERIES, MONTHS);
    }
    stand.execute("vacuum analyze");
  }

  private static void measure(BenchmarkEnvironment stand, HandWrittenBaseline yardstick, int rounds)
      throws Exception {
    System.out.printf(
        """

        Machine: %s. %d callers, rounds of %d s; requests/s, median (least to greatest) of %d rounds.

        | vintages per figure | by hand | /v1/observations | of the yardstick |
        |---|---|---|---|
        """,
        BenchmarkEnvironment.machine(), Callers.COUNT, ROUND.toSeconds(), rounds);
    Question byHandAt = area -> get(yardstick.at("/" + area));
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

  private static double load(Question question, int first, Duration time) throws Exception {
    return Callers.load(
        () -> question.of(first + ThreadLocalRandom.current().nextInt(SERIES)), time);
  }

  /**
   * The same 120 figures, one vintage each, asked of PostGraphile over the same table: a server for
   * which somebody else wrote no line of code.
   */
  private static void compareWithPeer(BenchmarkEnvironment stand, URI peer, int rounds)
      throws Exception {
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

  private static void answer(String path, Connection connection, OutputStream body)
      throws SQLException, IOException {
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
      statement.setString(1, "BENCH" + path.substring(1));
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
    }
  }
}
