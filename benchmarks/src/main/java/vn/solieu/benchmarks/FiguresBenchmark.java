package vn.solieu.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Read of 10,000 figures in one answer, the most that a page of JSON holds, as JSON and as CSV,
 * against a handler written by hand that answers the same bytes: it looks up series, releases and
 * figures by a statement each, takes every figure for public and the newest vintage for the one
 * that holds, and pages nothing.
 */
final class FiguresBenchmark {

  private static final int SERIES = 100;
  private static final int MONTHS = 100;
  private static final Duration ROUND = Duration.ofSeconds(5);
  private static final Duration WARM_UP = Duration.ofSeconds(20);
  private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
  private static final JsonFactory JSON = new JsonFactory();

  private static final String HEADING =
      "indicator,measure,area,areaNameVi,areaNameEn,valueType,variant,accumulation,frequency,period,"
          + "value,unit,multiplier,valueState,level,round,reason,origin,confidentiality,release,"
          + "releasedAt,releaseReconstructed,notice,noticeEn\r\n";

  /** A series, and its figures in the order of their periods. */
  private record Series(
      String indicator,
      String measure,
      String unit,
      int multiplier,
      int decimals,
      String area,
      String nameVi,
      @Nullable String nameEn,
      String valueType,
      String variant,
      String accumulation,
      List<Figure> figures) {}

  private record Figure(
      int period,
      String value,
      String valueState,
      String level,
      @Nullable Integer round,
      String reason,
      String origin,
      String confidentiality,
      Release release) {

    String month() {
      int month = (period >> 4) % 12 + 1;
      return (period >> 4) / 12 + (month < 10 ? "-0" : "-") + month;
    }
  }

  private record Release(long sequence, String id, String publishedAt, boolean reconstructed) {}

  /** What a figure says of itself besides its value, and what of it goes without saying. */
  private record Attribute(
      String one, String all, Function<Figure, @Nullable Object> of, @Nullable Object unspoken) {}

  private static final List<Attribute> ATTRIBUTES =
      List.of(
          new Attribute("valueState", "valueStates", Figure::valueState, null),
          new Attribute("level", "levels", Figure::level, null),
          new Attribute("round", "rounds", Figure::round, null),
          new Attribute("reason", "reasons", Figure::reason, null),
          new Attribute("origin", "origins", Figure::origin, null),
          new Attribute("confidentiality", "confidentialities", Figure::confidentiality, "free"),
          new Attribute("release", "releases", figure -> figure.release.id, null),
          new Attribute("releasedAt", "releasedAt", figure -> figure.release.publishedAt, null),
          new Attribute(
              "releaseReconstructed",
              "releaseReconstructed",
              figure -> figure.release.reconstructed,
              false));

  private FiguresBenchmark() {}

  static void run(BenchmarkEnvironment stand, int rounds) throws Exception {
    stand.define(SERIES);
    Published.vintages(stand, 1);
    Published.figures(stand, 1, 0, SERIES, MONTHS);
    stand.execute("vacuum analyze");
    try (HandWrittenBaseline yardstick =
        HandWrittenBaseline.start(stand, FiguresBenchmark::answer)) {
      System.out.printf(
          """

          Machine: %s. %,d figures in an answer; %d callers, rounds of %d s; answers/s, median (least to greatest) of %d rounds.

          | format | bytes | by hand | /v1/observations | of the yardstick |
          |---|---|---|---|---|
          """,
          BenchmarkEnvironment.machine(),
          SERIES * MONTHS,
          Callers.COUNT,
          ROUND.toSeconds(),
          rounds);
      for (String format : List.of("json", "csv")) {
        compare(
            format,
            HttpRequest.newBuilder(yardstick.at("/" + format)).build(),
            HttpRequest.newBuilder(stand.at("/v1/observations?indicator=BENCH&format=" + format))
                .build(),
            rounds);
      }
    }
  }

  private static void compare(String format, HttpRequest byHand, HttpRequest ours, int rounds)
      throws Exception {
    String answer;
    String expected;
    try (HttpClient http = HttpClient.newHttpClient()) {
      answer = http.send(ours, BodyHandlers.ofString()).body();
      expected = http.send(byHand, BodyHandlers.ofString()).body();
    }
    if (!answer.equals(expected)) {
      throw new IllegalStateException("The two do not answer the same " + format);
    }
    Supplier<HttpRequest> byHandAgain = () -> byHand;
    Supplier<HttpRequest> oursAgain = () -> ours;
    Callers.load(byHandAgain, WARM_UP);
    Callers.load(oursAgain, WARM_UP);
    double[] hand = new double[rounds];
    double[] own = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      hand[round] = Callers.load(byHandAgain, ROUND);
      own[round] = Callers.load(oursAgain, ROUND);
    }
    System.out.printf(
        Locale.ROOT,
        "| %s | %,d | %s | %s | %s |%n",
        format,
        answer.getBytes(UTF_8).length,
        new Samples(hand).print(),
        new Samples(own).print(),
        new Samples(own).ratioTo(new Samples(hand)));
  }

  private static void answer(String path, Connection connection, OutputStream body)
      throws SQLException, IOException {
    Map<Integer, Series> series = series(connection);
    Map<Integer, Release> releases = releases(connection);
    try (PreparedStatement statement =
            connection.prepareStatement(
                """
                select distinct on (o.series, o.period) o.series, o.period, round(o.value, o.decimals)::text,
                       o.value_state, o.level, o.round, o.reason, o.origin, o.confidentiality, o.vintage
                from observation o
                where o.indicator = (select key from indicator where id = 'BENCH')
                order by o.series, o.period, o.vintage desc
                """);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        requireNonNull(series.get(row.getInt(1)))
            .figures
            .add(
                new Figure(
                    row.getInt(2),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5),
                    row.getObject(6, Integer.class),
                    row.getString(7),
                    row.getString(8),
                    row.getString(9),
                    requireNonNull(releases.get(row.getInt(10)))));
      }
    }
    if (path.equals("/json")) {
      json(series.values(), releases.values(), body);
    } else {
      csv(series.values(), body);
    }
  }

  private static Map<Integer, Series> series(Connection connection) throws SQLException {
    Map<Integer, Series> all = new LinkedHashMap<>();
    try (PreparedStatement statement =
            connection.prepareStatement(
                """
                select s.key, i.id, m.id, m.unit, m.multiplier, m.decimals, a.id, f.name_vi, f.name_en,
                       s.value_type, s.variant, s.accumulation
                from series s
                join measure m on m.key = s.measure join indicator i on i.key = m.indicator
                join area a on a.key = s.area join area_fact f on f.area = a.key
                where i.id = 'BENCH'
                order by s.key
                """);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        all.put(
            row.getInt(1),
            new Series(
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getInt(5),
                row.getInt(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                row.getString(11),
                row.getString(12),
                new ArrayList<>()));
      }
    }
    return all;
  }

  /** By vintage. */
  private static Map<Integer, Release> releases(Connection connection) throws SQLException {
    Map<Integer, Release> all = new HashMap<>();
    try (PreparedStatement statement =
            connection.prepareStatement(
                """
                select o.vintage, p.sequence, p.release_id, p.published_at, p.reconstructed
                from opening o join publication_applied p on p.sequence = o.sequence
                """);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        OffsetDateTime publishedAt = row.getObject(4, OffsetDateTime.class);
        all.put(
            row.getInt(1),
            new Release(
                row.getLong(2),
                row.getString(3),
                DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(publishedAt.atZoneSameInstant(ZONE)),
                row.getBoolean(5)));
      }
    }
    return all;
  }

  private static void json(Iterable<Series> all, Iterable<Release> releases, OutputStream body)
      throws IOException {
    long last = 0;
    for (Release release : releases) {
      last = Math.max(last, release.sequence);
    }
    try (JsonGenerator json = JSON.createGenerator(body)) {
      json.writeStartObject();
      json.writeNumberField("sequence", last);
      json.writeArrayFieldStart("series");
      for (Series series : all) {
        json(series, json);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private static void json(Series series, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("indicator", series.indicator);
    json.writeStringField("measure", series.measure);
    json.writeStringField("unit", series.unit);
    json.writeNumberField("multiplier", series.multiplier);
    json.writeNumberField("decimals", series.decimals);
    json.writeObjectFieldStart("area");
    json.writeStringField("id", series.area);
    json.writeStringField("nameVi", series.nameVi);
    if (series.nameEn != null) {
      json.writeStringField("nameEn", series.nameEn);
    }
    json.writeEndObject();
    json.writeObjectFieldStart("breakdowns");
    json.writeEndObject();
    json.writeStringField("valueType", series.valueType);
    json.writeStringField("accumulation", series.accumulation);
    json.writeStringField("frequency", "month");
    List<Attribute> various = new ArrayList<>();
    json.writeObjectFieldStart("common");
    for (Attribute attribute : ATTRIBUTES) {
      Object first = attribute.of.apply(series.figures.getFirst());
      if (!series.figures.stream().allMatch(f -> Objects.equals(first, attribute.of.apply(f)))) {
        various.add(attribute);
      } else if (first != null && !first.equals(attribute.unspoken)) {
        json.writeObjectField(attribute.one, first);
      }
    }
    json.writeEndObject();
    json.writeArrayFieldStart("periods");
    for (Figure figure : series.figures) {
      json.writeString(figure.month());
    }
    json.writeEndArray();
    json.writeArrayFieldStart("values");
    for (Figure figure : series.figures) {
      json.writeNumber(figure.value);
    }
    json.writeEndArray();
    for (Attribute attribute : various) {
      json.writeArrayFieldStart(attribute.all);
      for (Figure figure : series.figures) {
        json.writeObject(attribute.of.apply(figure));
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private static void csv(Iterable<Series> all, OutputStream body) throws IOException {
    try (Writer out = new BufferedWriter(new OutputStreamWriter(body, UTF_8))) {
      out.write(HEADING);
      for (Series series : all) {
        for (Figure figure : series.figures) {
          cell(out, series.indicator);
          cell(out, series.measure);
          cell(out, series.area);
          cell(out, series.nameVi);
          cell(out, series.nameEn);
          cell(out, series.valueType);
          cell(out, series.variant);
          cell(out, series.accumulation);
          cell(out, "month");
          cell(out, figure.month());
          cell(out, figure.value);
          cell(out, series.unit);
          cell(out, Integer.toString(series.multiplier));
          for (Attribute attribute : ATTRIBUTES) {
            cell(out, attribute.of.apply(figure));
          }
          out.write(",\r\n"); // the notice is empty, in both languages
        }
      }
    }
  }

  private static void cell(Writer out, @Nullable Object value) throws IOException {
    if (value != null) {
      String text = value.toString();
      boolean quoted = text.indexOf(',') >= 0 || text.indexOf('"') >= 0 || text.indexOf('\n') >= 0;
      out.write(quoted ? '"' + text.replace("\"", "\"\"") + '"' : text);
    }
    out.write(',');
  }
}
