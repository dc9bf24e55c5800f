package vn.solieu.indicator.form.rule;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import vn.solieu.indicator.definition.Measure;
import vn.solieu.platform.bounds.Bounds;
import vn.solieu.platform.problem.FieldValidator;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.sql.Sql;

/**
 * V05: the figure of the whole is the sum of the figures of its parts. Only checked where all parts
 * have been reported, in the file, or before it as published or accepted figures: otherwise the sum
 * is incomplete.
 *
 * @param dimension id of the breakdown
 * @param total code of the whole; null where the whole is the figure without this breakdown
 * @param parts codes of the parts
 * @param tolerance in the unit of the measure; null: 0.5 × parts × 10^-decimals, what rounding
 *     alone can make
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    name = SumOfParts.SCHEMA,
    description = "The figure of the whole is the sum of the figures of its parts (rule V05).",
    requiredProperties = {"measure", "dimension", "parts"})
public record SumOfParts(
    String measure,
    String dimension,
    @Schema(description = "Code of the whole; absent: the figure without this breakdown.")
        @Nullable String total,
    List<String> parts,
    @Schema(
            description =
                "In the unit of the measure; absent: 0.5 × number of parts × 10^-decimals.")
        @Nullable BigDecimal tolerance)
    implements FormRule {

  static final String SCHEMA = "SumOfParts";

  private static final ValidationRule DIFFERENCE =
      new RuleText(
          "V05",
          Severity.HARD,
          ValidationRule.Source.FORM_CONTENT,
          "Tổng %1$s khác cộng các thành phần %2$s (chênh %3$s, cho phép %4$s)%5$s.",
          "The total %1$s differs from the sum of its parts %2$s (by %3$s, allowed %4$s)%5$s.");

  static final FormRuleKind<SumOfParts> KIND =
      new FormRuleKind<>(
          "sums",
          "Totals that are the sum of their parts.",
          SCHEMA,
          SumOfParts.class,
          DIFFERENCE,
          SumOfParts::check);

  private static final int MOST_PARTS = 4_000;
  private static final BigDecimal LARGEST_TOLERANCE = new BigDecimal("1000000000000000");

  public SumOfParts {
    parts = parts == null ? List.of() : parts.stream().filter(Objects::nonNull).toList();
    tolerance = tolerance == null ? null : Bounds.plain(tolerance);
  }

  @Override
  public void check(MeasureValidator measures, FieldValidator at) {
    measures
        .measure(measure, at)
        .ifPresent(
            known -> {
              if (at.required("dimension", dimension)) {
                measures.codes("parts", known, dimension, parts, at);
                if (total != null) {
                  measures.codes("total", known, dimension, List.of(total), at);
                }
              }
            });
    at.size("parts", parts, 2, MOST_PARTS);
    at.number("tolerance", tolerance, BigDecimal.ZERO, LARGEST_TOLERANCE, 12);
  }

  private BigDecimal allowed(int decimals) {
    return tolerance != null
        ? tolerance
        : new BigDecimal("0.5").multiply(BigDecimal.valueOf(parts.size())).movePointLeft(decimals);
  }

  /** One statement for each; where anything was accepted before, of these periods, one more. */
  private static void check(List<SumOfParts> rules, StagedFigures figures, Findings findings) {
    rules.forEach(rule -> checkSum(rule, figures, findings));
    if (!rules.isEmpty() && periodsAreKnown(figures)) {
      rules.forEach(rule -> checkSumWithKnown(rule, figures, findings));
    }
  }

  /** V05, where the push brings the total and all parts. */
  private static void checkSum(SumOfParts rule, StagedFigures figures, Findings findings) {
    Sql sql = figures.sql();
    Measure measure = figures.measure(rule.measure);
    add(
        findings,
        rule,
        measure,
        "",
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
            select "row", total, parts, count(*) over (), false
            from sums where abs(total - parts) > ?
            order by "row"
            limit ?
            """,
            SumOfParts::off,
            rule.dimension,
            rule.dimension,
            rule.total,
            measure.key(),
            rule.dimension,
            rule.total,
            rule.dimension,
            rule.parts,
            rule.parts.size(),
            rule.allowed(measure.decimals()),
            Findings.KEPT));
  }

  /**
   * V05, where the push brings the total alone, or only some of the parts: together with what is
   * public, or was accepted of the same sender.
   */
  private static void checkSumWithKnown(SumOfParts rule, StagedFigures figures, Findings findings) {
    Sql sql = figures.sql();
    Measure measure = figures.measure(rule.measure);
    String total = Objects.requireNonNullElse(rule.total, "");
    List<String> codes = new ArrayList<>(rule.parts);
    codes.add(total);
    add(
        findings,
        rule,
        measure,
        LocalizedText.of(
            ", tính cả số liệu đã công bố hoặc đã được chấp nhận",
            ", together with figures that are published or accepted"),
        sql.list(
            """
            with members as (
              select ordinal, indicator, area, breakdowns - ?::text as rest, value_type, variant, accumulation,
                     coalesce(breakdowns ->> ?, '') as code,
                     dense_rank() over (
                       order by area, breakdowns - ?::text, value_type, variant, accumulation) as whole
              from staged_series
              where measure = ? and coalesce(breakdowns ->> ?, '') = any(?)
            ), sent as (
              select m.whole, f.period, array_agg(m.code) as codes,
                     coalesce(min(f."row") filter (where m.code = ?), min(f."row")) as "row",
                     min(f.value) filter (where m.code = ?) as total,
                     coalesce(sum(f.value) filter (where m.code <> ?), 0) as parts,
                     count(*) filter (where m.code <> ? and (
                       f.value is not null or f.value_state = 'not-applicable')) as counted
              from staged_figure f join members m on m.ordinal = f.series
              group by m.whole, f.period
              having count(*) < ?
            ), known as (
              select s.whole, s.period, bool_or(k.embargoed) as embargoed,
                     min(k.value) filter (where c.code = ?) as total,
                     coalesce(sum(k.value) filter (where c.code <> ?), 0) as parts,
                     count(*) filter (where c.code <> ? and (
                       k.value is not null or k.value_state = 'not-applicable')) as counted
              from sent s
              join (select distinct on (whole) * from members) w on w.whole = s.whole
              join unnest(?::text[]) c (code) on c.code <> all (s.codes)
              join series r
                on r.measure = ? and r.area = w.area
                and r.breakdowns = case c.code when '' then w.rest else w.rest || jsonb_build_object(?::text, c.code) end
                and r.value_type = w.value_type and r.variant = w.variant
                and r.accumulation = w.accumulation
              cross join lateral figure_known_to(w.indicator, r.key, s.period, ?, ?) k
              group by s.whole, s.period
            )
            select s."row", coalesce(s.total, k.total) as total, s.parts + k.parts as parts, count(*) over (),
                   k.embargoed
            from sent s join known k on k.whole = s.whole and k.period = s.period
            where s.counted + k.counted = ?
              and abs(coalesce(s.total, k.total) - s.parts - k.parts) > ?
            order by s."row"
            limit ?
            """,
            SumOfParts::off,
            rule.dimension,
            rule.dimension,
            rule.dimension,
            measure.key(),
            rule.dimension,
            codes,
            total,
            total,
            total,
            total,
            codes.size(),
            total,
            total,
            total,
            codes,
            measure.key(),
            rule.dimension,
            figures.agency(),
            figures.form(),
            rule.parts.size(),
            rule.allowed(measure.decimals()),
            Findings.KEPT));
  }

  /** Whether anything that the push may be compared with was accepted before, of its periods. */
  private static boolean periodsAreKnown(StagedFigures figures) {
    Sql sql = figures.sql();
    return sql.exists(
        """
        select from (select distinct indicator, period from staged_period) p
        join vintage_level l on l.indicator = p.indicator and l.period = p.period
        join vintage v on v.key = l.vintage
        where v.state = 'accepted'
        """);
  }

  private record Off(int row, BigDecimal total, BigDecimal parts, long found, boolean embargoed) {}

  private static Off off(ResultSet row) throws SQLException {
    return new Off(
        row.getInt(1),
        row.getBigDecimal(2),
        row.getBigDecimal(3),
        row.getLong(4),
        row.getBoolean(5));
  }

  private static void add(
      Findings findings, SumOfParts rule, Measure measure, Object together, List<Off> all) {
    for (Off off : all) {
      findings.add(
          DIFFERENCE,
          off.row,
          "value",
          off.total,
          Embargoed.unless(!off.embargoed, off.parts), // or the total: the difference tells either
          off.total.subtract(off.parts),
          rule.allowed(measure.decimals()).stripTrailingZeros(),
          together);
    }
    findings.countRest(DIFFERENCE, all.stream().map(Off::found).toList());
  }
}
