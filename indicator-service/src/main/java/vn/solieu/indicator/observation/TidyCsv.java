package vn.solieu.indicator.observation;

import static java.util.Objects.requireNonNull;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.solieu.indicator.definition.Measure;
import vn.solieu.indicator.observation.ObservationPage.Part;
import vn.solieu.platform.text.Formula;
import vn.solieu.platform.time.Period;

/**
 * Writes figures as tidy CSV (RFC 4180, UTF-8): one row per figure, one column per variable. The
 * heading depends on the indicators asked for and on nothing else.
 */
final class TidyCsv {

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final Selection selection;
  private final List<String> dimensions;
  private final boolean forSpreadsheets;
  private final Map<String, Series> areas = new HashMap<>();
  private final CsvWriter csv;

  /**
   * @param printed series with the names of their areas as the answer's tag knows them
   */
  TidyCsv(Selection selection, Format format, List<Series> printed, OutputStream out) {
    this.selection = selection;
    this.dimensions = selection.dimensions();
    this.forSpreadsheets = format == Format.CSV_SPREADSHEET;
    printed.forEach(series -> areas.put(series.areaId(), series));
    this.csv =
        CsvWriter.builder()
            .lineDelimiter(LineDelimiter.CRLF)
            .build(new OutputStreamWriter(out, StandardCharsets.UTF_8));
  }

  void heading() {
    List<String> names =
        new ArrayList<>(List.of("indicator", "measure", "area", "areaNameVi", "areaNameEn"));
    if (forSpreadsheets) {
      // Without the mark they take UTF-8 for the code page of the machine.
      names.set(0, BYTE_ORDER_MARK + names.getFirst());
    }
    names.addAll(dimensions);
    names.addAll(
        List.of(
            "valueType",
            "variant",
            "accumulation",
            "frequency",
            "period",
            "value",
            "unit",
            "multiplier"));
    for (Attribute attribute : Attribute.PUBLIC) {
      names.add(attribute.one());
    }
    csv.writeRecord(names);
  }

  void rows(ObservationPage page) {
    for (Part part : page.parts()) {
      Series series = part.series();
      Series named = areas.getOrDefault(series.areaId(), series);
      Measure measure = requireNonNull(selection.measures().get(series.measure()));
      List<String> cell = new ArrayList<>();
      cell.add(measure.indicatorId());
      cell.add(measure.id());
      cell.add(series.areaId());
      cell.add(text(named.areaNameVi()));
      cell.add(text(named.areaNameEn()));
      for (String dimension : dimensions) {
        cell.add(text(series.breakdowns().getOrDefault(dimension, "")));
      }
      cell.add(series.valueType());
      cell.add(text(series.variant()));
      cell.add(series.accumulation());
      for (Observation figure : part.figures()) {
        List<String> row = new ArrayList<>(cell);
        row.add(SeriesJson.frequency(figure));
        row.add(Period.fromCode(figure.period()).format());
        row.add(figure.value());
        row.add(text(measure.unit()));
        row.add(Integer.toString(measure.multiplier()));
        for (Attribute attribute : Attribute.PUBLIC) {
          Object value = attribute.of(figure);
          row.add(value == null ? "" : text(value.toString()));
        }
        csv.writeRecord(row);
      }
    }
  }

  private @Nullable String text(@Nullable String text) {
    return forSpreadsheets && Formula.begins(text) ? "'" + text : text;
  }

  void flush() {
    try {
      csv.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
