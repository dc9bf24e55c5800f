package vn.solieu.indicator.submission.check;

import static java.util.stream.Collectors.joining;

import java.math.BigDecimal;
import java.util.List;
import vn.solieu.indicator.form.rule.Findings;
import vn.solieu.indicator.form.rule.Rule;
import vn.solieu.indicator.observation.HeldFigure;
import vn.solieu.platform.sql.Sql;

/**
 * V61, V62: another value in a cell of which one of the same level is published, and no word of it
 * for readers. That a later level brings another value is as planned.
 */
final class ChangedInSilence implements CrossRowRule {

  @Override
  public void check(StagedPush push, Findings findings) {
    if (!push.mayChangeInSilence() || !anyPublished(push)) {
      return;
    }
    Sql sql = push.sql();
    record Changed(int row, boolean official, BigDecimal published, long found) {}
    List<Changed> changed =
        sql.list(
            """
            select "row", official, published, found
            from (
              select f."row", official, round(held.value, held.decimals) as published,
                     count(*) over (partition by official) as found,
                     row_number() over (partition by official order by f."row") as place
              from staged_series c
              join series s
                on s.measure = c.measure and s.area = c.area and s.breakdowns = c.breakdowns
                and s.value_type = c.value_type and s.variant = c.variant
                and s.accumulation = c.accumulation
              join staged_figure f on f.series = c.ordinal
              cross join lateral (%s) held
              cross join lateral (select held.level = 'official' as official) level
              where coalesce(f.reason, ?::reason, 'first') in ('first', 'scheduled')
                and held.level = f.level and held.round is not distinct from f.round
                and held.confidentiality = 'free' and held.reason <> 'withdrawn' and not held.tombstone
                and round(f.value, held.decimals) <> round(held.value, held.decimals)
            ) all_changed
            where place <= case when official then ? else ? end
            order by "row"
            """
                .formatted(HeldFigure.of("o.*", "c.indicator", "s.key", "f.period")),
            row ->
                new Changed(row.getInt(1), row.getBoolean(2), row.getBigDecimal(3), row.getLong(4)),
            push.storedReason(),
            Findings.KEPT,
            NAMED);
    List<Changed> official = changed.stream().filter(Changed::official).toList();
    for (Changed cell : official) {
      findings.add(Rule.OFFICIAL_CHANGED, cell.row, "value", cell.published);
    }
    if (!official.isEmpty()) {
      findings.count(Rule.OFFICIAL_CHANGED, official.getFirst().found - official.size());
    }
    List<Changed> others = changed.stream().filter(cell -> !cell.official()).toList();
    if (!others.isEmpty()) {
      long found = others.getFirst().found;
      findings.inform(
          Rule.PUBLISHED_CHANGED,
          found,
          others.getFirst().row,
          "value",
          found,
          others.stream().map(Changed::row).map(String::valueOf).collect(joining(", ")));
    }
  }

  /** Whether anything of the indicators and periods is published that is no less complete. */
  private static boolean anyPublished(StagedPush push) {
    Sql sql = push.sql();
    return sql.exists(
        """
        select from (
          select indicator, period, min(completeness(level, round, 0)) as lowest
          from staged_period
          group by indicator, period
        ) mine
        join vintage_level other
          on other.indicator = mine.indicator and other.period = mine.period
          and other.highest >= mine.lowest
        join opening p on p.vintage = other.vintage
        """);
  }
}
