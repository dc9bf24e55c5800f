package vn.solieu.indicator.observation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.problem.Violation;

/** A vintage as its sender and the office see it. */
@JsonInclude(Include.NON_NULL)
@Schema(name = "Vintage", description = "The immutable figures of one submission.")
record VintageDocument(
    UUID id,
    UUID submission,
    @Schema(description = "Id of the sender.") String agency,
    @Schema(
            description =
                "`held` until the office decides; `accepted`, `returned`, `withdrawn`. Whether it"
                    + " is public is said by `opened`.",
            examples = "accepted")
        String state,
    @Schema(description = "What readers are told with a correction or a change of method.")
        @Nullable String notice,
    @Schema(description = "The same in English, where the sender told it.")
        @Nullable String noticeEn,
    @Schema(description = "How many figures it has.") long rows,
    OffsetDateTime recordedAt,
    @Schema(description = "What it has figures of.") List<Part> indicators,
    @Schema(
            description =
                "Ids of the releases that list it and are not out, for those who see the releases of"
                    + " all agencies before the public does; empty for all others.")
        List<String> releases,
    @Schema(
            description =
                "Whether a release that is not out lists it: as long as one does, it is neither"
                    + " returned nor withdrawn.")
        boolean listed,
    @Schema(description = "Absent as long as it is closed.") @Nullable Opened opened,
    @Schema(
            description =
                "Publications that listed it and did not open it. They hold it no longer: it may be"
                    + " attached to another release, returned, or replaced by a new push.")
        List<Refused> refusedOpenings) {

  /**
   * @param id of the indicator
   */
  @Schema(name = "VintagePart")
  record Part(String id, List<String> periods) {}

  @Schema(name = "VintageOpening")
  record Opened(long sequence, String release, OffsetDateTime publishedAt) {}

  @Schema(name = "RefusedOpening")
  record Refused(
      long sequence,
      String release,
      @Schema(description = "Id of what was listed.") String contentId,
      @Schema(
              description =
                  "`unknown`, `not-accepted`, `already-open`, `another-agency`: a figure would have"
                      + " replaced one that belongs to another agency, `later-submission`: what a later"
                      + " submission brought, `change-without-notice`: another official figure, or one"
                      + " by none, and readers would not have been told why, or `lower-level`: a more"
                      + " complete one without a reason for it.")
          String cause,
      OffsetDateTime recordedAt) {}

  /** The answer to whether a release may list a vintage. */
  @Schema(name = "ReleaseCheck")
  record Check(
      boolean attachable,
      @Schema(description = "Why not: the first 1,000.") List<Violation> errors) {

    static Check of(List<Violation> errors) {
      return new Check(errors.isEmpty(), errors);
    }
  }
}
