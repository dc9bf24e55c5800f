package vn.solieu.indicator.observation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.solieu.platform.problem.Violation;
import vn.solieu.platform.problem.Violations;
import vn.solieu.platform.time.Accumulation;
import vn.solieu.platform.time.Period;

class QueryGrammarTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void valuesComeByCommaOrByRepetition() {
    ObservationQuery query =
        parse(
            Map.of(
                "indicator", List.of("B,A", "C"),
                "sex", List.of("F", "M,T"),
                "variant", List.of("Resolution 12, second version"),
                "valueType", List.of("plan,actual"),
                "accumulation", List.of("year-to-date"),
                "from", List.of("2024-Q1")));

    assertEquals(Set.of("A", "B", "C"), query.indicators());
    assertEquals(Set.of("F", "M", "T"), query.dimensions().get("sex"));
    assertEquals(Set.of("Resolution 12, second version"), query.variants());
    assertEquals(Set.of(ValueType.ACTUAL, ValueType.PLAN), query.valueTypes());
    assertEquals(Accumulation.YEAR_TO_DATE, query.accumulation());
    assertEquals(Period.quarter(2024, 1), query.from());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          area          | ''                     | empty
          indicator     | ''                     | empty
          indicator     | A,                     | empty
          valueType     | ACTUAL                 | word
          accumulation  | year                   | word
          level         | o                      | word
          frequency     | daily                  | word
          from          | 2024-1                 | period
          to            | 2024-Q5                | period
          first         | 0                      | range
          last          | -1                     | range
          last          | 99999999999999999999   | range
          asOf          | 2024-01-01             | instant
          asOf          | 2024-02-30T00:00:00Z   | instant
          asOf          | -0001-01-01T00:00:00Z  | instant
          asOf          | -999999999-01-01T00:00:00Z | instant
          asOf          | 2026-01-01T00:00:00.1Z | future
          transform     | growth                 | unknown-parameter
          boundary      | 2024-1-1               | day
          boundary      | 2024-02-30             | day
          boundary      | +99999-01-01           | day
          vintage       | 1                      | unknown-parameter
          """)
  void whatIsNotUnderstoodIsRefused(String name, String value, String rule) {
    assertEquals(
        List.of("?" + name + " " + rule),
        errors(
            name.equals("indicator")
                ? Map.of(name, List.of(value))
                : Map.of("indicator", List.of("A"), name, List.of(value))));
  }

  @Test
  void allErrorsAreToldAtOnce() {
    assertEquals(
        List.of(
            "?indicator required", "?transform unknown-parameter", "?from period", "?last range"),
        errors(
            new TreeMap<>(
                Map.of("from", List.of("x"), "last", List.of("x"), "transform", List.of("x")))));
  }

  @Test
  void whatContradictsItselfIsRefused() {
    assertEquals(
        List.of("?last together", "?release together", "?to order"),
        errors(
            Map.of(
                "indicator", List.of("A"),
                "first", List.of("1"),
                "last", List.of("1"),
                "asOf", List.of("2024-01-01T00:00:00Z"),
                "release", List.of("r"),
                "from", List.of("2024"),
                "to", List.of("2023"))));
  }

  @Test
  void aListThatIsTooLongIsRefused() {
    String list = "x" + manyAreas();
    assertEquals(
        List.of("?area too-many"),
        errors(Map.of("indicator", List.of("A"), "area", List.of(list))));
  }

  @Test
  void anInstantIsCutAndNeverRoundedUp() {
    ObservationQuery query =
        parse(
            Map.of(
                "indicator", List.of("A"), "asOf", List.of("2024-12-31T23:59:59.999999999+07:00")));

    assertEquals(Instant.parse("2024-12-31T16:59:59.999999Z"), query.asOf());
  }

  @Test
  void aFigureIsWhatWasUnlessSomethingElseIsAskedFor() {
    assertEquals(Set.of(ValueType.ACTUAL), parse(Map.of("indicator", List.of("A"))).valueTypes());
    assertEquals(
        Set.of(), parse(Map.of("indicator", List.of("A"), "variant", List.of("V"))).valueTypes());
    assertEquals(
        Set.of(ValueType.PLAN),
        parse(Map.of("indicator", List.of("A"), "valueType", List.of("plan"))).valueTypes());
  }

  private static String manyAreas() {
    StringBuilder areas = new StringBuilder();
    for (int i = 0; i < QueryGrammar.MOST_VALUES; i++) {
      areas.append(",A").append(i);
    }
    return areas.toString();
  }

  private static ObservationQuery parse(Map<String, List<String>> parameters) {
    Violations violations = new Violations();
    ObservationQuery query = QueryGrammar.parse(parameters, NOW, violations);
    assertEquals(List.of(), violations.list());
    return query;
  }

  private static List<String> errors(Map<String, List<String>> parameters) {
    Violations violations = new Violations();
    QueryGrammar.parse(parameters, NOW, violations);
    return violations.list().stream().map(QueryGrammarTest::describe).toList();
  }

  private static String describe(Violation violation) {
    return violation.pointer() + " " + violation.rule();
  }
}
