package vn.solieu.indicator.observation;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What {@link TidyCsv} writes, for the API document: a test compares the columns. */
@Schema(name = "ObservationsCsv", type = SchemaType.STRING, description = CsvSchema.COLUMNS)
interface CsvSchema {

  String COLUMNS =
      """
      Tidy CSV (RFC 4180): the first row names the columns, each further row is one figure. UTF-8 without a byte order \
      mark; lines end with CRLF. A field that holds a comma, a double quote (which is then written twice) or a line break \
      stands in double quotes. Numbers have a decimal point and no grouping, in every language. \
      An empty field says that there is none; it is never a zero. The columns depend on the indicators asked for alone, \
      not on the figures found.

      With `format=csv-spreadsheet` the columns are the same, the text begins with a byte order mark, and a field that \
      a spreadsheet would take for a formula (it begins with `=`, `+`, `-`, `@`, a tab or a line break) stands behind an \
      apostrophe; `value`, a number, is left as it is.

      The columns, in this order:

      - `indicator`: id of the indicator
      - `measure`: id of the measure
      - `area`: id of the area
      - `areaNameVi`: its name in Vietnamese on the day that `boundary` means
      - `areaNameEn`: its name in English; empty where it has none
      - `{breakdown}`: a column for each breakdown of the indicators, named by its id, in the order of their \
      definitions: the code; empty where the figure is not broken down so
      - `valueType`: `actual`, `plan`, `target`, `scenario` or `forecast`
      - `variant`: the plan, scenario or model; empty for actual figures
      - `accumulation`: `period`, `year-to-date`, `season-to-date` or `since-inception`
      - `frequency`: length of the period: `month`, `quarter`, `half-year`, `nine-months`, `year` and longer ones
      - `period`: in ISO 8601 or SDMX notation: `2026-03`, `2026-Q1`, `2026-S1`, `2026-01-01/P9M`, `2026`
      - `value`: the published decimals, in units × 10^multiplier; empty where no figure is shown: `valueState`, \
      `reason` or `confidentiality` says why
      - `unit`: of the measure, a code of the codelist CL_UNIT
      - `multiplier`: power of ten: a figure is value × 10^multiplier units
      - `valueState`: `value`, `nil` (a true zero), `below-unit`, `not-collected`, `not-reported` or `not-applicable`
      - `level`: `estimate`, `preliminary` or `official`; empty for a plan
      - `round`: of an estimate that has several; else empty
      - `reason`: `first`, `scheduled`, `correction`, `method`, `boundary` or `withdrawn`
      - `origin`: `reported`, `reconstructed`, `example` or `derived`
      - `confidentiality`: `free`, or `confidential`: no value is shown
      - `release`: id of the release that made it public
      - `releasedAt`: when the public saw it, RFC 3339 in the time of Viet Nam
      - `releaseReconstructed`: `true` where that instant follows from a rule and there is no record of it, else `false`
      - `notice`: why it was changed or taken back, in Vietnamese; else empty
      - `noticeEn`: the same in English; empty where it was not told in English
      """;
}
