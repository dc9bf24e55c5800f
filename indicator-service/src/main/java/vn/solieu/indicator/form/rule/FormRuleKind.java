package vn.solieu.indicator.form.rule;

import java.util.List;

/**
 * A kind of rule that a form may choose. Everything of a kind stands in the class of its rules: the
 * document, the check when a form is written, the check of figures, and the texts. Its other place
 * is its line in {@link FormRuleKinds}.
 *
 * @param member of the form's document, which is a list of such rules
 * @param description of the member in the API document
 * @param schema the name of the schema of a rule, which describes it
 * @param type of a rule
 * @param finding the number, severity and texts of what it finds
 * @param check of staged figures
 */
public record FormRuleKind<R extends FormRule>(
    String member,
    String description,
    String schema,
    Class<R> type,
    ValidationRule finding,
    FiguresCheck<R> check) {

  /** Checks figures by all rules of the kind that a form has. */
  @FunctionalInterface
  public interface FiguresCheck<R> {
    void check(List<R> rules, StagedFigures figures, Findings findings);
  }
}
