package vn.solieu.benchmarks;

import java.sql.SQLException;

/** Figures as they are stored once they are public; what it takes to get there is not measured. */
final class Published {

  private Published() {}

  /** Vintages of the indicator BENCH, one publication each, and a series for every area. */
  static void vintages(BenchmarkEnvironment stand, int count) throws SQLException {
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
            .formatted(count),
        """
        insert into publication_applied
        select v, 'R' || v, timestamptz '2020-01-01' + v * interval '1 day', now(), 'archive', false, false, null
        from generate_series(1, %d) v
        """
            .formatted(count),
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
            .formatted(count, count));
  }

  /** Of the first vintages so many months for each of some series, from 2010 on. */
  static void figures(
      BenchmarkEnvironment stand, int vintages, int firstSeries, int series, int months)
      throws SQLException {
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
            .formatted(vintages, firstSeries, series, months - 1));
  }
}
