package vn.solieu.calendar.publication;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.publication.ContentReference;

/** An entry of the publication log, as it is served and as its event carries it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    name = "Publication",
    description = "A release was published; this is what it made public.",
    requiredProperties = {
      "sequence",
      "releaseId",
      "publishedAt",
      "recordedAt",
      "origin",
      "late",
      "reconstructed",
      "contents"
    })
public record LoggedPublication(
    @Schema(description = "Place in the log, from 1, without gaps.", examples = "42") long sequence,
    @Schema(examples = "INVESTMENT-2025-02") String releaseId,
    @Schema(
            description =
                "When the public saw it. Rises strictly with the sequence for live releases; lies"
                    + " in the past for archive releases.")
        OffsetDateTime publishedAt,
    @Schema(description = "When the calendar learned of it.") OffsetDateTime recordedAt,
    @Schema(
            enumeration = {"live", "archive"},
            description = "Archive releases are neither late nor counted in punctuality.")
        String origin,
    @Schema(description = "It went out after its instant: the calendar had been away.")
        boolean late,
    @Schema(description = "Its instant follows from a rule; there is no record of it.")
        boolean reconstructed,
    @Schema(description = "What the public is told with the figures, in Vietnamese.")
        @Nullable String notice,
    @Schema(description = "The same in English.") @Nullable String noticeEn,
    List<ContentReference> contents,
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Schema(
            description =
                "What of the contents did not become public: whoever keeps it found it not fit to."
                    + " Absent when there is none.")
        List<ContentReference> refused) {

  public LoggedPublication {
    contents = List.copyOf(contents);
    refused = List.copyOf(refused);
  }

  /** The notice in both languages. */
  public @Nullable LocalizedText text() {
    return notice == null || noticeEn == null ? null : LocalizedText.of(notice, noticeEn);
  }
}
