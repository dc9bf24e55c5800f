package vn.solieu.platform.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One thing that is wrong with what was sent: an entry of {@code errors[]} of a problem. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    description =
        "One thing that is wrong: where, by which rule, and what to do, in both languages.",
    requiredProperties = {"rule", "messageVi", "messageEn"})
public record Violation(
    @Schema(
            description =
                "JSON Pointer (RFC 6901) into the body that was sent; `?name` for a query parameter;"
                    + " the name of a header followed by a colon for a header.",
            examples = "/nameVi")
        @Nullable String pointer,
    @Schema(description = "Row of a file, from 1, the heading counted.", examples = "14")
        @Nullable Integer row,
    @Schema(description = "Heading of the column.", examples = "value") @Nullable String column,
    @Schema(description = "Stable name of the rule.", examples = "required") String rule,
    @Schema(
            description =
                "Of a finding in figures that were sent: `hard` has to be corrected, `soft` corrected"
                    + " or justified. Absent for all else, which has to be corrected.",
            examples = "hard")
        @Nullable String severity,
    String messageVi,
    String messageEn) {

  /**
   * At a place of the JSON body, as JSON Pointer (RFC 6901); the empty pointer is the whole body.
   */
  public static Violation at(String pointer, String rule, LocalizedText message) {
    return new Violation(pointer, null, null, rule, null, message.vi(), message.en());
  }

  /** In a query parameter. */
  public static Violation inParameter(String name, String rule, LocalizedText message) {
    return at("?" + name, rule, message);
  }

  /** In a header of the request. */
  public static Violation inHeader(String name, String rule, LocalizedText message) {
    return at(name + ":", rule, message);
  }

  /** In a cell of a file; rows count from 1 and the heading is one. */
  public static Violation inCell(
      int row, @Nullable String column, String rule, LocalizedText message) {
    return new Violation(null, row, column, rule, null, message.vi(), message.en());
  }
}
