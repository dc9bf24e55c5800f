package vn.solieu.calendar.release;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.publication.ContentReference;
import vn.solieu.platform.time.Instants;

/** A release as readers see it, and as its event carries it. Instants are in Asia/Ho_Chi_Minh. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    name = "Release",
    description = "An entry of the release calendar.",
    requiredProperties = {
      "id",
      "version",
      "titleVi",
      "titleEn",
      "agency",
      "trigger",
      "origin",
      "state",
      "precision",
      "periods",
      "overdue",
      "sealed",
      "late",
      "reconstructed",
      "changedAt"
    })
public record ReleaseView(
    @Schema(examples = "INVESTMENT-2025-02") String id,
    @Schema(description = "Rises with each change.") long version,
    String titleVi,
    String titleEn,
    @Schema(description = "Id of the agency responsible.") String agency,
    @Schema(description = "Who publishes, where it is not the agency.") @Nullable String publisher,
    Trigger trigger,
    Origin origin,
    ReleaseState state,
    @Schema(
            description =
                "When it will be, or was to be, public; for an external trigger, not before; with"
                    + " precision `day`, the beginning of that day. Absent for an archive release.")
        @Nullable OffsetDateTime scheduledAt,
    Precision precision,
    List<String> periods,
    @Nullable String product,
    @Schema(
            ref = "Text",
            type = SchemaType.OBJECT,
            description = "What the public is told with the figures; absent until they are out.")
        @Nullable LocalizedText notice,
    @Schema(
            description =
                "Its instant passed before it was confirmed, or while it had nothing to publish; it"
                    + " will not go out by itself. Never of what is published or cancelled.")
        boolean overdue,
    @Schema(description = "Its content can no longer change. Never of what is cancelled.")
        boolean sealed,
    @Schema(description = "The other publisher's act that opened it, once it is published.")
        @Nullable External externalPublication,
    @Schema(
            description =
                "Its place in the publication log, once it is published. Whoever keeps the contents"
                    + " opens them a moment later: they are in an answer of which Solieu-Sequence has"
                    + " reached this number.")
        @Nullable Long sequence,
    @Schema(description = "When the public saw it.") @Nullable OffsetDateTime publishedAt,
    @Schema(description = "When the calendar learned of it.") @Nullable OffsetDateTime recordedAt,
    @Schema(description = "It went out after its instant.") boolean late,
    @Schema(description = "For an archive release: what proves or gives its instant.")
        @Nullable String evidence,
    @Schema(description = "Its instant follows from a rule; there is no record of it.")
        boolean reconstructed,
    @Schema(description = "What it listed; absent until it is published.")
        @Nullable List<ContentReference> contents,
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Schema(
            description =
                "What of the contents did not become public: whoever keeps it found it not fit to."
                    + " Absent when there is none.")
        List<ContentReference> refused,
    OffsetDateTime changedAt) {

  /** A text in both languages as the contract has it. */
  @Schema(name = "Text")
  record Text(String vi, String en) {}

  /** What a release made public. */
  record Published(
      List<ContentReference> contents,
      List<ContentReference> refused,
      @Nullable LocalizedText notice) {}

  /** As everyone may see it. */
  static ReleaseView toPublic(Release release, @Nullable Published published) {
    return of(release, release.state == ReleaseState.PUBLISHED, published);
  }

  /** As the office sees it: what is under embargo has addresses of its own. */
  static ReleaseView toOffice(Release release, @Nullable Published published) {
    return of(release, true, published);
  }

  private static ReleaseView of(Release release, boolean open, @Nullable Published published) {
    ExternalPublication other = open ? release.externalPublication : null;
    return new ReleaseView(
        release.id,
        release.version,
        release.titleVi,
        release.titleEn,
        release.agency,
        release.publisher,
        release.trigger,
        release.origin,
        release.state,
        Instants.localOrNull(release.scheduledAt),
        release.precision,
        release.periods,
        release.product,
        published == null ? null : published.notice,
        release.isOverdue(),
        release.hasSeal(),
        other == null ? null : new External(other.source(), Instants.local(other.seenAt())),
        release.sequence,
        open ? Instants.localOrNull(release.publishedAt) : null,
        Instants.localOrNull(release.recordedAt),
        release.late,
        open ? release.evidence : null,
        release.reconstructed,
        published == null ? null : published.contents,
        published == null ? List.of() : published.refused,
        Instants.local(release.changedAt));
  }

  /** Where it stands in the calendar. */
  OffsetDateTime instant() {
    return scheduledAt != null ? scheduledAt : requireNonNull(publishedAt);
  }

  /** Where and when the other publication was seen. */
  @Schema(
      name = "ExternalPublication",
      requiredProperties = {"source", "seenAt"})
  public record External(
      @Schema(description = "Address of the publication, or the letter that tells of it.")
          String source,
      OffsetDateTime seenAt) {}
}
