package vn.solieu.indicator.definition;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.document.Document;
import vn.solieu.platform.text.TextNormalizer;

/** The list of indicators that a legal act lays down. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    name = "IndicatorSystem",
    description = "The list of indicators that a legal act lays down.",
    requiredProperties = {"nameVi", "act", "level"})
record IndicatorSystemDocument(
    @Schema(readOnly = true, examples = "provincial-2023") @Nullable String id,
    @Schema(readOnly = true, examples = "1") @Nullable Long version,
    @Schema(examples = "Hệ thống chỉ tiêu thống kê cấp tỉnh", maxLength = 500)
        @Nullable String nameVi,
    @Schema(examples = "Provincial statistical indicator system", maxLength = 500)
        @Nullable String nameEn,
    @Schema(
            description = "The act that lays it down.",
            examples = "05/2023/QĐ-TTg",
            maxLength = 200)
        @Nullable String act,
    @Schema(
            enumeration = {"national", "provincial", "commune", "sector"},
            examples = "provincial")
        @Nullable String level,
    @Schema(examples = "2023-04-15") @Nullable LocalDate validFrom,
    @Schema(description = "Last day, inclusive; absent: until further notice.")
        @Nullable LocalDate validTo,
    @Schema(description = "In the order of the act. Absent in lists of systems.")
        @Nullable List<Entry> entries)
    implements Document<IndicatorSystemDocument> {

  IndicatorSystemDocument {
    nameVi = TextNormalizer.of(nameVi);
    nameEn = TextNormalizer.of(nameEn);
    act = TextNormalizer.of(act);
    entries = entries == null ? null : List.copyOf(entries);
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(
      name = "SystemEntry",
      description = "An indicator's place and code in a system.",
      requiredProperties = {"place", "indicator"})
  record Entry(
      @Schema(description = "Where the act lists it.", examples = "1.05") @Nullable String place,
      @Schema(
              description =
                  "The code as the act prints it. Absent where it is not known: none is made up.",
              examples = "0105",
              maxLength = 32)
          @Nullable String officialCode,
      @Schema(description = "The group of the act.", examples = "Đất đai, dân số")
          @Nullable String groupVi,
      @Schema(examples = "Land and population") @Nullable String groupEn,
      @Schema(description = "Id of the indicator.", examples = "rice-production")
          @Nullable String indicator) {

    Entry {
      officialCode = TextNormalizer.of(officialCode);
      groupVi = TextNormalizer.of(groupVi);
      groupEn = TextNormalizer.of(groupEn);
    }
  }

  @Override
  public IndicatorSystemDocument as(String newId, long newVersion) {
    return new IndicatorSystemDocument(
        newId, newVersion, nameVi, nameEn, act, level, validFrom, validTo, entries);
  }
}
