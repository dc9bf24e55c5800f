package vn.solieu.indicator.area;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.bounds.Bounds;
import vn.solieu.platform.document.Document;
import vn.solieu.platform.text.TextNormalizer;

/** A unit of territory with all that acts have said about it. Facts are in the order of time. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    name = "Area",
    description =
        "A unit of territory. Its id is permanent; a rename, another type or another parent is a"
            + " further fact about it.",
    requiredProperties = {"tier", "facts"})
record AreaDocument(
    @Schema(readOnly = true, examples = "P82B") @Nullable String id,
    @Schema(readOnly = true, examples = "1") @Nullable Long version,
    @Schema(
            description = "Never changes.",
            enumeration = {"country", "region", "province", "district", "commune"},
            examples = "province")
        @Nullable String tier,
    @Schema(description = "What held of it, and when; no two at once.", minItems = 1)
        List<Fact> facts,
    @Schema(description = "The units that took it, or a part of it, over.")
        List<Successor> successors)
    implements Document<AreaDocument> {

  AreaDocument {
    facts =
        facts == null
            ? List.of()
            : facts.stream()
                .sorted(comparing(Fact::validFrom, nullsFirst(naturalOrder())))
                .toList();
    successors = successors == null ? List.of() : List.copyOf(successors);
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(
      name = "AreaFact",
      requiredProperties = {"nameVi", "type"})
  record Fact(
      @Schema(
              description =
                  "The official code; begins with a digit. No two units of a tier hold one at once.",
              examples = "82",
              pattern = AreaRegister.CODE)
          @Nullable String code,
      @Schema(examples = "Tỉnh Đồng Tháp", maxLength = 500) @Nullable String nameVi,
      @Schema(examples = "Đồng Tháp Province", maxLength = 500) @Nullable String nameEn,
      @Schema(
              description = "The kind of unit that it is, in lower case with hyphens.",
              examples = "province",
              pattern = AreaRegister.TYPE)
          @Nullable String type,
      @Schema(description = "Id of the area that it belongs to.", examples = "VN")
          @Nullable String parent,
      @Schema(description = "First day; absent: since before the records.", examples = "2025-07-01")
          @Nullable LocalDate validFrom,
      @Schema(description = "Last day, inclusive; absent: until further notice.")
          @Nullable LocalDate validTo,
      @Schema(description = "The legal act.", examples = "202/2025/QH15", maxLength = 200)
          @Nullable String act) {

    Fact {
      nameVi = TextNormalizer.of(nameVi);
      nameEn = TextNormalizer.of(nameEn);
      act = TextNormalizer.of(act);
    }

    boolean overlaps(Fact other) {
      return !endsBefore(other) && !other.endsBefore(this);
    }

    private boolean endsBefore(Fact other) {
      return validTo != null && other.validFrom != null && validTo.isBefore(other.validFrom);
    }

    boolean holdsOn(LocalDate day) {
      return (validFrom == null || !day.isBefore(validFrom))
          && (validTo == null || !day.isAfter(validTo));
    }
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(
      name = "AreaSuccessor",
      requiredProperties = {"area", "effective", "coverage"})
  record Successor(
      @Schema(description = "Id of the unit that took over.", examples = "P82B")
          @Nullable String area,
      @Schema(
              description = "The first day on which it holds what it took over.",
              examples = "2025-07-01")
          @Nullable LocalDate effective,
      @Schema(
              description = "Whether it took all of this unit over or a part.",
              enumeration = {"whole", "part"},
              examples = "whole")
          @Nullable String coverage,
      @Schema(
              description = "The part of this unit's population, from 0 to 1; absent: unknown.",
              examples = "1")
          @Nullable BigDecimal sharePopulation,
      @Schema(description = "The part of this unit's area, from 0 to 1; absent: unknown.")
          @Nullable BigDecimal shareArea,
      @Schema(description = "The legal act.", examples = "202/2025/QH15", maxLength = 200)
          @Nullable String act) {

    Successor {
      sharePopulation = plain(sharePopulation);
      shareArea = plain(shareArea);
      act = TextNormalizer.of(act);
    }

    /** One figure, one spelling: 1.0 is 1. */
    private static @Nullable BigDecimal plain(@Nullable BigDecimal share) {
      if (share == null) {
        return null;
      }
      return Bounds.plain(share.stripTrailingZeros());
    }
  }

  @Override
  public AreaDocument as(String newId, long newVersion) {
    return new AreaDocument(newId, newVersion, tier, facts, successors);
  }

  /** Shares are figures, and no event carries a figure. */
  AreaDocument withoutShares() {
    return new AreaDocument(
        id,
        version,
        tier,
        facts,
        successors.stream()
            .map(s -> new Successor(s.area(), s.effective(), s.coverage(), null, null, s.act()))
            .toList());
  }

  /** Whether a fact holds on that day. */
  boolean existsOn(LocalDate day) {
    return facts.stream().anyMatch(fact -> fact.holdsOn(day));
  }
}
