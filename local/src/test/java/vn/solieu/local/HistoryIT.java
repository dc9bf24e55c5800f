package vn.solieu.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** At each past instant the API gives back what the public saw then. */
@ExtendWith(EndToEndEnvironment.Provider.class)
class HistoryIT {

  private static final Map<String, Integer> DECIMALS =
      Map.of("sbi-realised", 1, "sbi-plan-ratio", 2, "sbi-growth", 2);

  private final EndToEndEnvironment province;

  HistoryIT(EndToEndEnvironment province) {
    this.province = province;
  }

  @BeforeAll
  static void history(EndToEndEnvironment province) throws Exception {
    province.loadHistory("investment");
  }

  /** Just before, at, and between releases, from the first to the last. */
  static Stream<OffsetDateTime> twentyInstants() {
    List<OffsetDateTime> releases =
        Sample.issues("investment").stream().map(Sample.Issue::publishedAt).toList();
    return Stream.iterate(0, i -> i + 1)
        .limit(20)
        .map(
            i -> {
              OffsetDateTime release = releases.get(i * (releases.size() - 1) / 19);
              return switch (i % 3) {
                case 0 -> release;
                case 1 -> release.minusSeconds(1);
                default -> release.plusDays(11);
              };
            });
  }

  @ParameterizedTest
  @MethodSource("twentyInstants")
  void showsTheInvestmentFiguresAsTheyStoodThen(OffsetDateTime then) {
    Map<String, String> expected = expected(then);
    Map<String, String> shown = shown(then);
    assertEquals(Map.of(), difference(expected, shown));
  }

  /** Cell by cell, since thousands are right. */
  private static Map<String, String> difference(
      Map<String, String> expected, Map<String, String> shown) {
    Map<String, String> difference = new TreeMap<>();
    Stream.concat(expected.keySet().stream(), shown.keySet().stream())
        .filter(cell -> !Objects.equals(expected.get(cell), shown.get(cell)))
        .forEach(cell -> difference.put(cell, expected.get(cell) + " but " + shown.get(cell)));
    return difference;
  }

  /** From the files of the sample: the last figure of a cell that was out by then. */
  private static Map<String, String> expected(OffsetDateTime then) {
    Map<String, String> cells = new TreeMap<>();
    for (Sample.Issue issue : Sample.issues("investment")) {
      if (issue.publishedAt().isAfter(then)) {
        continue;
      }
      List<String> lines = issue.figures().lines().toList();
      for (String line : lines.subList(1, lines.size())) {
        String[] field =
            line.split(",", -1); // measure,area,period,accumulation,level,value,valueState
        cells.put(
            cell(field[0], field[1], field[3], field[2]),
            field[4] + " " + figure(field[0], field[5], field[6]));
      }
    }
    return cells;
  }

  private static String figure(String measure, String value, String state) {
    return value.isEmpty()
        ? state
        : new BigDecimal(value)
            .setScale(DECIMALS.get(measure), RoundingMode.HALF_UP)
            .toPlainString();
  }

  private static String cell(String measure, String area, String accumulation, String period) {
    return String.join(" ", measure, area, accumulation, period);
  }

  private Map<String, String> shown(OffsetDateTime then) {
    Map<String, String> cells = new TreeMap<>();
    String asOf = URLEncoder.encode(then.toString(), StandardCharsets.UTF_8);
    for (String accumulation : List.of("period", "year-to-date")) {
      String page =
          "/v1/indicators/state-budget-investment/observations?accumulation=%s&frequency=month&asOf=%s&limit=1000"
              .formatted(accumulation, asOf);
      while (page != null) {
        Api.Answer answer = province.stranger().get(page).expect(200);
        for (JsonNode series : answer.json().get("series")) {
          addCells(cells, series, accumulation);
        }
        page = answer.header("Link").map(HistoryIT::next).orElse(null);
      }
    }
    return cells;
  }

  private static void addCells(Map<String, String> cells, JsonNode series, String accumulation) {
    JsonNode periods = series.get("periods");
    for (int i = 0; i < periods.size(); i++) {
      JsonNode value = series.get("values").get(i);
      String figure =
          value.isNull()
              ? attribute(series, i, "valueState")
              : value.decimalValue().toPlainString();
      cells.put(
          cell(
              series.get("measure").asText(),
              series.at("/area/id").asText(),
              accumulation,
              periods.get(i).asText()),
          attribute(series, i, "level") + " " + figure);
    }
  }

  /** It stands once where all figures have it in common. */
  private static String attribute(JsonNode series, int figure, String name) {
    JsonNode each = series.get(name + "s");
    return (each == null ? series.get("common").get(name) : each.get(figure)).asText();
  }

  private static String next(String link) {
    return link.substring(link.indexOf('<') + 1, link.indexOf('>'));
  }
}
