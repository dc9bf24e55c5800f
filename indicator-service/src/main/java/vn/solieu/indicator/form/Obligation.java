package vn.solieu.indicator.form;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import vn.solieu.indicator.definition.EnumCodec;
import vn.solieu.platform.time.Period;
import vn.solieu.platform.version.EntityTag;

/**
 * What one agency owes of a round.
 *
 * @param key the key in the store
 */
@Schema(description = "What one agency owes of a round.")
public record Obligation(
    @JsonIgnore @Schema(hidden = true) int key,
    UUID id,
    long version,
    UUID round,
    @Schema(description = "Id of the form.", examples = "EX-RICE") String form,
    @Schema(description = "Version of the form under which the round was issued.") long formVersion,
    @Schema(description = "Period in ISO 8601 or SDMX notation.", examples = "2025") String period,
    @Schema(description = "Id of the agency that owes it.", examples = "so-nnmt") String agency,
    @Schema(description = "Due at the end of this day in Asia/Ho_Chi_Minh.") LocalDate dueDate,
    @Schema(
            description =
                "open: nothing is with the office. submitted: a submission waits for appraisal."
                    + " accepted: figures were accepted. returned: so they were, and what was sent"
                    + " after them was given back, so it is owed again; the accepted figures stand.",
            enumeration = {"open", "submitted", "accepted", "returned", "cancelled"})
        String state) {

  public Period asPeriod() {
    return Period.parse(period);
  }

  public ObligationState asState() {
    return EnumCodec.parse(ObligationState.class, state).orElseThrow();
  }

  public EntityTag tag() {
    return EntityTag.of("obligation", id, version);
  }
}
