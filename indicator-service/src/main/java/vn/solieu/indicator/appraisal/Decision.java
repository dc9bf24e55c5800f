package vn.solieu.indicator.appraisal;

import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import vn.solieu.indicator.form.rule.CellAddress;

/** What the person who returns a submission says. */
@Schema(
    description = "Why it is returned.",
    requiredProperties = {"text"})
record Decision(
    @Schema(
            description = "To the sender.",
            examples = "Đề nghị rà soát vụ hè thu.",
            maxLength = 2000)
        @Nullable String text,
    @Schema(description = "Cell by cell.") List<Remark> remarks) {

  static final Decision WITHOUT_WORDS = new Decision(null, List.of());

  Decision {
    remarks = remarks == null ? List.of() : remarks.stream().filter(Objects::nonNull).toList();
  }

  /** What the appraiser remarks on a cell. */
  @Schema(
      name = "Remark",
      requiredProperties = {"text"})
  record Remark(
      @Schema(
              description =
                  "Row of the file, from 1, the heading counted; in a JSON body the place in rows."
                      + " One that held a figure.",
              examples = "3")
          @Nullable Integer row,
      @Schema(description = "One of the form.", examples = "value", maxLength = 200)
          @Nullable String column,
      @Schema(
              description =
                  "The figure, by what it is about, as its vintage shows it; one of this submission.")
          @Nullable CellAddress cell,
      @Schema(examples = "Cao hơn diện tích canh tác.", maxLength = 2000) String text) {}
}
