package vn.solieu.indicator.form.rule;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import vn.solieu.indicator.definition.EnumCodec;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.Violation;

/** One thing that a check or the appraiser found in a submission. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "One thing that a check or the appraiser found, where, and by which rule.")
public record Finding(
    @Schema(
            description =
                "Number of the rule, for ever; `appraisal` for a remark of the appraiser.",
            examples = "V05")
        String rule,
    @Schema(
            description =
                "hard: refused. soft: refused unless the row is justified. info: nothing has to be"
                    + " done.")
        Severity severity,
    @Schema(
            description =
                "Row of the file as a spreadsheet numbers it, from 1: the heading and blank rows are"
                    + " counted, a line break within a cell begins no row. In a JSON body the place"
                    + " in rows, from 1. Absent when it is about the whole.",
            examples = "14")
        @Nullable Integer row,
    @Schema(description = "Heading of the column.", examples = "value") @Nullable String column,
    @Schema(description = "The cell that the appraiser remarks on.") @Nullable CellAddress cell,
    @Schema(
            description =
                "Of a missing cell (V18) the first 20 are told one by one, and last how many more"
                    + " there are.")
        String messageVi,
    @Schema(
            description =
                "In English; a remark of the appraiser stands as it was written, in both.")
        String messageEn,
    @Schema(description = "What the sender answers to a soft finding, in the row.")
        @Nullable String justification) {

  /** The rule of an appraiser's remark. */
  public static final String APPRAISAL = "appraisal";

  static Finding of(
      ValidationRule rule,
      @Nullable Integer row,
      @Nullable String column,
      @Nullable String justification,
      Object... arguments) {
    LocalizedText message = rule.message(arguments);
    return new Finding(
        rule.id(), rule.severity(), row, column, null, message.vi(), message.en(), justification);
  }

  /**
   * A remark of the appraiser. It passes between the office and the sender, who write in their own
   * language, and is never public: it stands for both.
   */
  public static Finding remark(
      @Nullable Integer row, @Nullable String column, @Nullable CellAddress cell, String text) {
    return new Finding(APPRAISAL, Severity.HARD, row, column, cell, text, text, null);
  }

  public Violation toViolation() {
    return new Violation(null, row, column, rule, EnumCodec.of(severity), messageVi, messageEn);
  }
}
