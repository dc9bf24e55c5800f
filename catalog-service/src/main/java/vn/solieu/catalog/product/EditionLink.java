package vn.solieu.catalog.product;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.text.TextNormalizer;

/** Where an edition, or a part of it, can be read. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    name = "EditionLink",
    requiredProperties = {"href"})
record EditionLink(
    @Schema(
            description = "An address with https or http.",
            examples = "https://thongke.dongthap.gov.vn/2026-10.pdf",
            maxLength = 2_000)
        @Nullable String href,
    @Schema(description = "Media type (RFC 6838).", examples = "application/pdf")
        @Nullable String mediaType,
    @Schema(description = "`vi` or `en`.", examples = "vi") @Nullable String language,
    @Schema(examples = "Toàn văn", maxLength = 500) @Nullable String titleVi,
    @Schema(examples = "Full text", maxLength = 500) @Nullable String titleEn) {

  EditionLink {
    titleVi = TextNormalizer.of(titleVi);
    titleEn = TextNormalizer.of(titleEn);
  }
}
