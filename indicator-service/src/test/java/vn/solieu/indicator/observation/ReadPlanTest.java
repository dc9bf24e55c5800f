package vn.solieu.indicator.observation;

import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.solieu.indicator.observation.ObservationFixtures.figure;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.solieu.indicator.observation.ObservationFixtures.Indicator;
import vn.solieu.indicator.observation.ObservationFixtures.Place;
import vn.solieu.indicator.observation.ObservationFixtures.Sent;
import vn.solieu.platform.problem.Violations;
import vn.solieu.platform.publication.ReleaseGate;
import vn.solieu.platform.sql.Sql;
import vn.solieu.platform.time.Period;
import vn.solieu.testing.UseTestEnvironment;

/**
 * The figures that hold are found by the primary key, without a sort where openings were in order
 * and by sorting one cell's vintages at a time where not, however many there are, and whatever the
 * planner knows of the parameters.
 */
@QuarkusTest
@UseTestEnvironment
class ReadPlanTest {

  private static final int SERIES = 40;
  private static final int VINTAGES = 24;

  @Inject ObservationFixtures house;
  @Inject ReleaseGate gate;
  @Inject Selections selections;
  @Inject Sql sql;

  private static Indicator indicator;
  private static final List<Place> places = new ArrayList<>();

  @BeforeEach
  void manyVintagesOfManySeries() {
    if (indicator != null) {
      return;
    }
    indicator = house.indicator();
    List<Vintage> vintages = new ArrayList<>();
    for (int i = 0; i < SERIES; i++) {
      places.add(house.place());
    }
    for (int v = 0; v < VINTAGES; v++) {
      List<Sent> sent = new ArrayList<>();
      for (Place place : places) {
        sent.add(figure(indicator, place, "2000-01", "1"));
      }
      vintages.add(house.pushAccepted(sent.toArray(Sent[]::new)));
    }
    // The other periods are written beside the push: a thousand times as fast.
    sql.update(
        """
        insert into observation (indicator, series, period, vintage, value, decimals, level, reason,
                                 origin, value_state)
        select o.indicator, o.series, o.period + 16 * p, o.vintage, o.value + p, 1, 'official',
               'scheduled', 'reported', 'value'
        from observation o, generate_series(1, 119) p
        where o.indicator = ? and o.period = ?
        """,
        indicator.key(),
        Period.parse("2000-01").code());
    vintages.forEach(house::publish);
    sql.update("analyze observation");
    sql.update("analyze opening");
    sql.update("analyze series");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "from=2005-01",
        "to=2003-12",
        "from=2003-01 to=2004-12",
        "last=12",
        "first=3",
        "frequency=month",
        "frequency=month last=1",
        "level=official",
        "asOf=2025-01-01T00:00:00Z"
      })
  void figuresComeByThePrimaryKeyAndNoSeriesIsSorted(String asked) {
    for (String knowledge : List.of("force_generic_plan", "force_custom_plan")) {
      for (int areas : List.of(1, SERIES, 0)) {
        for (boolean inOrder : List.of(true, false)) {
          List<String> plan = plan(asked, areas, inOrder, knowledge);
          String text =
              "%s, %d, %s, %s:\n%s"
                  .formatted(asked, areas, inOrder, knowledge, String.join("\n", plan));
          assertTrue(text.contains("observation_pkey"), text);
          assertTrue(!text.contains("Seq Scan on observation"), text);
          assertTrue(!text.contains("observation_period"), text);
          assertTrue(!text.contains("Hash Join"), text);
          String belowTheAnswer = text.substring(text.indexOf("Unique"));
          assertEquals(
              !inOrder || asked.startsWith("first"),
              belowTheAnswer.contains("Incremental Sort"),
              text);
          assertTrue(!belowTheAnswer.replace("Incremental Sort", "").contains("Sort  "), text);
        }
      }
    }
  }

  /**
   * What is looked for in each figure may hold of none: then nothing but the number of series ends
   * the search.
   */
  @ParameterizedTest
  @CsvSource({
    "level=estimate, 100",
    "level=estimate last=1, 100",
    "frequency=year, 1000",
    "frequency=year last=1, 1000",
    "from=2100, 1000",
    "to=1900, 1000",
    "asOf=1900-01-01T00:00:00Z, 1000"
  })
  void aPageLooksAtSoManySeriesWhateverItFinds(String asked, int most) {
    for (String knowledge : List.of("force_generic_plan", "force_custom_plan")) {
      String text = String.join("\n", plan(asked, 0, true, knowledge));
      assertTrue(text.contains("Nested Loop Left Join"), text);
      assertTrue(text.substring(text.indexOf("Left Join")).contains("->  Limit"), text);
      assertTrue(text.contains("observation_pkey"), text);
      assertTrue(!text.contains("Seq Scan on observation"), text);
    }
    assertEquals(most, ObservationSelect.mostSeries(query(asked)));
  }

  @Test
  void aYearToDateSortsNoMoreThanTheAnswer() {
    String text =
        String.join("\n", plan("accumulation=year-to-date", 1, true, "force_generic_plan"));
    assertTrue(text.contains("observation_pkey"), text);
    assertTrue(!text.contains("Seq Scan on observation"), text);
    assertTrue(!text.contains("Hash Join"), text);
  }

  /**
   * A page of a correction asks it of a thousand figures. No register is looked through for it:
   * every table is entered by an index with a condition.
   */
  @Test
  void whatACorrectionLeftAsItWasIsFoundByThePrimaryKey() {
    List<Integer> indicators = new ArrayList<>();
    List<Integer> series = new ArrayList<>();
    List<Integer> periods = new ArrayList<>();
    List<Integer> vintages = new ArrayList<>();
    sql.list(
            """
            select series, period, max(vintage) from observation where indicator = ?
            group by series, period order by series, period limit 1000
            """,
            row -> List.of(row.getInt(1), row.getInt(2), row.getInt(3)),
            indicator.key())
        .forEach(
            figure -> {
              indicators.add(indicator.key());
              series.add(figure.get(0));
              periods.add(figure.get(1));
              vintages.add(figure.get(2));
            });
    assertEquals(1_000, series.size());
    for (String knowledge : List.of("force_generic_plan", "force_custom_plan")) {
      List<String> plan =
          gate.published(
              connection -> {
                try (var statement = connection.createStatement()) {
                  statement.execute("set local plan_cache_mode = " + knowledge);
                }
                return explain(
                    connection,
                    ObservationSelect.unchanged(
                        indicators,
                        series,
                        periods,
                        vintages,
                        new ReadPoint(Long.MAX_VALUE, null)));
              });
      String text = knowledge + ":\n" + String.join("\n", plan);
      assertTrue(text.contains("observation_pkey"), text);
      assertTrue(!text.contains("Seq Scan") && !text.contains("Hash"), text);
      for (int i = 0; i < plan.size(); i++) {
        if (plan.get(i).contains("Scan using")) {
          assertTrue(plan.get(i + 1).contains("Index Cond"), text);
        }
      }
    }
  }

  /**
   * @param areas how many are asked for; 0 for whatever there is
   */
  private List<String> plan(String asked, int areas, boolean inOrder, String knowledge) {
    return gate.published(
        connection -> {
          ObservationQuery query = query(asked);
          OffsetDateTime asOf =
              query.asOf() == null ? null : OffsetDateTime.parse("2025-01-01T00:00:00Z");
          try (var statement = connection.createStatement()) {
            statement.execute("set local plan_cache_mode = " + knowledge);
          }
          Selection all = selections.resolve(query, LocalDate.EPOCH, new Violations());
          Selection selection =
              new Selection(
                  all.revision(),
                  query,
                  all.structures(),
                  all.measures(),
                  new TreeMap<>(
                      places.stream().limit(areas).collect(toMap(Place::id, Place::key))));
          return explain(
              connection,
              ObservationSelect.of(
                  selection,
                  new ReadPoint(Long.MAX_VALUE, asOf),
                  inOrder,
                  KeysetPosition.START,
                  10_000));
        });
  }

  private static ObservationQuery query(String asked) {
    Map<String, List<String>> parameters = new TreeMap<>();
    parameters.put("indicator", List.of(indicator.id()));
    for (String pair : asked.split(" ")) {
      if (!pair.isEmpty()) {
        parameters.put(pair.split("=")[0], List.of(pair.split("=")[1]));
      }
    }
    return QueryGrammar.parse(
        parameters, OffsetDateTime.parse("2026-01-01T00:00:00Z").toInstant(), new Violations());
  }

  /** A prepared statement, so that the planner can be made to know the parameters or not. */
  private static List<String> explain(Connection connection, ObservationStoreQuery query)
      throws SQLException {
    List<String> plan = new ArrayList<>();
    try (PreparedStatement statement = query.explain(connection);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        plan.add(row.getString(1));
      }
    }
    return plan;
  }
}
