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
import java.util.List;
import vn.solieu.indicator.definition.Measure;
import vn.solieu.indicator.observation.FigurePage.Part;
import vn.solieu.platform.time.Period;

/**
 * Writes figures as tidy CSV (RFC 4180, UTF-8): one row per figure, one column per variable. The
 * heading depends on the indicators asked for and on nothing else.
 */
final class TidyCsv {

  private final Selection selection;
  private final List<String> dimensions;
  private final CsvWriter csv;

  TidyCsv(Selection selection, OutputStream out) {
    this.selection = selection;
    this.dimensions = selection.dimensions();
    this.csv =
        CsvWriter.builder()
            .lineDelimiter(LineDelimiter.CRLF)
            .build(new OutputStreamWriter(out, StandardCharsets.UTF_8));
  }

  void heading() {
    List<String> names =
        new ArrayList<>(List.of("indicator", "measure", "area", "areaNameVi", "areaNameEn"));
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
    for (Attribute attribute : Attribute.values()) {
      names.add(attribute.one());
    }
    csv.writeRecord(names);
  }

  void rows(FigurePage page) {
    for (Part part : page.parts()) {
      Series series = part.series();
      Measure measure = requireNonNull(selection.measures().get(series.measure()));
      List<String> cell = new ArrayList<>();
      cell.add(measure.indicatorId());
      cell.add(measure.id());
      cell.add(series.areaId());
      cell.add(series.areaNameVi());
      cell.add(series.areaNameEn());
      for (String dimension : dimensions) {
        cell.add(series.breakdowns().getOrDefault(dimension, ""));
      }
      cell.add(series.valueType());
      cell.add(series.variant());
      cell.add(series.accumulation());
      for (Figure figure : part.figures()) {
        List<String> row = new ArrayList<>(cell);
        row.add(SeriesJson.frequency(figure));
        row.add(Period.fromCode(figure.period()).format());
        row.add(figure.value());
        row.add(measure.unit());
        row.add(Integer.toString(measure.multiplier()));
        for (Attribute attribute : Attribute.values()) {
          Object value = attribute.of(figure);
          row.add(value == null ? "" : value.toString());
        }
        csv.writeRecord(row);
      }
    }
    try {
      csv.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
