package vn.solieu.indicator.form.rule;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.problem.FieldValidator;

/** The rules of one kind that a form has; in JSON the list of them. */
public record FormRules<R extends FormRule>(FormRuleKind<R> kind, List<R> rules) {

  /** Many beyond what a form needs. */
  private static final int MOST = 500;

  public FormRules {
    rules = rules.stream().filter(Objects::nonNull).toList();
  }

  @Override
  @JsonValue
  public List<R> rules() {
    return rules;
  }

  /** By the member of the document; of each kind that is absent there is an empty list. */
  public static Map<String, FormRules<?>> complete(
      @Nullable Map<String, @Nullable FormRules<?>> given) {
    Map<String, FormRules<?>> all = new LinkedHashMap<>();
    FormRuleKinds.ALL.forEach(kind -> all.put(kind.member(), new FormRules<>(kind, List.of())));
    if (given != null) {
      given.values().stream()
          .filter(Objects::nonNull)
          .forEach(rules -> all.put(rules.kind.member(), rules));
    }
    return Collections.unmodifiableMap(all);
  }

  /** Finds what is wrong with them before the form is kept. */
  public void check(MeasureValidator measures, FieldValidator form) {
    form.size(kind.member(), rules, 0, MOST);
    for (int i = 0; i < Math.min(MOST, rules.size()); i++) {
      rules.get(i).check(measures, form.item(kind.member(), i));
    }
  }

  /** Finds what is wrong with the figures of a push. */
  public void check(StagedFigures figures, Findings findings) {
    kind.check().check(rules, figures, findings);
  }
}
