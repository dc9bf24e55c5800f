package vn.solieu.indicator.submission.check;

import vn.solieu.indicator.form.rule.Findings;
import vn.solieu.indicator.form.rule.Rule;
import vn.solieu.indicator.observation.HeldFigure;
import vn.solieu.indicator.observation.Reason;
import vn.solieu.platform.sql.Sql;

/** V50: looks no further than to the first figure that differs from the published one. */
final class NothingCorrected implements CrossRowRule {

  @Override
  public void check(StagedPush push, Findings findings) {
    // A row that is refused is neither left out nor the same.
    if (push.reason() != Reason.CORRECTION || findings.refuse()) {
      return;
    }
    Sql sql = push.sql();
    boolean differs =
        sql.exists(
            """
            select from staged_figure f
            join staged_series c on c.ordinal = f.series
            where not exists (
              select from series s
              cross join lateral (%s) held
              where s.measure = c.measure and s.area = c.area and s.breakdowns = c.breakdowns
                and s.value_type = c.value_type and s.variant = c.variant
                and s.accumulation = c.accumulation
                and round(held.value, held.decimals) is not distinct from round(f.value, held.decimals)
                and held.value_state = f.value_state and held.level = f.level
                and held.round is not distinct from f.round
                and held.confidentiality = 'free' and held.reason <> 'withdrawn' and not held.tombstone)
            limit 1
            """
                .formatted(HeldFigure.of("o.*", "c.indicator", "s.key", "f.period")));
    if (!differs && sql.exists("select from staged_figure")) {
      findings.inform(Rule.NOTHING_CORRECTED, 1, null, null);
    }
  }
}
