package vn.solieu.indicator.form;

import static java.util.Objects.requireNonNull;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import vn.solieu.indicator.definition.EnumCodec;
import vn.solieu.indicator.form.rule.FormRuleKind;
import vn.solieu.indicator.form.rule.FormRuleKinds;
import vn.solieu.indicator.form.rule.Rule;
import vn.solieu.indicator.form.rule.ValidationRule;

/**
 * Writes every {@link ValidationRule} into the API document, where findings name it: a list by hand
 * would fall behind the checks. Each kind that a form may choose becomes a member of the form.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class RulesInTheDocument implements OASFilter {

  @Override
  public void filterOpenAPI(OpenAPI document) {
    Schema finding = requireNonNull(document.getComponents().getSchemas().get("Finding"));
    Schema rule = requireNonNull(finding.getProperties().get("rule"));
    rule.setDescription(rule.getDescription() + "\n\n" + table());
    Schema form = requireNonNull(document.getComponents().getSchemas().get("Form"));
    FormRuleKinds.ALL.forEach(kind -> form.addProperty(kind.member(), list(kind)));
  }

  private static Schema list(FormRuleKind<?> kind) {
    return OASFactory.createSchema()
        .addType(SchemaType.ARRAY)
        .items(OASFactory.createSchema().ref(kind.schema()))
        .description(kind.description());
  }

  /** Those of every push, and those that forms choose, by their number. */
  static Stream<ValidationRule> rules() {
    return Stream.concat(
            Arrays.stream(Rule.values()), FormRuleKinds.ALL.stream().map(FormRuleKind::finding))
        .sorted(Comparator.comparing(ValidationRule::id));
  }

  /** In Markdown; "…" stands for what a finding names. */
  static String table() {
    return rules()
        .map(
            rule ->
                "| %s | %s | %s | %s |\n"
                    .formatted(
                        rule.id(),
                        EnumCodec.of(rule.severity()),
                        rule.meaning().en(),
                        rule.meaning().vi()))
        .collect(
            Collectors.joining(
                "", "| rule | severity | meaning | ý nghĩa |\n| --- | --- | --- | --- |\n", ""));
  }
}
