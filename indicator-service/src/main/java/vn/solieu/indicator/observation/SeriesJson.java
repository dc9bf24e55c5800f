package vn.solieu.indicator.observation;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.solieu.indicator.definition.Measure;
import vn.solieu.indicator.observation.ObservationPage.Part;
import vn.solieu.platform.time.Period;

/**
 * Writes figures shaped by series: what is common stands once, periods and values are arrays of the
 * same length. Values are the decimals that were published, digit by digit.
 */
final class SeriesJson {

  private static final JsonFactory JSON = new JsonFactory();

  private SeriesJson() {}

  /**
   * @param measures by key, at least those of the page
   * @param sequence the last publication that counted; null for figures before they are public
   * @param boundary the day on which areas are named, where it was asked for
   */
  static byte[] write(
      Map<Integer, Measure> measures,
      @Nullable Long sequence,
      @Nullable LocalDate boundary,
      ObservationPage page) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(8_192);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      if (sequence != null) {
        json.writeNumberField("sequence", sequence);
      }
      if (boundary != null) {
        json.writeStringField("boundary", boundary.toString());
      }
      json.writeArrayFieldStart("series");
      for (Part part : page.parts()) {
        Measure measure = requireNonNull(measures.get(part.series().measure()));
        // One store series may hold months, quarters and years; nobody draws them as one line.
        var byLength =
            part.figures().stream()
                .collect(groupingBy(figure -> figure.period() & 15, TreeMap::new, toList()));
        for (List<Observation> figures : byLength.values()) {
          series(json, measure, part.series(), figures);
        }
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void series(
      JsonGenerator json, Measure measure, Series series, List<Observation> figures)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("indicator", measure.indicatorId());
    json.writeStringField("measure", measure.id());
    json.writeStringField("unit", measure.unit());
    json.writeNumberField("multiplier", measure.multiplier());
    json.writeNumberField("decimals", measure.decimals());
    json.writeObjectFieldStart("area");
    json.writeStringField("id", series.areaId());
    json.writeStringField("nameVi", series.areaNameVi());
    if (series.areaNameEn() != null) {
      json.writeStringField("nameEn", series.areaNameEn());
    }
    json.writeEndObject();
    json.writeObjectFieldStart("breakdowns");
    for (Map.Entry<String, String> code : series.breakdowns().entrySet()) {
      json.writeStringField(code.getKey(), code.getValue());
    }
    json.writeEndObject();
    json.writeStringField("valueType", series.valueType());
    if (!series.variant().isEmpty()) {
      json.writeStringField("variant", series.variant());
    }
    json.writeStringField("accumulation", series.accumulation());
    json.writeStringField("frequency", frequency(figures.getFirst()));
    json.writeObjectFieldStart("common");
    for (Attribute attribute : Attribute.values()) {
      Object value = attribute.of(figures.getFirst());
      if (isCommon(attribute, figures) && !attribute.isUnspoken(value)) {
        json.writeFieldName(attribute.one());
        value(json, value);
      }
    }
    json.writeEndObject();
    json.writeArrayFieldStart("periods");
    for (Observation figure : figures) {
      json.writeString(Period.fromCode(figure.period()).format());
    }
    json.writeEndArray();
    json.writeArrayFieldStart("values");
    for (Observation figure : figures) {
      if (figure.value() == null) {
        json.writeNull();
      } else {
        json.writeNumber(figure.value());
      }
    }
    json.writeEndArray();
    for (Attribute attribute : Attribute.values()) {
      if (!isCommon(attribute, figures)) {
        json.writeArrayFieldStart(attribute.all());
        for (Observation figure : figures) {
          value(json, attribute.of(figure));
        }
        json.writeEndArray();
      }
    }
    json.writeEndObject();
  }

  static String frequency(Observation figure) {
    return Period.fromCode(figure.period()).frequency().id();
  }

  private static boolean isCommon(Attribute attribute, List<Observation> figures) {
    Observation first = figures.getFirst();
    for (Observation figure : figures) {
      if (!figure.attributes().equals(first.attributes())
          && !Objects.equals(attribute.of(first), attribute.of(figure))) {
        return false;
      }
    }
    return true;
  }

  private static void value(JsonGenerator json, @Nullable Object value) throws IOException {
    switch (value) {
      case null -> json.writeNull();
      case Boolean yes -> json.writeBoolean(yes);
      case Integer number -> json.writeNumber(number);
      default -> json.writeString(value.toString());
    }
  }
}
