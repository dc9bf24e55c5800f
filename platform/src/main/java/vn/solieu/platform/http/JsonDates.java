package vn.solieu.platform.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Optional;
import vn.solieu.platform.time.Dates;

/**
 * Days in all JSON that is read, bodies, events and stored documents alike: taken as {@link
 * Dates#find} reads them. Jackson's own reader cuts an instant to its day in UTC, which in Viet Nam
 * is the day before, and takes arrays and empty texts.
 */
@Singleton
class JsonDates implements ObjectMapperCustomizer {

  /** Last: what is registered later goes first. */
  @Override
  public int priority() {
    return MINIMUM_PRIORITY;
  }

  @Override
  public void customize(ObjectMapper mapper) {
    mapper.registerModule(
        new SimpleModule("solieu-dates").addDeserializer(LocalDate.class, new Reader()));
  }

  private static final class Reader extends StdScalarDeserializer<LocalDate> {
    private static final long serialVersionUID = 1;

    Reader() {
      super(LocalDate.class);
    }

    @Override
    public LocalDate deserialize(JsonParser json, DeserializationContext context)
        throws IOException {
      if (!json.hasToken(JsonToken.VALUE_STRING)) {
        return (LocalDate) context.handleUnexpectedToken(LocalDate.class, json);
      }
      Optional<LocalDate> day = Dates.find(json.getText());
      return day.isPresent()
          ? day.get()
          : (LocalDate)
              context.handleWeirdStringValue(
                  LocalDate.class, json.getText(), "a day is YYYY-MM-DD");
    }
  }
}
