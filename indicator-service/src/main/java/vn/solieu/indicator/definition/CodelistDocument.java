package vn.solieu.indicator.definition;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.document.Document;
import vn.solieu.platform.text.TextNormalizer;

/** The codes of a breakdown, in their order. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    name = "Codelist",
    description = "The codes of a breakdown, in their order.",
    requiredProperties = {"nameVi"})
record CodelistDocument(
    @Schema(readOnly = true, examples = "CL_UNIT") @Nullable String id,
    @Schema(readOnly = true, examples = "1") @Nullable Long version,
    @Schema(examples = "Đơn vị tính", maxLength = 500) @Nullable String nameVi,
    @Schema(examples = "Units of measure", maxLength = 500) @Nullable String nameEn,
    @Schema(
            description =
                "In the order in which they are shown. A code that was once given stays. Absent in"
                    + " lists of codelists.",
            minItems = 1,
            maxItems = CodelistRegister.MOST_CODES)
        @Nullable List<Code> codes)
    implements Document<CodelistDocument> {

  CodelistDocument {
    nameVi = TextNormalizer.of(nameVi);
    nameEn = TextNormalizer.of(nameEn);
    codes = codes == null ? null : List.copyOf(codes);
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(
      name = "Code",
      requiredProperties = {"code", "nameVi"})
  record Code(
      @Schema(examples = "VND_BN", pattern = CodelistRegister.CODE) @Nullable String code,
      @Schema(examples = "tỷ đồng", maxLength = 500) @Nullable String nameVi,
      @Schema(examples = "billion dong", maxLength = 500) @Nullable String nameEn,
      @Schema(description = "The code above it in the same list.", examples = "_T")
          @Nullable String parent,
      @Schema(
              description =
                  "In CL_UNIT: the base unit of which this code is the label, together with the"
                      + " multiplier. `VND_BN` (tỷ đồng) is the label of `VND` with 9.",
              examples = "VND")
          @Nullable String base,
      @Schema(
              description = "Power of ten, exactly where there is a base.",
              minimum = "-12",
              maximum = "15",
              examples = "9")
          @Nullable Integer multiplier) {

    Code {
      nameVi = TextNormalizer.of(nameVi);
      nameEn = TextNormalizer.of(nameEn);
    }
  }

  @Override
  public CodelistDocument as(String newId, long newVersion) {
    return new CodelistDocument(newId, newVersion, nameVi, nameEn, codes);
  }
}
