package vn.solieu.indicator.observation;

import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a query, for the API document and for the check that single ones come once;
 * {@link QueryGrammar} reads them together with the dimensions, whose names are data.
 */
class ObservationParameters {

  @Parameter(description = "Ids of measures; absent: all of the indicator.")
  @QueryParam("measure")
  @Nullable List<String> measure;

  @Parameter(
      description =
          "Areas by id, or by the code that one held on the boundary (see there), or on a day of its"
              + " own: `82@2025-06-30`. The answer names the id.",
      example = "[\"P82B\"]")
  @QueryParam("area")
  @Nullable List<String> area;

  @Parameter(
      description =
          "`actual`, `plan`, `target`, `scenario`, `forecast`; absent: `actual`, or all where a"
              + " `variant` is asked for.")
  @QueryParam("valueType")
  @Nullable List<String> valueType;

  @Parameter(description = "The plan, scenario or model, in one of its versions.")
  @QueryParam("variant")
  @Nullable List<String> variant;

  @Parameter(
      description =
          "`period`, `year-to-date`, `season-to-date` or `since-inception`; absent: all, as they"
              + " are kept. The year to date of March, June, September and December is kept as the"
              + " quarter, six months, nine months and year: absent, each figure comes once, as it"
              + " is kept; `year-to-date` gives these too, under that name.")
  @QueryParam("accumulation")
  @Nullable String accumulation;

  @Parameter(
      description =
          "`estimate`, `preliminary`, `official`: of the figures that hold; one that was replaced"
              + " by another level is not found, and a plan has none. A page looks at 100 series at"
              + " most, so it may hold few figures or none while `Link` names a further one.")
  @QueryParam("level")
  @Nullable List<String> level;

  @Parameter(
      description =
          "`month`, `quarter`, `half-year`, `nine-months`, `year`: the length of the period. A year"
              + " to date has the period, and so the frequency, of the month that it reaches: with"
              + " `accumulation=year-to-date` that of January to September 2023 is 2023-09, a"
              + " `month`, and other frequencies find no year to date. The same figure as nine"
              + " months: `accumulation=period&frequency=nine-months`.")
  @QueryParam("frequency")
  @Nullable List<String> frequency;

  @Parameter(description = "Periods that do not begin before this one does.", example = "2025-Q1")
  @QueryParam("from")
  @Nullable String from;

  @Parameter(description = "Periods that do not end after this one does.", example = "2026-03")
  @QueryParam("to")
  @Nullable String to;

  @Parameter(
      description = "The first periods of each series and frequency.",
      schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "1200"))
  @QueryParam("first")
  @Nullable String first;

  @Parameter(
      description = "The last periods of each series and frequency.",
      example = "12",
      schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "1200"))
  @QueryParam("last")
  @Nullable String last;

  @Parameter(
      description =
          "The figures as the public saw them at that instant, which is not later than now.",
      example = "2026-03-29T08:00:00+07:00")
  @QueryParam("asOf")
  @Nullable String asOf;

  @Parameter(
      description =
          "The figures as that release left them: of every series that is asked for, also those that"
              + " other releases had published before and it did not touch; each says its own"
              + " `release`. Not together with `asOf`.")
  @QueryParam("release")
  @Nullable String release;

  @Parameter(
      description =
          "The day on which bare codes are looked up and areas are named; absent: that of `asOf` or"
              + " of the release, else today. The figures are those of the units themselves.",
      example = "2025-06-30",
      schema = @Schema(type = SchemaType.STRING, format = "date"))
  @QueryParam("boundary")
  @Nullable String boundary;

  @Parameter(
      description =
          "`json`, `csv` or `csv-spreadsheet`; wins over `Accept`. `csv` is the text as it is (RFC"
              + " 4180). `csv-spreadsheet` is for a program that computes: it begins with a byte"
              + " order mark, and a text that such a program would take for a formula (it begins"
              + " with `=`, `+`, `-`, `@`, a tab or a line break) stands behind an apostrophe.",
      example = "csv-spreadsheet")
  @QueryParam("format")
  @Nullable String format;

  @Parameter(
      description =
          "Figures of a page. JSON: 10,000 where absent. CSV: all of them in one stream where"
              + " absent.",
      schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "10000"))
  @QueryParam("limit")
  @Nullable String limit;

  @Parameter(description = "Where a page begins, from the `Link` of the one before.")
  @QueryParam("cursor")
  @Nullable String cursor;
}
