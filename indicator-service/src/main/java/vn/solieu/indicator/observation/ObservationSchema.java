package vn.solieu.indicator.observation;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The shape that {@link SeriesJson} streams, for the API document. */
@Schema(name = "Observations")
record ObservationSchema(
    @Schema(description = "The last publication that touched the indicators.") long sequence,
    @Schema(description = "The day on which areas are named, where it was asked for.")
        @Nullable LocalDate boundary,
    List<SeriesSchema> series) {

  @Schema(
      name = "ObservationSeries",
      description =
          "Periods and values have the same length. What is said of each figure stands in `common`"
              + " when it is the same for all of them, else in an array of the same length.")
  record SeriesSchema(
      String indicator,
      String measure,
      @Schema(description = "A code of the codelist CL_UNIT.") String unit,
      @Schema(
              description =
                  "Power of ten, as UNIT_MULT of SDMX: a figure is its value × 10^multiplier units; with 3,"
                      + " 1.5 stands for 1,500 units.")
          int multiplier,
      int decimals,
      AreaSchema area,
      @Schema(description = "Code by dimension.") Map<String, String> breakdowns,
      String valueType,
      @Nullable String variant,
      String accumulation,
      String frequency,
      CommonSchema common,
      @Schema(examples = "[\"2026-01\", \"2026-02\"]") List<String> periods,
      @Schema(description = "Null where no figure is shown; the value state or notice says why.")
          List<Figure> values,
      @Nullable List<String> valueStates,
      @Nullable List<String> levels,
      @Nullable List<Round> rounds,
      @Nullable List<String> reasons,
      @Nullable List<String> origins,
      @Nullable List<String> confidentialities,
      @Nullable List<String> releases,
      @Nullable List<OffsetDateTime> releasedAt,
      @Nullable List<Boolean> releaseReconstructed,
      @Nullable List<Notice> notices,
      @Nullable List<Notice> noticesEn) {}

  // SmallRye does not see that an element may be null where @Nullable says so.

  @Schema(name = "ObservationFigure", type = SchemaType.NUMBER, nullable = true)
  interface Figure {}

  @Schema(name = "ObservationRound", type = SchemaType.INTEGER, nullable = true)
  interface Round {}

  @Schema(name = "ObservationNotice", type = SchemaType.STRING, nullable = true)
  interface Notice {}

  @Schema(name = "ObservationArea")
  record AreaSchema(String id, String nameVi, @Nullable String nameEn) {}

  @Schema(name = "ObservationCommon", description = "What is the same for all figures.")
  record CommonSchema(
      @Schema(
              description =
                  "`value`, `nil` (a true zero), `below-unit`, `not-collected`, `not-reported`,"
                      + " `not-applicable`.")
          @Nullable String valueState,
      @Schema(description = "`estimate`, `preliminary`, `official`.") @Nullable String level,
      @Schema(description = "Of an estimate that has several.") @Nullable Integer round,
      @Schema(
              description =
                  "`first`, `scheduled`, `correction`, `method`, `boundary`, `withdrawn`: then no"
                      + " value is shown. `correction` where value, value state, level or round"
                      + " differ from what was published: a figure that a correction left as it was"
                      + " has the reason, release and notice that it had before.")
          @Nullable String reason,
      @Schema(description = "`reported`, `reconstructed`, `example`, `derived`.")
          @Nullable String origin,
      @Schema(description = "`confidential`: no value is shown.") @Nullable String confidentiality,
      @Schema(
              description =
                  "Id of the release that last gave it. One that repeats a figure without being a"
                      + " correction gives it again, so a new release is not yet a new value.")
          @Nullable String release,
      @Schema(description = "When that release was published.") @Nullable OffsetDateTime releasedAt,
      @Schema(description = "That instant follows from a rule, there is no record of it.")
          @Nullable Boolean releaseReconstructed,
      @Schema(description = "Why it was changed or taken back.") @Nullable String notice,
      @Schema(description = "The same in English, where it was told.") @Nullable String noticeEn) {}
}
