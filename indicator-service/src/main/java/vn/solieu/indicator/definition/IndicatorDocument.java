package vn.solieu.indicator.definition;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.document.Document;
import vn.solieu.platform.text.TextNormalizer;

/** An indicator as its definition has it. Each change is a version of its own. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    name = "Indicator",
    description = "An indicator as its definition has it. Each change is a version of its own.",
    requiredProperties = {"nameVi", "status", "frequencies", "measures"})
record IndicatorDocument(
    @Schema(readOnly = true, examples = "rice-production") @Nullable String id,
    @Schema(readOnly = true, examples = "1") @Nullable Long version,
    @Schema(examples = "Diện tích, năng suất, sản lượng lúa", maxLength = 500)
        @Nullable String nameVi,
    @Schema(examples = "Rice: area, yield and output", maxLength = 500) @Nullable String nameEn,
    @Schema(
            description =
                "`official`: in a system that a legal act lays down; `outside-system`: kept by its"
                    + " sponsor; `example`: not a real one.",
            enumeration = {"official", "outside-system", "example"},
            examples = "official")
        @Nullable String status,
    @Schema(
            description = "First day on which this definition holds; absent: always did.",
            examples = "2016-01-01")
        @Nullable LocalDate validFrom,
    @Schema(description = "What it means, in Vietnamese.", maxLength = 20_000)
        @Nullable String conceptVi,
    @Schema(maxLength = 20_000) @Nullable String conceptEn,
    @Schema(description = "How it is computed, in Vietnamese.", maxLength = 20_000)
        @Nullable String methodVi,
    @Schema(maxLength = 20_000) @Nullable String methodEn,
    @Schema(
            description =
                "Lengths of the periods for which it is published: `month`, `quarter`, `half-year`,"
                    + " `nine-months`, `year`, `two-years`, `five-years`, `ten-years`.",
            examples = "[\"year\"]")
        List<String> frequencies,
    @Schema(description = "From where the figures come.", examples = "Điều tra thống kê")
        @Nullable String sourceVi,
    @Nullable String sourceEn,
    @Schema(description = "Id of the agency in charge.", examples = "so-nnmt")
        @Nullable String agency,
    @Schema(description = "Ids of the agencies that work with it.")
        List<String> cooperatingAgencies,
    @Schema(description = "Its dimensions, in their order.") List<BreakdownDocument> breakdowns,
    @Schema(description = "The figures that it holds.", minItems = 1)
        List<MeasureDocument> measures)
    implements Document<IndicatorDocument> {

  IndicatorDocument {
    nameVi = TextNormalizer.of(nameVi);
    nameEn = TextNormalizer.of(nameEn);
    conceptVi = TextNormalizer.of(conceptVi);
    conceptEn = TextNormalizer.of(conceptEn);
    methodVi = TextNormalizer.of(methodVi);
    methodEn = TextNormalizer.of(methodEn);
    sourceVi = TextNormalizer.of(sourceVi);
    sourceEn = TextNormalizer.of(sourceEn);
    frequencies = frequencies == null ? List.of() : List.copyOf(frequencies);
    cooperatingAgencies =
        cooperatingAgencies == null ? List.of() : List.copyOf(cooperatingAgencies);
    breakdowns = breakdowns == null ? List.of() : List.copyOf(breakdowns);
    measures = measures == null ? List.of() : List.copyOf(measures);
  }

  @Schema(
      name = "Breakdown",
      requiredProperties = {"id", "codelist"})
  record BreakdownDocument(
      @Schema(description = "As in the query: `season=WINTER_SPRING`.", examples = "season")
          @Nullable String id,
      @Schema(description = "Id of the codelist.", examples = "CL_SEASON")
          @Nullable String codelist) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(
      name = "Measure",
      description =
          "One of the figures that an indicator holds. All but its names defines it and never"
              + " changes: a new unit, base year or number of decimals is a new measure.",
      requiredProperties = {"id", "nameVi", "unit"})
  record MeasureDocument(
      @Schema(description = "Unique over all indicators.", examples = "rice-output")
          @Nullable String id,
      @Schema(examples = "Sản lượng lúa", maxLength = 500) @Nullable String nameVi,
      @Schema(examples = "Output of rice", maxLength = 500) @Nullable String nameEn,
      @Schema(
              description =
                  "A code of the codelist CL_UNIT: a base unit where there is a multiplier. A unit"
                      + " that is a multiple by itself may be exchanged for its base unit later.",
              examples = "TONNE")
          @Nullable String unit,
      @Schema(
              description =
                  "Power of ten, as UNIT_MULT of SDMX: a figure is its value × 10^multiplier units;"
                      + " with 3, 1.5 stands for 1,500 units.",
              examples = "3",
              defaultValue = "0",
              minimum = "-12",
              maximum = "15")
          Integer multiplier,
      @Schema(
              description = "Decimals that are published; half is rounded up.",
              defaultValue = "0",
              minimum = "0",
              maximum = "12",
              examples = "1")
          Integer decimals,
      @Schema(
              enumeration = {"none", "current", "constant"},
              defaultValue = "none")
          String priceBasis,
      @Schema(description = "Base year, exactly when prices are constant.", examples = "2010")
          @Nullable Integer priceYear,
      @Schema(
              description = "With what an index or a growth compares.",
              enumeration = {
                "none",
                "previous-period",
                "same-period-last-year",
                "december",
                "base-period"
              },
              defaultValue = "none")
          String comparison,
      @Schema(
              description = "`amount`: 1,250 tonnes; `index`: 108.2; `growth`: 8.2.",
              enumeration = {"amount", "index", "growth"},
              defaultValue = "amount")
          String form,
      @Schema(
              description = "How figures of parts make the figure of the whole.",
              enumeration = {"sum", "weighted-by-population", "weighted-by-area", "none"},
              defaultValue = "none",
              examples = "sum")
          String additivity,
      @Schema(
              description = "All of the period (a flow), or a stock at a moment of it.",
              enumeration = {"period", "start", "middle", "end", "average"},
              defaultValue = "period")
          String referenceMoment) {

    MeasureDocument {
      nameVi = TextNormalizer.of(nameVi);
      nameEn = TextNormalizer.of(nameEn);
      multiplier = multiplier == null ? 0 : multiplier;
      decimals = decimals == null ? 0 : decimals;
      priceBasis = priceBasis == null ? "none" : priceBasis;
      comparison = comparison == null ? "none" : comparison;
      form = form == null ? "amount" : form;
      additivity = additivity == null ? "none" : additivity;
      referenceMoment = referenceMoment == null ? "period" : referenceMoment;
    }
  }

  @Override
  public IndicatorDocument as(String newId, long newVersion) {
    return new IndicatorDocument(
        newId,
        newVersion,
        nameVi,
        nameEn,
        status,
        validFrom,
        conceptVi,
        conceptEn,
        methodVi,
        methodEn,
        frequencies,
        sourceVi,
        sourceEn,
        agency,
        cooperatingAgencies,
        breakdowns,
        measures);
  }
}
