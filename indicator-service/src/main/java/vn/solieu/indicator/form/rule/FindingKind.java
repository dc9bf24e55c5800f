package vn.solieu.indicator.form.rule;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How often something was found, also beyond the findings that are kept.
 *
 * @param rule as in {@link Finding}
 */
@Schema(description = "How often a rule found something, also beyond the findings that are kept.")
public record FindingKind(
    @Schema(description = "What it means stands in the schema Finding.", examples = "V05")
        String rule,
    Severity severity,
    @Schema(examples = "1") long count) {}
