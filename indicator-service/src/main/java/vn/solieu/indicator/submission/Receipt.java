package vn.solieu.indicator.submission;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import vn.solieu.indicator.form.rule.Finding;

/** What the sender keeps as proof. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "What the sender keeps as proof; of a dry run, what would have been.")
public record Receipt(
    @Schema(description = "Absent for a dry run.") @Nullable UUID id,
    @Schema(
            enumeration = {"received", "checked"},
            description = "checked: a dry run.")
        String state,
    UUID obligation,
    @Schema(description = "Absent for a dry run.") @Nullable UUID vintage,
    @Schema(description = "Rows of the file.") int rows,
    @Schema(description = "Of the body, as it was received.") String sha256,
    OffsetDateTime receivedAt,
    boolean late,
    @Schema(description = "What was found and justified.") List<Finding> findings) {}
