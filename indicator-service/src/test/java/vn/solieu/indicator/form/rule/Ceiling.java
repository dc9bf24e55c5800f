package vn.solieu.indicator.form.rule;

import java.math.BigDecimal;
import java.util.List;
import vn.solieu.indicator.definition.Measure;
import vn.solieu.platform.problem.FieldValidator;

/** A kind of rule that exists in tests alone: no figure of the measure is above the ceiling. */
public record Ceiling(String measure, BigDecimal most) implements FormRule {

  private static final ValidationRule ABOVE =
      new RuleText(
          "V99",
          Severity.HARD,
          ValidationRule.Source.FORM_CONTENT,
          "Giá trị %1$s lớn hơn mức trần %2$s.",
          "The value %1$s is above the ceiling %2$s.");

  public static final FormRuleKind<Ceiling> KIND =
      new FormRuleKind<>(
          "ceilings",
          "Figures that have a ceiling.",
          "Ceiling",
          Ceiling.class,
          ABOVE,
          Ceiling::check);

  @Override
  public void check(MeasureValidator measures, FieldValidator at) {
    measures.measure(measure, at);
    at.required("most", most);
    at.number("most", most, BigDecimal.ZERO, BigDecimal.TEN.pow(15), 6);
  }

  private static void check(List<Ceiling> rules, StagedFigures figures, Findings findings) {
    rules.forEach(rule -> rule.check(figures, findings));
  }

  private void check(StagedFigures figures, Findings findings) {
    record Above(int row, BigDecimal value, long found) {}
    Measure known = figures.measure(measure);
    List<Above> all =
        figures
            .sql()
            .list(
                """
                select f."row", f.value, count(*) over ()
                from staged_figure f join staged_series c on c.ordinal = f.series
                where c.measure = ? and f.value > ?
                order by f."row"
                limit ?
                """,
                row -> new Above(row.getInt(1), row.getBigDecimal(2), row.getLong(3)),
                known.key(),
                most,
                Findings.KEPT);
    all.forEach(above -> findings.add(ABOVE, above.row, "value", above.value, most));
    findings.countRest(ABOVE, all.stream().map(Above::found).toList());
  }
}
