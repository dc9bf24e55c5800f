package vn.solieu.calendar.release;

import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.text.TextNormalizer;
import vn.solieu.platform.time.Instants;

/** What is planned of a release. */
@Schema(description = "What is planned of a release. Instants carry their offset.")
public record ReleasePlan(
    @Schema(
            description = "Permanent; made by the server when absent.",
            pattern = "[A-Za-z][A-Za-z0-9_-]{0,63}",
            examples = "INVESTMENT-2025-02")
        @Nullable String id,
    @Schema(
            required = true,
            maxLength = 300,
            examples = "Vốn đầu tư từ ngân sách Nhà nước tháng 2 năm 2025")
        @Nullable String titleVi,
    @Schema(required = true, maxLength = 300, examples = "State-budget investment, February 2025")
        @Nullable String titleEn,
    @Schema(
            required = true,
            description = "Id of the agency responsible.",
            examples = "thong-ke-tinh")
        @Nullable String agency,
    @Schema(
            maxLength = 300,
            description =
                "Who publishes, where it is not the agency: required unless the trigger is the"
                    + " clock.")
        @Nullable String publisher,
    @Schema(
            description =
                "`clock` when absent; `none` for the mirrored entry of another publisher.")
        Trigger trigger,
    @Schema(
            description =
                "When it will be public; for an external trigger, not before. Required, except for"
                    + " an archive release.",
            examples = "2025-02-28T09:00:00+07:00")
        @Nullable OffsetDateTime scheduledAt,
    @Schema(description = "`time` when absent; `day` when only the day is known yet.")
        Precision precision,
    @Schema(description = "`live` when absent; `archive` needs the role admin.") Origin origin,
    @Schema(description = "For an archive release: the past instant at which the public saw it.")
        @Nullable OffsetDateTime publishedAt,
    @Schema(
            maxLength = 2000,
            description = "For an archive release, required: what proves or gives that instant.")
        @Nullable String evidence,
    @Schema(description = "For an archive release: its instant follows from a rule alone.")
        Boolean reconstructed,
    @Schema(description = "Reference periods, as `2026-10` or `2026-Q3`.", maxItems = 24)
        @Nullable List<String> periods,
    @Schema(description = "Id of the product of the catalogue.") @Nullable String product,
    @Schema(
            maxLength = 2000,
            description = "Why it is changed: required once it is announced. Public.")
        @Nullable String reason,
    @Schema(maxLength = 2000, description = "The same in English.") @Nullable String reasonEn) {

  public ReleasePlan {
    titleVi = TextNormalizer.of(titleVi);
    titleEn = TextNormalizer.of(titleEn);
    publisher = TextNormalizer.of(publisher);
    evidence = TextNormalizer.of(evidence);
    trigger = trigger != null ? trigger : origin == Origin.ARCHIVE ? Trigger.NONE : Trigger.CLOCK;
    precision = precision == null ? Precision.TIME : precision;
    origin = origin == null ? Origin.LIVE : origin;
    reconstructed = reconstructed == null ? Boolean.FALSE : reconstructed;
    if (scheduledAt != null) {
      scheduledAt = Instants.local(scheduledAt);
      if (precision == Precision.DAY) {
        scheduledAt = scheduledAt.truncatedTo(ChronoUnit.DAYS);
      }
    }
    if (publishedAt != null) {
      publishedAt = Instants.local(publishedAt);
    }
  }
}
