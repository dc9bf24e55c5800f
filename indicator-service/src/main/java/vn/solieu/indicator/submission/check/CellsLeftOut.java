package vn.solieu.indicator.submission.check;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import vn.solieu.indicator.form.rule.Findings;
import vn.solieu.indicator.form.rule.Rule;
import vn.solieu.indicator.observation.HeldFigure;
import vn.solieu.indicator.observation.Reason;
import vn.solieu.platform.sql.Sql;
import vn.solieu.platform.time.Period;

/**
 * V55: what the sender has published in this form and period, and readers go on to see although the
 * submission says nothing of it.
 */
final class CellsLeftOut implements CrossRowRule {

  @Override
  public void check(StagedPush push, Findings findings) {
    boolean changes = push.reason() == Reason.CORRECTION || push.reason() == Reason.METHOD;
    // A row that is refused is neither left out nor the same.
    if (!changes || findings.refuse()) {
      return;
    }
    Sql sql = push.sql();
    record LeftOut(String cell, long found) {}
    List<LeftOut> first =
        sql.list(
            """
            with own_vintage as materialized (
              select v.key
              from form f
              join round r on r.form = f.key
              join obligation owed on owed.round = r.key
              join submission b on b.obligation = owed.key
              join vintage v on v.id = b.vintage
              join opening p on p.vintage = v.key
              where f.id = ? and r.period = ? and owed.agency = ?
            ), left_out as materialized (
              select own.indicator, own.series, own.period, s.measure, s.area, s.breakdowns, s.value_type,
                     s.variant, s.accumulation
              from (
                select distinct o.indicator, o.series, o.period
                from own_vintage v
                join vintage_indicator i on i.vintage = v.key
                join observation o on o.indicator = i.indicator and o.vintage = v.key
              ) own
              join series s on s.key = own.series
              where not exists (
                select from staged_figure f join staged_series c on c.ordinal = f.series
                where c.measure = s.measure and c.area = s.area and c.breakdowns = s.breakdowns
                  and c.value_type = s.value_type and c.variant = s.variant
                  and c.accumulation = s.accumulation and f.period = own.period)
            )
            select m.id, a.id,
                   (select string_agg(b.value, ', ' order by b.key) from jsonb_each_text(x.breakdowns) b),
                   nullif(x.value_type, 'actual'), nullif(x.variant, ''), x.period,
                   nullif(x.accumulation, 'period'), count(*) over ()
            from left_out x
            join measure m on m.key = x.measure
            join area a on a.key = x.area
            cross join lateral (%s) held
            where held.vintage in (select key from own_vintage) and held.value is not null
              and held.confidentiality = 'free' and held.reason <> 'withdrawn' and not held.tombstone
            order by x.period, m.id, a.id, x.breakdowns, x.value_type, x.variant, x.accumulation
            limit ?
            """
                .formatted(HeldFigure.of("o.*", "x.indicator", "x.series", "x.period")),
            row ->
                new LeftOut(
                    Stream.of(
                            Optional.of(row.getString(1)),
                            Optional.of(row.getString(2)),
                            Optional.ofNullable(row.getString(3)),
                            Optional.ofNullable(row.getString(4)),
                            Optional.ofNullable(row.getString(5)),
                            Optional.of(Period.fromCode(row.getInt(6)).format()),
                            Optional.ofNullable(row.getString(7)))
                        .flatMap(Optional::stream)
                        .collect(joining(", ")),
                    row.getLong(8)),
            push.form().id(),
            push.round().code(),
            push.sender().agency(),
            NAMED);
    if (!first.isEmpty()) {
      long count = first.getFirst().found();
      findings.inform(
          Rule.CELLS_LEFT_OUT,
          count,
          null,
          null,
          count,
          first.stream().map(LeftOut::cell).collect(joining("; ")));
    }
  }
}
