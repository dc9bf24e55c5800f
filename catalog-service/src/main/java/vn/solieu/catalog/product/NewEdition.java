package vn.solieu.catalog.product;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.text.TextNormalizer;

/** An edition as the office adds it. */
@Schema(
    name = "NewEdition",
    requiredProperties = {"titleVi", "period"})
record NewEdition(
    @Schema(examples = "Vốn đầu tư từ ngân sách Nhà nước tháng 2 năm 2025", maxLength = 500)
        @Nullable String titleVi,
    @Schema(examples = "State-budget investment, February 2025", maxLength = 500)
        @Nullable String titleEn,
    @Schema(
            description =
                "Its reference period: `2026-03`, `2026-Q1`, `2026-S1`, `2026-01-01/P9M`, `2026`.",
            examples = "2025-02")
        @Nullable String period,
    @Schema(
            description = "Id of the release that is planned to open it.",
            examples = "INVESTMENT-2025-02")
        @Nullable String release,
    @Schema(description = "Where it can be read.") List<EditionLink> links,
    @Schema(description = "What readers are told with it; in both languages.", maxLength = 2_000)
        @Nullable String noticeVi,
    @Schema(description = "The same in English.", maxLength = 2_000) @Nullable String noticeEn) {

  NewEdition {
    titleVi = TextNormalizer.of(titleVi);
    titleEn = TextNormalizer.of(titleEn);
    noticeVi = TextNormalizer.of(noticeVi);
    noticeEn = TextNormalizer.of(noticeEn);
    links = links == null ? List.of() : List.copyOf(links);
  }
}
