package vn.solieu.indicator.submission.check;

import static java.util.stream.Collectors.joining;

import java.util.List;
import vn.solieu.indicator.form.rule.Findings;
import vn.solieu.indicator.form.rule.Rule;
import vn.solieu.platform.sql.Sql;

/**
 * V56 where nothing is published that could be corrected: neither of the form, agency and period,
 * nor a cell of the push, which another form or agency may have published. V57 where some cells
 * are.
 */
final class NewCells implements CrossRowRule {

  @Override
  public void check(StagedPush push, Findings findings) {
    if (!push.saysChange()) {
      return;
    }
    Sql sql = push.sql();
    record NewCell(int row, long found, boolean all) {}
    List<NewCell> first =
        sql.list(
            """
            with changing as (
              select f.series, f.period, f."row"
              from staged_figure f
              where coalesce(f.reason, ?::reason, 'first') in ('correction', 'method'))
            select f."row", count(*) over (), count(*) over () = (select count(*) from changing)
            from changing f
            join staged_series c on c.ordinal = f.series
            where not exists (
                select from series s
                join observation o on o.indicator = c.indicator and o.series = s.key and o.period = f.period
                join opening p on p.vintage = o.vintage
                where s.measure = c.measure and s.area = c.area and s.breakdowns = c.breakdowns
                  and s.value_type = c.value_type and s.variant = c.variant
                  and s.accumulation = c.accumulation)
            order by f."row"
            limit ?
            """,
            row -> new NewCell(row.getInt(1), row.getLong(2), row.getBoolean(3)),
            push.storedReason(),
            NAMED);
    if (first.isEmpty()) {
      return;
    }
    NewCell any = first.getFirst();
    if (any.all() && !isPublished(push)) {
      findings.add(Rule.NOTHING_TO_CORRECT, null, null);
      return;
    }
    findings.inform(
        Rule.NEW_CELLS,
        any.found(),
        any.row(),
        null,
        any.found(),
        first.stream().map(NewCell::row).map(String::valueOf).collect(joining(", ")));
  }

  /** Whether anything of the form, agency and period is published. */
  private static boolean isPublished(StagedPush push) {
    Sql sql = push.sql();
    return sql.exists(
        """
        select from form f
        join round r on r.form = f.key
        join obligation owed on owed.round = r.key
        join submission s on s.obligation = owed.key
        join vintage v on v.id = s.vintage
        join opening p on p.vintage = v.key
        where f.id = ? and r.period = ? and owed.agency = ?
        """,
        push.form().id(),
        push.round().code(),
        push.sender().agency());
  }
}
