package vn.solieu.platform.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.lang.reflect.Type;

/** Documents as the database keeps them, and as SQL takes them apart: bind as {@code ?::jsonb}. */
@Singleton
public class Jsonb {

  private final ObjectMapper json;

  Jsonb(ObjectMapper json) {
    this.json = json;
  }

  public String write(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Not writable as JSON", e);
    }
  }

  /**
   * @throws IllegalStateException when what was stored does not fit the type any more
   */
  public <T> T read(String stored, Class<T> type) {
    return read(stored, (Type) type);
  }

  /**
   * The same of a type with parameters.
   *
   * @param type of the result; that it is T, the caller knows
   */
  <T> T read(String stored, Type type) {
    try {
      return json.readValue(stored, json.constructType(type));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A stored document cannot be read", e);
    }
  }
}
