package vn.solieu.indicator.definition;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.document.Document;
import vn.solieu.platform.text.TextNormalizer;

/** An agency that owes, keeps or publishes figures. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    name = "Agency",
    description = "An agency that owes, keeps or publishes figures.",
    requiredProperties = {"nameVi", "kind", "level"})
record AgencyDocument(
    @Schema(readOnly = true, examples = "so-nnmt") @Nullable String id,
    @Schema(readOnly = true, examples = "1") @Nullable Long version,
    @Schema(examples = "Sở Nông nghiệp và Môi trường", maxLength = 500) @Nullable String nameVi,
    @Schema(examples = "Department of Agriculture and Environment", maxLength = 500)
        @Nullable String nameEn,
    @Schema(
            description = "What kind of body it is, in lower case with hyphens.",
            examples = "department",
            pattern = AgencyRegister.WORD)
        @Nullable String kind,
    @Schema(
            description = "At which level of government it stands.",
            examples = "province",
            pattern = AgencyRegister.WORD)
        @Nullable String level,
    @Schema(description = "Id of the agency above it.", examples = "ubnd-dong-thap")
        @Nullable String parent,
    @Schema(description = "First day; absent: since before the records.", examples = "2025-07-01")
        @Nullable LocalDate validFrom,
    @Schema(description = "Last day, inclusive; absent: until further notice.")
        @Nullable LocalDate validTo,
    @Schema(
            description =
                "Id of the agency that took over what it kept: figures that it published are"
                    + " corrected by that one.",
            examples = "so-nnmt")
        @Nullable String successor)
    implements Document<AgencyDocument> {

  AgencyDocument {
    nameVi = TextNormalizer.of(nameVi);
    nameEn = TextNormalizer.of(nameEn);
  }

  @Override
  public AgencyDocument as(String newId, long newVersion) {
    return new AgencyDocument(
        newId, newVersion, nameVi, nameEn, kind, level, parent, validFrom, validTo, successor);
  }
}
