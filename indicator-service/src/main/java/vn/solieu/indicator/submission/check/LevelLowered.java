package vn.solieu.indicator.submission.check;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.solieu.indicator.form.rule.Findings;
import vn.solieu.indicator.form.rule.Rule;
import vn.solieu.indicator.observation.HeldFigure;
import vn.solieu.indicator.observation.Level;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.sql.Sql;

/**
 * V51: a release takes no such figure, and here the sender can still say that it is a correction.
 * What becomes public later is compared when a release lists the vintage. V60: a correction
 * replaces the more complete figure, which is hardly what is meant where a past form asks for the
 * level of its time.
 */
final class LevelLowered implements CrossRowRule {

  @Override
  public void check(StagedPush push, Findings findings) {
    Sql sql = push.sql();
    // A statement of its own: where nothing is lower, no plan may read the staged figures.
    if (!sql.exists(
        """
        select from (
          select indicator, period, min(completeness(level, round, 99)) as lowest
          from staged_period
          group by indicator, period
        ) mine
        join vintage_level other
          on other.indicator = mine.indicator and other.period = mine.period
          and other.highest > mine.lowest
        join opening p on p.vintage = other.vintage
        """)) {
      return;
    }
    record Lower(
        int row,
        LocalizedText level,
        LocalizedText published,
        boolean changing,
        @Nullable String justification,
        long found) {}
    List<Lower> lower =
        sql.list(
            """
            select f."row", f.level, f.round, held.level, held.round, changing, f.justification,
                   count(*) over (partition by changing)
            from staged_series c
            join series s
              on s.measure = c.measure and s.area = c.area and s.breakdowns = c.breakdowns
              and s.value_type = c.value_type and s.variant = c.variant
              and s.accumulation = c.accumulation
            join staged_figure f on f.series = c.ordinal
            cross join lateral (%s) held
            cross join lateral (
              select coalesce(f.reason, ?::reason, 'first') in ('correction', 'method') as changing
            ) why
            where is_less_complete(f.level, f.round, held.level, held.round)
              and held.reason <> 'withdrawn' and not held.tombstone
            order by changing desc, f.justification is not null, f."row"
            limit ?
            """
                .formatted(
                    HeldFigure.of(
                        "o.level, o.round, o.reason, o.tombstone",
                        "c.indicator",
                        "s.key",
                        "f.period")),
            row ->
                new Lower(
                    row.getInt(1),
                    Level.label(row.getString(2), row.getString(3)),
                    Level.label(row.getString(4), row.getString(5)),
                    row.getBoolean(6),
                    row.getString(7),
                    row.getLong(8)),
            push.storedReason(),
            Findings.KEPT);
    for (Lower one : lower) {
      if (!one.changing) {
        findings.inform(Rule.LOWER_LEVEL, 1, one.row, "level", one.level, one.published);
      } else if (one.justification == null) {
        findings.add(Rule.LEVEL_LOWERED, one.row, "justification", one.level, one.published);
      } else {
        findings.addJustified(
            Rule.LEVEL_LOWERED, one.row, "level", one.justification, one.level, one.published);
      }
    }
    findings.countRest(
        Rule.LOWER_LEVEL, lower.stream().filter(one -> !one.changing).map(Lower::found).toList());
    findings.countRest(
        Rule.LEVEL_LOWERED, lower.stream().filter(one -> one.changing).map(Lower::found).toList());
  }
}
