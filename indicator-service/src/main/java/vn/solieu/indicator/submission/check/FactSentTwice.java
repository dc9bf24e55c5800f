package vn.solieu.indicator.submission.check;

import java.util.List;
import vn.solieu.indicator.form.rule.Findings;
import vn.solieu.indicator.form.rule.Rule;
import vn.solieu.platform.sql.Sql;

/** V34: a cell under one name. V43: a fact under two names with two values. */
final class FactSentTwice implements CrossRowRule {

  @Override
  public void check(StagedPush push, Findings findings) {
    if (!push.mayHoldTwice()) {
      return;
    }
    findTwice(push, findings);
    keepOneName(push);
  }

  private static void findTwice(StagedPush push, Findings findings) {
    Sql sql = push.sql();
    record Twice(int row, int first, boolean sameName, long total) {}
    List<Twice> all =
        sql.list(
            """
            with named as (
              select f."row", c.first_ordinal as cell, f.period, f.sent, f.value, f.value_state, f.level
              from staged_figure f join staged_series c on c.ordinal = f.series
            ), twice as (
              select cell, period from named group by cell, period having count(*) > 1
            ), compared as (
              select n."row",
                     first_value(n."row") over fact as first_row,
                     min(n."row") over name as first_of_name,
                     (n.value, n.value_state, n.level) is distinct from
                       (first_value(n.value) over fact, first_value(n.value_state) over fact,
                        first_value(n.level) over fact) as differs
              from named n join twice t on t.cell = n.cell and t.period = n.period
              window fact as (partition by n.cell, n.period order by n."row"),
                     name as (partition by n.cell, n.period, n.sent)
            )
            select "row", case when "row" <> first_of_name then first_of_name else first_row end,
                   "row" <> first_of_name, total
            from (
              select *, row_number() over (partition by "row" <> first_of_name order by "row") as place,
                     count(*) over (partition by "row" <> first_of_name) as total
              from compared
              where "row" <> first_of_name or differs
            ) found
            where place <= ?
            order by "row"
            """,
            row -> new Twice(row.getInt(1), row.getInt(2), row.getBoolean(3), row.getLong(4)),
            Findings.KEPT);
    for (Twice twice : all) {
      findings.add(twice.sameName ? Rule.DUPLICATE : Rule.ALIAS, twice.row, null, twice.first);
    }
    findings.countRest(
        Rule.DUPLICATE, all.stream().filter(Twice::sameName).map(Twice::total).toList());
    findings.countRest(
        Rule.ALIAS, all.stream().filter(twice -> !twice.sameName()).map(Twice::total).toList());
  }

  /**
   * A fact that was sent under two names is stored once, and is one part of a sum and not two. What
   * differs between the names was found before.
   */
  private static void keepOneName(StagedPush push) {
    Sql sql = push.sql();
    sql.update(
        """
        delete from staged_figure f
        using (
          select f.ctid as place,
                 row_number() over (partition by c.first_ordinal, f.period order by f."row") as name
          from staged_figure f join staged_series c on c.ordinal = f.series
        ) named
        where f.ctid = named.place and named.name > 1
        """);
  }
}
