package vn.solieu.indicator.submission.check;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import vn.solieu.indicator.definition.EnumCodec;
import vn.solieu.indicator.form.Route;
import vn.solieu.indicator.form.rule.Findings;
import vn.solieu.indicator.form.rule.Rule;
import vn.solieu.indicator.observation.HeldFigure;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.sql.Sql;

/**
 * V21: figures of a published cell that belongs to another. Only where somebody else has published
 * figures of the same indicator and period is a cell looked up.
 */
final class OwnerOfCell implements CrossRowRule {

  /** Indicators and periods of which others have published what the sender may not replace. */
  private static final String CONTESTED =
      """
      with other_vintage as materialized (
        select v.key, v.agency, v.route
        from (
          select distinct l.vintage
          from (select distinct indicator, period from staged_period) p
          join vintage_level l on l.indicator = p.indicator and l.period = p.period
        ) l
        join vintage v on v.key = l.vintage
        where (v.agency <> ? or v.route = 'inbound' and ?::text <> 'inbound')
          and exists (select from opening where vintage = v.key)
      ), foreign_vintage as materialized (
        select * from other_vintage v where not may_replace(v.key, ?, ?, ?)
      ), contested as materialized (
        select distinct l.indicator, l.period
        from foreign_vintage v
        join vintage_level l on l.vintage = v.key
        join staged_period p on p.indicator = l.indicator and p.period = l.period
      )
      """;

  @Override
  public void check(StagedPush push, Findings findings) {
    Sql sql = push.sql();
    Object[] asked = {
      push.sender().agency(),
      EnumCodec.of(push.form().route()),
      push.sender().agency(),
      EnumCodec.of(push.form().route()),
      push.sender().formRecordedAt()
    };
    // A statement of its own: where nothing is contested, no plan may read the staged figures.
    if (!sql.exists(CONTESTED + "select from contested", asked)) {
      return;
    }
    record Foreign(int row, String agency, boolean inbound, long found) {}
    List<Foreign> all =
        sql.list(
            CONTESTED
                + """
            select f."row", holder.agency, holder.route is not distinct from 'inbound', count(*) over ()
            from contested k
            join staged_series c on c.indicator = k.indicator
            join series s
              on s.measure = c.measure and s.area = c.area and s.breakdowns = c.breakdowns
              and s.value_type = c.value_type and s.variant = c.variant
              and s.accumulation = c.accumulation
            join staged_figure f on f.series = c.ordinal and f.period = k.period
            cross join lateral (%s) held
            join foreign_vintage holder on holder.key = held.vintage
            order by f."row"
            limit ?
            """
                    .formatted(HeldFigure.of("o.vintage", "c.indicator", "s.key", "f.period")),
            row -> new Foreign(row.getInt(1), row.getString(2), row.getBoolean(3), row.getLong(4)),
            Stream.concat(Arrays.stream(asked), Stream.of(Findings.KEPT)).toArray());
    for (Foreign foreign : all) {
      findings.add(
          Rule.OWNER,
          foreign.row,
          null,
          foreign.agency,
          foreign.inbound && push.form().route() != Route.INBOUND
              ? LocalizedText.of(
                  " theo tuyến số liệu của Cục Thống kê, không tuyến nào khác được thay",
                  " by the route of the national office, which no other route replaces")
              : "");
    }
    findings.countRest(Rule.OWNER, all.stream().map(Foreign::found).toList());
  }
}
