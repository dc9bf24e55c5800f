package vn.solieu.catalog.product;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An edition of a product. Instants are in Asia/Ho_Chi_Minh. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Edition", description = "One issue of a product.")
record EditionDocument(
    UUID id,
    @Schema(description = "Id of the product.", examples = "state-budget-investment")
        String product,
    @Schema(
            description = "`held`: only the office sees it; `opened`: public.",
            enumeration = {"held", "opened"})
        String state,
    String titleVi,
    @Nullable String titleEn,
    @Schema(examples = "2025-02") String period,
    List<EditionLink> links,
    @Nullable String noticeVi,
    @Nullable String noticeEn,
    @Schema(description = "Id of the release that opened it, or is planned to.")
        @Nullable String release,
    @Schema(description = "The instant of that release as it was announced.")
        @Nullable OffsetDateTime plannedAt,
    @Schema(description = "Place of its opening in the publication log.") @Nullable Long sequence,
    @Schema(description = "When the public saw it.") @Nullable OffsetDateTime publishedAt,
    @Schema(description = "When this system learned of it.") @Nullable OffsetDateTime recordedAt,
    @Schema(enumeration = {"live", "archive"}) @Nullable String origin,
    @Schema(description = "The release went out after its instant.") @Nullable Boolean late,
    @Schema(description = "Its instant follows from a rule; there is no record of it.")
        @Nullable Boolean reconstructed,
    @Schema(description = "What the release told the public, in Vietnamese.")
        @Nullable String releaseNotice,
    @Schema(description = "The same in English; absent with editions that were opened without it.")
        @Nullable String releaseNoticeEn) {}
