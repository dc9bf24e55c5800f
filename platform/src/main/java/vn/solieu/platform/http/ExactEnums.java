package vn.solieu.platform.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import java.io.IOException;

/** The words of an enumeration as they are written: Jackson strips the spaces around them. */
final class ExactEnums extends BeanDeserializerModifier {

  private static final long serialVersionUID = 1;

  @Override
  public JsonDeserializer<?> modifyEnumDeserializer(
      DeserializationConfig config,
      JavaType type,
      BeanDescription description,
      JsonDeserializer<?> deserializer) {
    return new Exact(deserializer);
  }

  private static final class Exact extends DelegatingDeserializer {

    private static final long serialVersionUID = 1;

    Exact(JsonDeserializer<?> words) {
      super(words);
    }

    @Override
    protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> words) {
      return new Exact(words);
    }

    @Override
    public Object deserialize(JsonParser json, DeserializationContext context) throws IOException {
      if (json.hasToken(JsonToken.VALUE_STRING)) {
        String word = json.getText();
        if (!word.equals(word.strip())) {
          return context.handleWeirdStringValue(handledType(), word, "spaces around the word");
        }
      }
      return super.deserialize(json, context);
    }
  }
}
