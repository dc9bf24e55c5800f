package vn.solieu.indicator.submission;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import vn.solieu.indicator.form.Change;
import vn.solieu.indicator.form.Form;
import vn.solieu.indicator.form.SumOfParts;
import vn.solieu.platform.sql.Sql;

/**
 * The rules that look at several rows, or at what is published: one statement each over the staged
 * figures. A rule counts all that it finds and brings the first of them.
 */
final class CrossRowRules {

  private final Sql sql;
  private final Form form;
  private final Map<String, CellMeasure> measures;
  private final boolean mayHoldTwice;
  private final Findings findings;

  /**
   * @param mayHoldTwice whether a cell may have been staged twice
   */
  CrossRowRules(
      Connection connection,
      Form form,
      Map<String, CellMeasure> measures,
      boolean mayHoldTwice,
      Findings findings) {
    this.sql = Sql.on(connection);
    this.form = form;
    this.measures = measures;
    this.mayHoldTwice = mayHoldTwice;
    this.findings = findings;
  }

  void check() {
    if (mayHoldTwice) {
      sameCellTwice();
      keepOneNameOfAFact();
    }
    form.sums().forEach(this::sumOfParts);
    form.changes().forEach(this::change);
  }

  /** V34: a cell under one name. V43: a fact under two names with two values. */
  private void sameCellTwice() {
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
    countRest(Rule.DUPLICATE, all.stream().filter(Twice::sameName).map(Twice::total).toList());
    countRest(
        Rule.ALIAS, all.stream().filter(twice -> !twice.sameName()).map(Twice::total).toList());
  }

  /**
   * A fact that was sent under two names is stored once, and is one part of a sum and not two. What
   * differs between the names was found before.
   */
  private void keepOneNameOfAFact() {
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

  /** V05. */
  private void sumOfParts(SumOfParts rule) {
    CellMeasure measure = Objects.requireNonNull(measures.get(rule.measure()));
    BigDecimal tolerance = rule.tolerance(measure.decimals());
    record Off(int row, BigDecimal total, BigDecimal parts, long found) {}
    List<Off> all =
        sql.list(
            """
            with members as (
              select ordinal, dense_rank() over (
                       order by area, breakdowns - ?::text, value_type, variant, accumulation) as whole,
                     breakdowns ->> ? is not distinct from ? as is_total
              from staged_series
              where measure = ?
                and (breakdowns ->> ? is not distinct from ? or breakdowns ->> ? = any(?))
            ), sums as (
              select min(f."row") filter (where m.is_total) as "row",
                     min(f.value) filter (where m.is_total) as total,
                     sum(f.value) filter (where not m.is_total) as parts
              from staged_figure f join members m on m.ordinal = f.series
              group by m.whole, f.period
              having count(*) filter (where not m.is_total and (
                       f.value is not null or f.value_state = 'not-applicable')) = ?
            )
            select "row", total, parts, count(*) over ()
            from sums where abs(total - parts) > ?
            order by "row"
            limit ?
            """,
            row ->
                new Off(row.getInt(1), row.getBigDecimal(2), row.getBigDecimal(3), row.getLong(4)),
            rule.dimension(),
            rule.dimension(),
            rule.total(),
            measure.key(),
            rule.dimension(),
            rule.total(),
            rule.dimension(),
            rule.parts(),
            rule.parts().size(),
            tolerance,
            Findings.KEPT);
    for (Off off : all) {
      findings.add(
          Rule.SUM_OF_PARTS,
          off.row,
          "value",
          off.total.toPlainString(),
          off.parts.toPlainString(),
          off.total.subtract(off.parts).toPlainString(),
          tolerance.stripTrailingZeros().toPlainString());
    }
    countRest(Rule.SUM_OF_PARTS, all.stream().map(Off::found).toList());
  }

  /** V44: against the value that the public sees now. */
  private void change(Change rule) {
    CellMeasure measure = Objects.requireNonNull(measures.get(rule.measure()));
    record Moved(int row, BigDecimal value, BigDecimal before, boolean justified, long found) {}
    List<Moved> all =
        sql.list(
            """
            select f."row", f.value, before.value, f.justification is not null as justified,
                   count(*) over ()
            from staged_series c
            join series s
              on s.measure = c.measure and s.area = c.area and s.breakdowns = c.breakdowns
              and s.value_type = c.value_type and s.variant = c.variant
              and s.accumulation = c.accumulation
            join staged_figure f on f.series = c.ordinal
            cross join lateral (
              select o.value from published_observation o
              where o.indicator = c.indicator and o.series = s.key
                and o.period = previous_period(f.period)
              order by o.published_at desc, o.sequence desc, o.vintage desc
              limit 1
            ) before
            where c.measure = ? and f.value is not null and before.value <> 0
              and abs(f.value - before.value) * 100 > abs(before.value) * ?
            order by justified, f."row"
            limit ?
            """,
            row ->
                new Moved(
                    row.getInt(1),
                    row.getBigDecimal(2),
                    row.getBigDecimal(3),
                    row.getBoolean(4),
                    row.getLong(5)),
            measure.key(),
            rule.percent(),
            Findings.KEPT);
    for (Moved moved : all) {
      Object[] arguments = {
        moved.value.toPlainString(),
        moved
            .value
            .subtract(moved.before)
            .movePointRight(2)
            .divide(moved.before.abs(), MathContext.DECIMAL64)
            .setScale(1, RoundingMode.HALF_UP)
            .toPlainString(),
        moved.before.toPlainString(),
        rule.percent().toPlainString()
      };
      if (moved.justified) {
        findings.addJustified(Rule.CHANGE, moved.row, "value", arguments);
      } else {
        findings.add(Rule.CHANGE, moved.row, "justification", arguments);
      }
    }
    countRest(Rule.CHANGE, all.stream().map(Moved::found).toList());
  }

  /** What the statement found beyond the rows that it brought. */
  private void countRest(Rule rule, List<Long> totals) {
    if (!totals.isEmpty()) {
      findings.count(rule, totals.getFirst() - totals.size());
    }
  }
}
