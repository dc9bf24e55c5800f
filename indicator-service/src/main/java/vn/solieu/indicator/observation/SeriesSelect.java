package vn.solieu.indicator.observation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import vn.solieu.indicator.definition.Word;
import vn.solieu.platform.time.Accumulation;

/** Finds the public series of a selection, in the order of their keys. */
final class SeriesSelect {

  /** Series as they are stored; a year to date together with the series of its whole periods. */
  private static final String STORED =
      """
      select s.key, s.indicator, s.measure, s.area, s.breakdowns, s.value_type, s.variant,
             s.accumulation, s.key as own,
             case s.accumulation when 'year-to-date' then coalesce((
               select w.key
               from published_series w
               where w.measure = s.measure and w.area = s.area and w.breakdowns = s.breakdowns
                 and w.value_type = s.value_type and w.variant = s.variant
                 and w.accumulation = 'period'), 0) else 0 end as whole
      from published_series s
      where true
      """;

  private static final String YEARS_TO_DATE =
      """
      select s.key, s.indicator, s.measure, s.area, s.breakdowns, s.value_type, s.variant,
             'year-to-date' as accumulation,
             case s.accumulation when 'year-to-date' then s.key else coalesce(t.key, 0) end as own,
             case s.accumulation when 'period' then s.key else coalesce(t.key, 0) end as whole
      from published_series s
      left join lateral (
        select t.key
        from published_series t
        where t.measure = s.measure and t.area = s.area and t.breakdowns = s.breakdowns
          and t.value_type = s.value_type and t.variant = s.variant
          and t.accumulation = case s.accumulation
            when 'period' then 'year-to-date'::accumulation else 'period'::accumulation end
          and exists (
            select from published_observation o
            where o.indicator = t.indicator and o.series = t.key and o.sequence <= ? offset 0)
      ) t on true
      where s.accumulation in ('period', 'year-to-date')
        and (t.key is null or s.key < t.key)
        and exists (
          select from published_observation o
          where o.indicator = s.indicator and o.series = s.key and o.sequence <= ? offset 0)
      """;

  private SeriesSelect() {}

  /**
   * @param from the smallest key
   * @param boundary the day on which areas are named
   * @param limit how many at most
   */
  static List<Series> read(
      Connection connection, Selection selection, Pin pin, int from, LocalDate boundary, int limit)
      throws SQLException {
    List<Series> found = new ArrayList<>();
    if (selection.measures().isEmpty()) {
      return found;
    }
    try (PreparedStatement statement =
            named(filtered(selection, pin, from, limit), boundary).prepare(connection);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        found.add(Series.read(row));
      }
    }
    return found;
  }

  private static FigureQuery filtered(Selection selection, Pin pin, int from, int limit) {
    ObservationQuery asked = selection.query();
    FigureQuery query = new FigureQuery();
    if (asked.accumulation() == Accumulation.YEAR_TO_DATE) {
      // Also where only whole periods are known. The smaller key of the two series stands for both;
      // what is opened
      // between two pages does not count, or a page could begin at another key than the one before
      // it ended with.
      query.add(YEARS_TO_DATE, pin.sequence(), pin.sequence());
    } else {
      query.add(STORED);
      if (asked.accumulation() != null) {
        query.add("and s.accumulation = ?::accumulation", asked.accumulation().id());
      }
    }
    // Series of given areas are few and are found by them. In the order of the key, which the sum
    // does not have, every series would be looked at until they are met.
    String key = selection.areas().isEmpty() ? "s.key" : "s.key + 0";
    query
        .add("and " + key + " >= ?", from)
        .add("and s.measure = any(?)", List.copyOf(selection.measures().keySet()));
    addAny(query, "s.area", List.copyOf(selection.areas().values()));
    addAny(query, "s.value_type::text", asked.valueTypes().stream().map(Word::of).toList());
    addAny(query, "s.variant", List.copyOf(asked.variants()));
    asked
        .dimensions()
        .forEach(
            (dimension, codes) ->
                query.add("and s.breakdowns ->> ? = any(?)", dimension, List.copyOf(codes)));
    return query.add("order by " + key + " limit ?", limit);
  }

  private static void addAny(FigureQuery query, String column, List<?> values) {
    query.addIf(!values.isEmpty(), "and " + column + " = any(?)", values);
  }

  /** With the name that the area has on the day, or had last. */
  private static FigureQuery named(FigureQuery series, LocalDate boundary) {
    return new FigureQuery()
        .add("select s.*, a.id as area_id, a.name_vi, a.name_en from (")
        .add(series)
        .add(") s cross join lateral (")
        .add("  select id, name_vi, name_en from public_area where key = s.area")
        .add(
            "  order by coalesce(valid_from <= ?, true) desc, valid_from desc nulls last limit 1",
            boundary)
        .add(") a order by s.key");
  }
}
