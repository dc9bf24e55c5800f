package vn.solieu.indicator.observation;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import vn.solieu.indicator.definition.EnumCodec;
import vn.solieu.platform.time.Accumulation;

/** The queries for public series. */
final class SeriesSelect {

  private static final String STORED =
      """
      select s.indicator, s.key as own, 0 as whole, %1$s as place
      from published_series s
      where true
      """;

  private static final String YEARS_TO_DATE =
      """
      select s.indicator,
             case s.accumulation when 'year-to-date' then s.key else coalesce(t.key, 0) end as own,
             case s.accumulation when 'period' then s.key else coalesce(t.key, 0) end as whole,
             %1$s as place
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
   * The series of a selection in the order of their place: where their figures are ({@code own},
   * {@code whole}), and the key under which they are answered and ordered ({@code place}).
   *
   * @param from the smallest place
   * @param most how many at most
   */
  static ObservationStoreQuery of(Selection selection, ReadPoint pin, int from, int most) {
    ObservationQuery asked = selection.query();
    // Series of given areas are few and are found by them. In the order of the key, which the sum
    // does not have, every series would be looked at until they are met.
    String place = selection.areas().isEmpty() ? "s.key" : "s.key + 0";
    ObservationStoreQuery query = new ObservationStoreQuery();
    if (asked.accumulation() == Accumulation.YEAR_TO_DATE) {
      // Also where only whole periods are known. The smaller key of the two series stands for both;
      // what is opened between two pages does not count, or a page could begin at another key than
      // the one before it ended with.
      query.add(YEARS_TO_DATE.formatted(place), pin.sequence(), pin.sequence());
    } else {
      query.add(STORED.formatted(place));
      if (asked.accumulation() != null) {
        query.add("and s.accumulation = ?::accumulation", asked.accumulation().id());
      }
    }
    query.addIf(from > 0, "and " + place + " >= ?", from);
    addFilters(query, selection);
    query.add("order by " + place);
    // In the text: a planner that does not know it would expect a tenth of all series.
    return query.add(most < Integer.MAX_VALUE ? "limit " + most : "offset 0");
  }

  private static void addFilters(ObservationStoreQuery query, Selection selection) {
    ObservationQuery asked = selection.query();
    query.add("and s.measure = any(?)", List.copyOf(selection.measures().keySet()));
    addAny(query, "s.area", List.copyOf(selection.areas().values()));
    addAny(query, "s.value_type::text", asked.valueTypes().stream().map(EnumCodec::of).toList());
    addAny(query, "s.variant", List.copyOf(asked.variants()));
    asked
        .dimensions()
        .forEach(
            (dimension, codes) ->
                query.add("and s.breakdowns ->> ? = any(?)", dimension, List.copyOf(codes)));
    // What should or could be has no level.
    query.addIf(!asked.levels().isEmpty(), "and s.value_type = 'actual'");
  }

  private static void addAny(ObservationStoreQuery query, String column, List<?> values) {
    query.addIf(!values.isEmpty(), "and " + column + " = any(?)", values);
  }

  /** The key of one series for each measure and area of the selection, in their order. */
  static ObservationStoreQuery ofMeasuresAndAreas(Selection selection) {
    ObservationStoreQuery one =
        new ObservationStoreQuery()
            .add("select distinct on (s.measure, s.area) s.key from published_series s where true");
    addFilters(one, selection);
    return one.add("order by s.measure, s.area");
  }

  /**
   * What series are called, with the revision of the definitions in which they are called so.
   *
   * @param boundary the day on which areas are named: as they are called then, or were last
   */
  static ObservationStoreQuery named(Collection<Integer> keys, LocalDate boundary) {
    return new ObservationStoreQuery()
        .add("select d.revision, s.key, s.measure, s.breakdowns, s.value_type, s.variant,")
        .add("  s.accumulation, a.id as area_id, a.name_vi, a.name_en")
        .add("from public_definition_revision d, published_series s cross join lateral (")
        .add("  select id, name_vi, name_en from public_area where key = s.area")
        .add(
            "  order by coalesce(valid_from <= ?, true) desc, valid_from desc nulls last limit 1",
            boundary)
        .add(") a where s.key = any(?)", List.copyOf(keys));
  }
}
