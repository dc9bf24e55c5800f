package vn.solieu.platform.bounds;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.NumberDeserializers.BigDecimalDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Sets the bounds on the application's mapper, of which those for bodies, for other services'
 * answers, for events and for stored documents are copies.
 */
@Singleton
public class BoundedMapper implements ObjectMapperCustomizer {

  @Override
  public void customize(ObjectMapper mapper) {
    mapper.getFactory().setStreamReadConstraints(Bounds.json());
    mapper.registerModule(
        new SimpleModule("vn.solieu.bounds").addDeserializer(BigDecimal.class, new Decimals()));
  }

  /** Looks at the text of a number before anything computes with its value. */
  private static final class Decimals extends StdScalarDeserializer<BigDecimal> {

    private static final long serialVersionUID = 1L;

    Decimals() {
      super(BigDecimal.class);
    }

    @Override
    public @Nullable BigDecimal deserialize(JsonParser json, DeserializationContext context)
        throws IOException {
      if (json.currentToken().isNumeric()) {
        return Bounds.number(json.getText()).orElseThrow(() -> beyond(context));
      }
      BigDecimal coerced = BigDecimalDeserializer.instance.deserialize(json, context);
      if (coerced != null && !Bounds.holds(coerced)) {
        throw beyond(context);
      }
      return coerced;
    }

    /** Without the number: it could fill a log. */
    private static IOException beyond(DeserializationContext context) {
      return context.weirdStringException(
          "", BigDecimal.class, "more than " + Bounds.DIGITS + " digits");
    }
  }
}
