package vn.solieu.indicator.form;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.version.EntityTag;

/** A form issued for a period. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "A form issued for a period; every agency that owes it gets an obligation.")
public record Round(
    UUID id,
    long version,
    @Schema(description = "Id of the form.", examples = "EX-RICE") String form,
    @Schema(description = "Version of the form under which it was issued.") long formVersion,
    @Schema(description = "Period in ISO 8601 or SDMX notation.", examples = "2025") String period,
    @Schema(description = "Due at the end of this day in Asia/Ho_Chi_Minh.") LocalDate dueDate,
    @Schema(
            description =
                "The year of the due date, if no notice on its public holidays was known when the"
                    + " round was issued; otherwise empty. Then only weekends and the holidays of a"
                    + " fixed day (1 January, 30 April, 1 May, 2 September) were reckoned with: the"
                    + " due date may be another holiday, and stays.")
        List<Integer> yearsWithoutNotice,
    @Schema(description = "The letter that set a deadline of its own.") @Nullable String dispatch,
    @Schema(enumeration = {"open", "cancelled"}) String state,
    OffsetDateTime issuedAt) {

  public Round {
    yearsWithoutNotice = List.copyOf(yearsWithoutNotice);
  }

  EntityTag tag() {
    return EntityTag.of("round", id, version);
  }
}
