package vn.solieu.catalog.product;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.document.Document;
import vn.solieu.platform.text.TextNormalizer;

/** A product of the catalogue, read and written whole; and as its event carries it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    name = "Product",
    description = "A statistical product that is disseminated again and again.",
    requiredProperties = {
      "nameVi",
      "mainContentVi",
      "sources",
      "completeness",
      "forms",
      "languages",
      "cycle",
      "channels",
      "agency"
    })
record ProductDocument(
    @Schema(readOnly = true, examples = "state-budget-investment") @Nullable String id,
    @Schema(readOnly = true, description = "Rises with each change.", examples = "1")
        @Nullable Long version,
    @Schema(
            description = "`example`: not a product of a real list.",
            enumeration = {"official", "example"},
            defaultValue = "official")
        String status,
    @Schema(examples = "Báo cáo tình hình kinh tế - xã hội tháng", maxLength = 500)
        @Nullable String nameVi,
    @Schema(examples = "Monthly socio-economic report", maxLength = 500) @Nullable String nameEn,
    @Schema(description = "What it mainly holds, in Vietnamese.", maxLength = 5_000)
        @Nullable String mainContentVi,
    @Schema(maxLength = 5_000) @Nullable String mainContentEn,
    @Schema(description = "Ids of the indicators in it.", examples = "[\"rice-production\"]")
        List<String> indicators,
    @Schema(
            description =
                "From what it is compiled: `survey`, `census`, `statistical-report`,"
                    + " `administrative-data`, `compilation`.",
            examples = "[\"survey\", \"statistical-report\"]")
        List<String> sources,
    @Schema(
            description = "Levels of its figures: `estimate`, `preliminary`, `official`.",
            examples = "[\"estimate\"]")
        List<String> completeness,
    @Schema(
            description =
                "`report`, `printed-publication`, `electronic-file`, `database`, `infographic`,"
                    + " `article`.",
            examples = "[\"report\", \"electronic-file\"]")
        List<String> forms,
    @Schema(description = "`vi`, `en`; both for a bilingual one.", examples = "[\"vi\"]")
        List<String> languages,
    @Schema(
            enumeration = {
              "month",
              "quarter",
              "half-year",
              "nine-months",
              "year",
              "two-years",
              "five-years",
              "ten-years",
              "non-periodic"
            },
            examples = "month")
        @Nullable String cycle,
    @Schema(
            description =
                "How it is disseminated (Statistics Law art. 49): `website`, `press-conference`,"
                    + " `mass-media`, `publication`, `social-media`, `led-screen`, `conference`.",
            examples = "[\"website\", \"press-conference\"]")
        List<String> channels,
    @Schema(
            description = "Id of the agency responsible for its dissemination.",
            examples = "thong-ke-tinh")
        @Nullable String agency,
    @Schema(
            description = "Price of a copy in dong; absent: free.",
            examples = "150000",
            minimum = "1")
        @Nullable BigDecimal price,
    @Schema(description = "Anything else: copies, ISBN, contact, licence.", maxLength = 5_000)
        @Nullable String otherVi,
    @Schema(maxLength = 5_000) @Nullable String otherEn,
    @Schema(
            description =
                "For whom it is made: `leaders`, `business-and-investors`,"
                    + " `media-research-and-public`. Everyone may read it (Statistics Law art. 56).",
            examples = "[\"leaders\"]")
        List<String> audiences)
    implements Document<ProductDocument> {

  ProductDocument {
    status = status == null ? "official" : status;
    nameVi = TextNormalizer.of(nameVi);
    nameEn = TextNormalizer.of(nameEn);
    mainContentVi = TextNormalizer.of(mainContentVi);
    mainContentEn = TextNormalizer.of(mainContentEn);
    otherVi = TextNormalizer.of(otherVi);
    otherEn = TextNormalizer.of(otherEn);
    indicators = orEmpty(indicators);
    sources = orEmpty(sources);
    completeness = orEmpty(completeness);
    forms = orEmpty(forms);
    languages = orEmpty(languages);
    channels = orEmpty(channels);
    audiences = orEmpty(audiences);
    price = price == null ? null : whole(price);
  }

  @Override
  public ProductDocument as(String newId, long newVersion) {
    return as((@Nullable String) newId, Long.valueOf(newVersion));
  }

  /** As it is stored: id and version stand beside it. */
  ProductDocument content() {
    return as(null, null);
  }

  private ProductDocument as(@Nullable String newId, @Nullable Long newVersion) {
    return new ProductDocument(
        newId,
        newVersion,
        status,
        nameVi,
        nameEn,
        mainContentVi,
        mainContentEn,
        indicators,
        sources,
        completeness,
        forms,
        languages,
        cycle,
        channels,
        agency,
        price,
        otherVi,
        otherEn,
        audiences);
  }

  private static List<String> orEmpty(@Nullable List<String> items) {
    return items == null ? List.of() : List.copyOf(items);
  }

  /** 150000.00 is 150000; what has a real fraction stays, to be refused. */
  private static BigDecimal whole(BigDecimal price) {
    BigDecimal plain = price.stripTrailingZeros();
    return plain.scale() < 0 && plain.scale() > -20 ? plain.setScale(0) : plain;
  }
}
