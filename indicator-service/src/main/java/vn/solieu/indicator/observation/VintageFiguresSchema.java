package vn.solieu.indicator.observation;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import vn.solieu.indicator.observation.ObservationSchema.AreaSchema;
import vn.solieu.indicator.observation.ObservationSchema.Round;

/** The shape that {@link SeriesJson} writes of figures that may not be public, for the document. */
@Schema(name = "VintageFigures", description = "A page of the figures of one vintage.")
record VintageFiguresSchema(List<SeriesSchema> series) {

  @Schema(
      name = "VintageSeries",
      description =
          "Figures of one measure, area, set of breakdown codes, value type, variant, accumulation"
              + " and length of period. Periods and values have the same length. What is said of"
              + " each figure stands in `common` when it is the same for all of them, else in an"
              + " array of the same length; it is in neither where nothing is said of any.")
  record SeriesSchema(
      @Schema(description = "Id of the indicator.", examples = "state-budget-investment")
          String indicator,
      @Schema(description = "Id of the measure.") String measure,
      @Schema(description = "Of the values: a code of the codelist CL_UNIT.", examples = "VND")
          String unit,
      @Schema(
              description =
                  "Power of ten, as UNIT_MULT of SDMX: a figure is its value × 10^multiplier units; with"
                      + " 3, 1.5 stands for 1,500 units.")
          int multiplier,
      @Schema(description = "To how many decimals the figures are rounded when published.")
          int decimals,
      @Schema(description = "The area, as it is named today.") AreaSchema area,
      @Schema(description = "Code by dimension; empty where nothing is broken down.")
          Map<String, String> breakdowns,
      @Schema(description = "`actual`, `plan`, `target`, `scenario`, `forecast`.") String valueType,
      @Schema(description = "The plan, scenario or model; absent for actual figures.")
          @Nullable String variant,
      @Schema(description = "`period`, `year-to-date`, `season-to-date`, `since-inception`.")
          String accumulation,
      @Schema(description = "Length of the periods: `month`, `quarter`, `half-year`, …")
          String frequency,
      CommonSchema common,
      @Schema(
              description = "In ISO 8601 or SDMX notation, ascending.",
              examples = "[\"2026-01\", \"2026-02\"]")
          List<String> periods,
      @Schema(
              description =
                  "The decimals that were sent, not rounded. Null where a row had no value: the value"
                      + " state says why.")
          List<ObservationSchema.Figure> values,
      @Nullable List<String> valueStates,
      @Schema(description = "Null for a value type that has no level.")
          @Nullable List<ObservationSchema.Notice> levels,
      @Schema(description = "Null for a figure whose level has no rounds.")
          @Nullable List<Round> rounds,
      @Nullable List<String> reasons,
      @Nullable List<String> origins,
      @Nullable List<String> confidentialities,
      @Schema(description = "Null for a row without one.")
          @Nullable List<ObservationSchema.Notice> justifications) {}

  @Schema(name = "VintageCommon", description = "What is the same for all figures.")
  record CommonSchema(
      @Schema(
              description =
                  "`value`, `nil` (a true zero), `below-unit`, `not-collected`, `not-reported`,"
                      + " `not-applicable`.")
          @Nullable String valueState,
      @Schema(
              description =
                  "`estimate`, `preliminary`, `official`; absent for a value type that has none.")
          @Nullable String level,
      @Schema(description = "Of an estimate that has several.") @Nullable Integer round,
      @Schema(
              description =
                  "`first`, `scheduled`, `correction`, `method`, `boundary`, `withdrawn`.")
          @Nullable String reason,
      @Schema(description = "`reported`, `reconstructed`, `example`, `derived`.")
          @Nullable String origin,
      @Schema(description = "`confidential`: the public is shown no value. Absent: free.")
          @Nullable String confidentiality,
      @Schema(description = "What the sender answered to a soft finding, in the row.")
          @Nullable String justification) {}
}
