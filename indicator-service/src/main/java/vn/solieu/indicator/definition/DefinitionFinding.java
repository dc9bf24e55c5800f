package vn.solieu.indicator.definition;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A stored measure that the rules of today would refuse. */
@Schema(
    name = "DefinitionFinding",
    description = "A stored measure that the rules of today would refuse.",
    requiredProperties = {"rule", "indicator", "measure", "unit", "multiplier", "vi", "en"})
record DefinitionFinding(
    @Schema(description = "The rule, as in `errors[]` of a refusal.", examples = "scaled-unit")
        String rule,
    @Schema(description = "Id of the indicator.", examples = "rice-production") String indicator,
    @Schema(description = "Id of the measure.", examples = "rice-output") String measure,
    @Schema(examples = "TONNE_K") String unit,
    @Schema(description = "Power of ten.", examples = "3") int multiplier,
    @Schema(description = "What is wrong, in Vietnamese.") String vi,
    @Schema(description = "The same in English.") String en) {}
