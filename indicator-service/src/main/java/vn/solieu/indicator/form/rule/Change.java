package vn.solieu.indicator.form.rule;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import vn.solieu.indicator.definition.Measure;
import vn.solieu.platform.bounds.Bounds;
import vn.solieu.platform.problem.FieldValidator;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.sql.Sql;
import vn.solieu.platform.time.Accumulation;

/**
 * V44: a figure that differs from that of the previous period by more than so many per cent needs a
 * justification (TT 02/2019/TT-BTC); a year to date is compared with the same span of last year, or
 * else with the month before at its pace. What it is compared with is of the same file, published,
 * or accepted of the same sender.
 */
@Schema(
    name = Change.SCHEMA,
    description =
        "A figure that differs from that of the previous period by more than so many per cent"
            + " needs a justification (rule V44). A year to date is compared with the same span"
            + " of last year, or else with the month before at its pace.",
    requiredProperties = {"measure", "percent"})
public record Change(String measure, BigDecimal percent) implements FormRule {

  static final String SCHEMA = "ChangeRule";

  private static final ValidationRule UNEXPLAINED =
      new RuleText(
          "V44",
          Severity.SOFT,
          ValidationRule.Source.EXPLANATION,
          "Giá trị %1$s thay đổi %2$s %% so với %3$s %5$s (ngưỡng %4$s %%); cần giải trình.",
          "The value %1$s changes by %2$s %% from %3$s %5$s (threshold %4$s %%); a justification is"
              + " needed.");

  static final FormRuleKind<Change> KIND =
      new FormRuleKind<>(
          "changes",
          "Changes that need a justification.",
          SCHEMA,
          Change.class,
          UNEXPLAINED,
          Change::check);

  private static final BigDecimal SMALLEST_PERCENT = new BigDecimal("0.000001");
  private static final BigDecimal LARGEST_PERCENT = new BigDecimal("1000000");

  /** The figure was sent as a year to date of a calendar year, by whichever name it is stored. */
  private static final String TO_DATE =
      """
      f.sent %% %d = %d and (c.accumulation = 'period' or f.period & 15 = 1)"""
          .formatted(Accumulation.values().length, Accumulation.YEAR_TO_DATE.ordinal());

  /** A pace is a quotient, of which no more digits say anything. */
  private static final MathContext PRINTED = new MathContext(12);

  public Change {
    percent = percent == null ? null : Bounds.plain(percent);
  }

  @Override
  public void check(MeasureValidator measures, FieldValidator at) {
    measures.measure(measure, at);
    at.required("percent", percent);
    at.number("percent", percent, SMALLEST_PERCENT, LARGEST_PERCENT, 6);
  }

  /** One statement for each; where there is a year to date, one more. */
  private static void check(List<Change> rules, StagedFigures figures, Findings findings) {
    rules.forEach(rule -> checkPrevious(rule, figures, findings));
    if (!rules.isEmpty() && anyToDate(figures)) {
      rules.forEach(rule -> checkToDate(rule, figures, findings));
    }
  }

  private static boolean anyToDate(StagedFigures figures) {
    Sql sql = figures.sql();
    return sql.exists(
        "select from staged_figure where sent % ? = ?",
        Accumulation.values().length, Accumulation.YEAR_TO_DATE.ordinal());
  }

  /**
   * V44: against the period before, of the file itself, or else as it is public, or was accepted of
   * the same sender.
   */
  private static void checkPrevious(Change rule, StagedFigures figures, Findings findings) {
    Sql sql = figures.sql();
    Measure measure = figures.measure(rule.measure);
    add(
        findings,
        rule,
        sql.list(
            """
            with figure as (
              select f."row", f.value, f.justification, f.period, c.indicator, c.area, c.breakdowns,
                     c.value_type, c.variant, c.accumulation,
                     lag(f.value) over earlier as last_value, lag(f.period) over earlier as last_period
              from staged_series c join staged_figure f on f.series = c.ordinal
              where c.measure = ? and not (%s)
              window earlier as (partition by c.first_ordinal order by f.period & 15, f.period)
            ), compared as (
              select f."row", f.value, f.justification,
                     case when f.last_period = previous_period(f.period)
                       then f.last_value else known.value end as before,
                     coalesce(known.embargoed, false) as embargoed
              from figure f
              left join lateral (
                select k.value, k.embargoed
                from series s
                cross join lateral figure_known_to(f.indicator, s.key, previous_period(f.period), ?, ?) k
                where f.last_period is distinct from previous_period(f.period)
                  and s.measure = ? and s.area = f.area and s.breakdowns = f.breakdowns
                  and s.value_type = f.value_type and s.variant = f.variant
                  and s.accumulation = f.accumulation
              ) known on true
              where f.value is not null
            )
            select "row", value, before, justification, 'previous', count(*) over (), embargoed
            from compared
            where before <> 0 and abs(value - before) * 100 > abs(before) * ?
            order by justification is not null, "row"
            limit ?
            """
                .formatted(TO_DATE),
            Change::moved,
            measure.key(),
            figures.agency(),
            figures.form(),
            measure.key(),
            rule.percent,
            Findings.KEPT));
  }

  /**
   * V44 of a year to date, which grows from month to month and begins anew each year: against the
   * same span of last year; where that is not known, against the month before at its pace. One rule
   * for all months, though a quarter's end is stored as the quarter.
   */
  private static void checkToDate(Change rule, StagedFigures figures, Findings findings) {
    Sql sql = figures.sql();
    Measure measure = figures.measure(rule.measure);
    add(
        findings,
        rule,
        sql.list(
            """
            with figure as materialized (
              select f."row", f.value, f.justification, f.period, c.indicator, c.area, c.breakdowns,
                     c.value_type, c.variant, c.accumulation, %s as to_date,
                     case when c.accumulation = 'period'
                       then f.period & 15 else (f.period >> 4) %% 12 + 1 end as months
              from staged_series c join staged_figure f on f.series = c.ordinal
              where c.measure = ?
            ), span as (
              select f.*, case when months %% 3 = 1 and months > 1
                         then 'period'::accumulation else 'year-to-date'::accumulation end as before_accumulation,
                     case when months %% 3 = 1 and months > 1
                       then ((f.period >> 4) / 12 * 12) * 16 + months - 1
                       else ((f.period >> 4) / 12 * 12 + months - 2) * 16 + 1 end as before_period
              from figure f where f.to_date and f.value is not null
            ), compared as (
              select n."row", n.value, n.justification,
                     coalesce(nullif(coalesce(y.value, last_year.value), 0),
                              coalesce(b.value, month_before.value) * n.months / (n.months - 1)) as before,
                     nullif(coalesce(y.value, last_year.value), 0) is null as by_pace,
                     coalesce(last_year.embargoed, false) as embargoed_year,
                     coalesce(month_before.embargoed, false) as embargoed_month
              from span n
              left join figure y
                on y.period = n.period - 12 * 16 and y.accumulation = n.accumulation and y.area = n.area
                and y.breakdowns = n.breakdowns and y.value_type = n.value_type and y.variant = n.variant
              left join lateral (
                select k.value, k.embargoed
                from series s cross join lateral figure_known_to(n.indicator, s.key, n.period - 12 * 16, ?, ?) k
                where y."row" is null
                  and s.measure = ? and s.area = n.area and s.breakdowns = n.breakdowns
                  and s.value_type = n.value_type and s.variant = n.variant
                  and s.accumulation = n.accumulation
              ) last_year on true
              left join figure b
                on n.months > 1 and b.period = n.before_period and b.accumulation = n.before_accumulation
                and b.area = n.area and b.breakdowns = n.breakdowns and b.value_type = n.value_type
                and b.variant = n.variant
              left join lateral (
                select k.value, k.embargoed
                from series s cross join lateral figure_known_to(n.indicator, s.key, n.before_period, ?, ?) k
                where n.months > 1 and b."row" is null
                  and s.measure = ? and s.area = n.area and s.breakdowns = n.breakdowns
                  and s.value_type = n.value_type and s.variant = n.variant
                  and s.accumulation = n.before_accumulation
              ) month_before on true
            )
            select "row", value, before, justification, case when by_pace then 'pace' else 'last-year' end,
                   count(*) over (), case when by_pace then embargoed_month else embargoed_year end
            from compared
            where before <> 0 and abs(value - before) * 100 > abs(before) * ?
            order by justification is not null, "row"
            limit ?
            """
                .formatted(TO_DATE),
            Change::moved,
            measure.key(),
            figures.agency(),
            figures.form(),
            measure.key(),
            figures.agency(),
            figures.form(),
            measure.key(),
            rule.percent,
            Findings.KEPT));
  }

  private record Moved(
      int row,
      BigDecimal value,
      BigDecimal before,
      @Nullable String justification,
      String than,
      long found,
      boolean embargoed) {}

  private static Moved moved(ResultSet row) throws SQLException {
    return new Moved(
        row.getInt(1),
        row.getBigDecimal(2),
        row.getBigDecimal(3),
        row.getString(4),
        row.getString(5),
        row.getLong(6),
        row.getBoolean(7));
  }

  private static void add(Findings findings, Change rule, List<Moved> all) {
    for (Moved moved : all) {
      Object[] arguments = {
        moved.value,
        moved
            .value
            .subtract(moved.before)
            .movePointRight(2)
            .divide(moved.before.abs(), MathContext.DECIMAL64)
            .setScale(1, RoundingMode.HALF_UP),
        Embargoed.unless(
            !moved.embargoed,
            moved.than.equals("pace") ? moved.before.round(PRINTED) : moved.before),
        rule.percent,
        switch (moved.than) {
          case "last-year" ->
              LocalizedText.of("của cùng kỳ năm trước", "in the same span of last year");
          case "pace" ->
              LocalizedText.of("theo nhịp của tháng trước", "at the pace of the month before");
          default -> LocalizedText.of("của kỳ trước", "in the previous period");
        }
      };
      if (moved.justification != null) {
        findings.addJustified(UNEXPLAINED, moved.row, "value", moved.justification, arguments);
      } else {
        findings.add(UNEXPLAINED, moved.row, "justification", arguments);
      }
    }
    findings.countRest(UNEXPLAINED, all.stream().map(Moved::found).toList());
  }
}
