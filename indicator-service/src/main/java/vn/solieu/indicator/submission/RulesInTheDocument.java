package vn.solieu.indicator.submission;

import static java.util.Objects.requireNonNull;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import vn.solieu.indicator.definition.EnumCodec;
import vn.solieu.indicator.form.rule.Rule;

/**
 * Writes every {@link Rule} into the API document, where findings name it: a list by hand would
 * fall behind the checks.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class RulesInTheDocument implements OASFilter {

  @Override
  public void filterOpenAPI(OpenAPI document) {
    Schema finding = requireNonNull(document.getComponents().getSchemas().get("Finding"));
    Schema rule = requireNonNull(finding.getProperties().get("rule"));
    rule.setDescription(rule.getDescription() + "\n\n" + table());
  }

  /** In Markdown; "…" stands for what a finding names. */
  static String table() {
    return Arrays.stream(Rule.values())
        .sorted(Comparator.comparing(Rule::id))
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
