package vn.solieu.indicator.submission.check;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.solieu.indicator.form.rule.Findings;
import vn.solieu.indicator.form.rule.Rule;
import vn.solieu.indicator.observation.HeldFigure;
import vn.solieu.platform.sql.Sql;

/** V54: readers would see no figure any more where they see one. */
final class ValueWithdrawn implements CrossRowRule {

  @Override
  public void check(StagedPush push, Findings findings) {
    if (!push.hasBlank()) {
      return;
    }
    Sql sql = push.sql();
    record Blank(
        int row, BigDecimal published, String state, @Nullable String justification, long found) {}
    List<Blank> all =
        sql.list(
            """
            select f."row", round(held.value, held.decimals), f.value_state, f.justification, count(*) over ()
            from staged_figure f
            join staged_series c on c.ordinal = f.series
            join series s
              on s.measure = c.measure and s.area = c.area and s.breakdowns = c.breakdowns
              and s.value_type = c.value_type and s.variant = c.variant
              and s.accumulation = c.accumulation
            cross join lateral (%s) held
            where f.value is null and f.value_state in ('not-collected', 'not-reported', 'not-applicable')
              and held.value is not null
              and held.confidentiality = 'free' and held.reason <> 'withdrawn' and not held.tombstone
            order by f.justification is not null, f."row"
            limit ?
            """
                .formatted(HeldFigure.of("o.*", "c.indicator", "s.key", "f.period")),
            row ->
                new Blank(
                    row.getInt(1),
                    row.getBigDecimal(2),
                    row.getString(3),
                    row.getString(4),
                    row.getLong(5)),
            Findings.KEPT);
    for (Blank blank : all) {
      Object[] arguments = {blank.published, ValueStates.describe(blank.state)};
      if (blank.justification != null) {
        findings.addJustified(
            Rule.VALUE_WITHDRAWN, blank.row, "value", blank.justification, arguments);
      } else {
        findings.add(Rule.VALUE_WITHDRAWN, blank.row, "justification", arguments);
      }
    }
    findings.countRest(Rule.VALUE_WITHDRAWN, all.stream().map(Blank::found).toList());
  }
}
