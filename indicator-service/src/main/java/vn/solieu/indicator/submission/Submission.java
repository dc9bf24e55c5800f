package vn.solieu.indicator.submission;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import vn.solieu.indicator.definition.EnumCodec;
import vn.solieu.platform.version.EntityTag;

/**
 * What an agency pushed for an obligation, and what became of it.
 *
 * @param key the key in the store
 * @param sender subject of the person who pushed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "What an agency pushed for an obligation, and what became of it.")
public record Submission(
    @JsonIgnore @Schema(hidden = true) long key,
    UUID id,
    long version,
    @Schema(enumeration = {"refused", "received", "accepted", "returned", "withdrawn"})
        String state,
    UUID obligation,
    @Schema(description = "Id of the form.", examples = "EX-RICE") String form,
    @Schema(description = "Period of the round in ISO 8601 or SDMX notation.", examples = "2025")
        String period,
    @Schema(description = "Id of the agency.", examples = "so-nnmt") String agency,
    @Schema(
            description = "Why it was sent.",
            enumeration = {"first", "scheduled", "correction", "method"})
        String reason,
    @JsonIgnore @Schema(hidden = true) String sender,
    @Schema(description = "Name of the person who pushed.") String senderName,
    @Schema(description = "Its vintage in the store of figures; none when refused.")
        @Nullable UUID vintage,
    @Schema(description = "Rows of the file.") int rows,
    @Schema(description = "Of the body, as it was received.") String sha256,
    long bytes,
    OffsetDateTime receivedAt,
    @Schema(description = "Received after the end of the due day in Asia/Ho_Chi_Minh.")
        boolean late,
    @Schema(description = "How many things were found; see /findings.") int findings,
    @Schema(description = "Name of the person who decided.") @Nullable String decidedBy,
    @Nullable OffsetDateTime decidedAt,
    @Schema(
            description =
                "What the person who decided said, in the language in which it was written: it passes"
                    + " between the office and the sender, and is never public.")
        @Nullable String decision) {

  public SubmissionState asState() {
    return EnumCodec.parse(SubmissionState.class, state).orElseThrow();
  }

  public EntityTag tag() {
    return EntityTag.of("submission", id, version);
  }
}
