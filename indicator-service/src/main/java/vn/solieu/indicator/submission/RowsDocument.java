package vn.solieu.indicator.submission;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The JSON body of a push, for its description alone: it is read as a stream. */
@Schema(name = "SubmissionRows", description = "The rows of a file; no other member is taken.")
record RowsDocument(List<Row> rows) {

  @Schema(
      name = "SubmissionRow",
      description =
          "One figure. Beside these members each breakdown of the form is one, by its id, with the"
              + " code of the codelist. A member that is absent or null is a blank cell. No member"
              + " is taken that is no column of the form.",
      additionalProperties = String.class)
  record Row(
      @Schema(description = "Id of the measure.", examples = "rice-area") String measure,
      @Schema(
              description = "Id of the area, or the code that it holds at the end of the period.",
              examples = "P82B")
          String area,
      @Schema(
              description = "In ISO 8601 or SDMX notation: 2026-03, 2026-Q1, 2026-S1, 2026.",
              examples = "2025")
          String period,
      @Schema(
              description =
                  "In units of the measure × 10^multiplier. A number has a decimal point, a text the"
                      + " decimal separator of the form. \"-\": nothing occurred, \"...\": not"
                      + " collected, \"x\": does not apply; blank or null: not reported.",
              anyOf = {Figure.class, String.class})
          @Nullable Object value,
      @Schema(
              description = "`period`, `year-to-date`, `season-to-date`, `since-inception`.",
              nullable = true)
          @Nullable String accumulation,
      @Schema(
              description =
                  "`estimate`, `preliminary`, `official`; blank: that which the form asks for.",
              nullable = true)
          @Nullable String level,
      @Schema(description = "Of an estimate that has several, from 1.", nullable = true)
          @Nullable Integer round,
      @Schema(description = "`actual`, `plan`, `target`, `scenario`, `forecast`.", nullable = true)
          @Nullable String valueType,
      @Schema(description = "The plan, scenario or model, in one of its versions.", nullable = true)
          @Nullable String variant,
      @Schema(
              description =
                  "`value`, `nil`, `below-unit`, `not-collected`, `not-reported`, `not-applicable`.",
              nullable = true)
          @Nullable String valueState,
      @Schema(
              description = "That of the measure, or the row is refused; blank: not compared.",
              nullable = true)
          @Nullable String unit,
      @Schema(description = "What answers a soft finding of the row.", nullable = true)
          @Nullable String justification,
      @Schema(
              description =
                  "`first`, `scheduled`, `correction`, `method`; blank: that of the submission.",
              nullable = true)
          @Nullable String reason) {}

  @Schema(name = "SubmissionFigure", type = SchemaType.NUMBER, nullable = true)
  interface Figure {}
}
