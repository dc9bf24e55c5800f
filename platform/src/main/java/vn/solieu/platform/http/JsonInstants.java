package vn.solieu.platform.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import vn.solieu.platform.time.Instants;

/**
 * Instants in all JSON that is read and written, answers and events alike: taken as {@link
 * Instants#find} reads them, given as {@link Instants#format} writes them, however they came out of
 * the database.
 */
@Singleton
class JsonInstants implements ObjectMapperCustomizer {

  /** Last: what is registered later goes first. */
  @Override
  public int priority() {
    return MINIMUM_PRIORITY;
  }

  @Override
  public void customize(ObjectMapper mapper) {
    mapper.registerModule(
        new SimpleModule("solieu-instants")
            .addSerializer(new OfOffsetDateTime())
            .addSerializer(new OfInstant())
            .addDeserializer(OffsetDateTime.class, new Reader()));
  }

  private static final class OfOffsetDateTime extends StdScalarSerializer<OffsetDateTime> {
    private static final long serialVersionUID = 1;

    OfOffsetDateTime() {
      super(OffsetDateTime.class);
    }

    @Override
    public void serialize(OffsetDateTime instant, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(Instants.format(instant));
    }
  }

  private static final class OfInstant extends StdScalarSerializer<Instant> {
    private static final long serialVersionUID = 1;

    OfInstant() {
      super(Instant.class);
    }

    @Override
    public void serialize(Instant instant, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(Instants.format(Instants.local(instant)));
    }
  }

  private static final class Reader extends StdScalarDeserializer<OffsetDateTime> {
    private static final long serialVersionUID = 1;

    Reader() {
      super(OffsetDateTime.class);
    }

    @Override
    public OffsetDateTime deserialize(JsonParser json, DeserializationContext context)
        throws IOException {
      if (!json.hasToken(JsonToken.VALUE_STRING)) {
        return (OffsetDateTime) context.handleUnexpectedToken(OffsetDateTime.class, json);
      }
      Optional<OffsetDateTime> instant = Instants.find(json.getText());
      return instant.isPresent()
          ? instant.get()
          : (OffsetDateTime)
              context.handleWeirdStringValue(
                  OffsetDateTime.class, json.getText(), "an instant is RFC 3339 with its offset");
    }
  }
}
