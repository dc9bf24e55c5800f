package vn.solieu.platform.http;

import static com.fasterxml.jackson.databind.cfg.CoercionAction.Fail;
import static com.fasterxml.jackson.databind.cfg.CoercionInputShape.Boolean;
import static com.fasterxml.jackson.databind.cfg.CoercionInputShape.EmptyArray;
import static com.fasterxml.jackson.databind.cfg.CoercionInputShape.EmptyString;
import static com.fasterxml.jackson.databind.cfg.CoercionInputShape.Float;
import static com.fasterxml.jackson.databind.cfg.CoercionInputShape.Integer;
import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.bounds.Bounds;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.problem.Violation;
import vn.solieu.platform.problem.Violations;
import vn.solieu.platform.time.Dates;
import vn.solieu.platform.time.Instants;

/**
 * Reads JSON bodies strictly: no unknown member, no member twice, no number for a string, nothing
 * empty for nothing at all, nothing behind the end. What is no JSON ends the reading; every other
 * error is reported at once, by pointer. Answers that we get from others are not read by it: they
 * may grow. Beyond {@link Bounds} it makes nothing of what was sent.
 */
@Provider
@ConstrainedTo(RuntimeType.SERVER)
@Consumes({MediaType.APPLICATION_JSON, "application/*+json"})
public class JsonBodies implements MessageBodyReader<Object> {

  /** In bytes. */
  public static final int LONGEST = Bounds.BODY_BYTES;

  /** Each error found costs one more reading, so a large body is read again a few times only. */
  private static final int MOST_ERRORS = 50;

  private static final int MOST_BYTES_AGAIN = 4 * LONGEST;

  private final ObjectMapper json;

  JsonBodies(ObjectMapper shared) {
    json = shared.copy();
    json.configure(MapperFeature.ALLOW_COERCION_OF_SCALARS, false)
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature())
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
    json.setDefaultLeniency(false)
        .registerModule(
            new SimpleModule("solieu-bodies").setDeserializerModifier(new ExactEnums()));
    json.coercionConfigDefaults().setCoercion(EmptyString, Fail).setCoercion(EmptyArray, Fail);
    json.coercionConfigFor(LogicalType.Textual)
        .setCoercion(Integer, Fail)
        .setCoercion(Float, Fail)
        .setCoercion(Boolean, Fail);
  }

  @Override
  public boolean isReadable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return !type.isAssignableFrom(String.class)
        && !type.isAssignableFrom(byte[].class)
        && !InputStream.class.isAssignableFrom(type);
  }

  /**
   * @throws ProblemException 400 with what is wrong, 413 when it is longer than {@value #LONGEST}
   *     bytes
   */
  @Override
  public Object readFrom(
      Class<Object> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, String> headers,
      InputStream in)
      throws IOException {
    byte[] body = in.readNBytes(LONGEST + 1);
    if (body.length > LONGEST) {
      throw RequestHead.contentTooLarge(LONGEST);
    }
    JavaType target = json.constructType(genericType);
    Object value;
    try {
      withinBounds(body);
      value = body.length == 0 ? null : json.readerFor(target).readValue(body);
    } catch (JsonMappingException e) {
      throw everythingWrong(body, json.readerFor(target));
    } catch (JsonProcessingException e) {
      throw noJson(e);
    }
    if (value == null) {
      throw malformed()
          .with(
              Violation.at(
                  "",
                  "required",
                  LocalizedText.of("Thiếu nội dung JSON.", "A JSON body is needed.")));
    }
    return value;
  }

  private void withinBounds(byte[] body) throws IOException {
    try (JsonParser parser = json.createParser(body)) {
      Violations beyond = BodyScan.of(parser);
      if (!beyond.isEmpty()) {
        throw malformed().with(beyond.list());
      }
    }
  }

  /** Reads again and again, each time without what was wrong, until nothing new is found. */
  private ProblemException everythingWrong(byte[] body, ObjectReader reader) throws IOException {
    JsonNode tree;
    try {
      tree = json.readTree(body);
    } catch (JsonProcessingException e) {
      return noJson(e);
    }
    Violations found = new Violations();
    Set<JsonPointer> seen = new HashSet<>();
    int most = Math.clamp(MOST_BYTES_AGAIN / body.length, 1, MOST_ERRORS);
    while (found.total() < most) {
      try {
        reader.readValue(tree);
        break;
      } catch (JsonMappingException e) {
        JsonPointer place = place(e);
        if (!seen.add(place)) {
          break;
        }
        describe(e, place, tree.at(place).isMissingNode(), found);
        if (!replace(tree, place, harmless(e))) {
          break;
        }
      }
    }
    return malformed().with(found.list());
  }

  private void describe(
      JsonMappingException e, JsonPointer place, boolean missing, Violations found) {
    if (e.getCause() instanceof ProblemException refused) {
      refused.violations().forEach(found::add);
      if (!refused.violations().isEmpty()) {
        return;
      }
      found.add(Violation.at(place.toString(), "value", refused.detail()));
    } else if (e instanceof UnrecognizedPropertyException unrecognized) {
      found.add(Violation.at(place.toString(), "unknown-member", unknown(unrecognized)));
    } else if (missing) {
      found.add(
          Violation.at(
              place.toString(),
              "required",
              LocalizedText.of("Thiếu trường này.", "It is missing.")));
    } else {
      found.add(Violation.at(place.toString(), "type", expected(e)));
    }
  }

  private static LocalizedText unknown(UnrecognizedPropertyException e) {
    String members =
        e.getKnownPropertyIds().stream().map(String::valueOf).sorted().collect(joining(", "));
    return LocalizedText.of(
        "Không có trường này; có: " + members + ".",
        "There is no such member; there are: " + members + ".");
  }

  private LocalizedText expected(JsonMappingException e) {
    Class<?> type =
        e instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
    if (type != null && type.isEnum()) {
      String values =
          Arrays.stream(type.getEnumConstants())
              .map(constant -> json.convertValue(constant, String.class))
              .collect(joining(", "));
      return LocalizedText.of(
          "Phải là một trong: " + values + ".", "Must be one of: " + values + ".");
    }
    if (type == OffsetDateTime.class && e instanceof InvalidFormatException wrong) {
      return Instants.fault(String.valueOf(wrong.getValue()));
    }
    if (type == LocalDate.class && e instanceof InvalidFormatException wrong) {
      return Dates.fault(String.valueOf(wrong.getValue()));
    }
    return LocalizedText.of(
        "Giá trị không đúng kiểu theo tài liệu API.",
        "The value is not of the type that the API document says.");
  }

  private static JsonPointer place(JsonMappingException e) {
    JsonPointer place = JsonPointer.empty();
    for (JsonMappingException.Reference step : e.getPath()) {
      place =
          step.getFieldName() == null
              ? place.appendIndex(Math.max(0, step.getIndex()))
              : place.appendProperty(step.getFieldName());
    }
    return place;
  }

  /** What stands in for a value that was wrong; null where the member is to be left out. */
  private static @Nullable JsonNode harmless(JsonMappingException e) {
    Class<?> type =
        e instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
    if (type == null || !type.isPrimitive() || e instanceof UnrecognizedPropertyException) {
      return null;
    }
    return type == boolean.class ? BooleanNode.FALSE : IntNode.valueOf(0);
  }

  private static boolean replace(JsonNode tree, JsonPointer place, @Nullable JsonNode value) {
    if (place.matches()) {
      return false;
    }
    JsonPointer last = place.last();
    switch (tree.at(place.head())) {
      case ObjectNode object when value == null -> object.remove(last.getMatchingProperty());
      case ObjectNode object -> object.set(last.getMatchingProperty(), value);
      case ArrayNode array when last.getMatchingIndex() < array.size() ->
          array.set(last.getMatchingIndex(), value == null ? NullNode.instance : value);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static ProblemException noJson(JsonProcessingException e) {
    var at = e.getLocation();
    String line = at == null ? "?" : String.valueOf(at.getLineNr());
    String column = at == null ? "?" : String.valueOf(at.getColumnNr());
    return malformed()
        .with(
            Violation.at(
                "",
                "syntax",
                LocalizedText.of(
                    "Không phải JSON đúng cú pháp: dòng " + line + ", cột " + column + ".",
                    "Not well-formed JSON: line " + line + ", column " + column + ".")));
  }

  private static ProblemException malformed() {
    return new ProblemException(
        ProblemType.MALFORMED_REQUEST,
        LocalizedText.of(
            "Nội dung không đọc được; xem errors.", "The content cannot be read; see errors."));
  }
}
