package vn.solieu.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The contract of an event type, {@code contracts/events/<type>.schema.json}, for the tests of both
 * sides.
 *
 * <p>A producer gives what it wrote to {@link #assertWritten}. A consumer reads each of {@link
 * #samples} and {@link #samplesOfTomorrow} into the record that it declares.
 */
public final class EventContract {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Pattern INSTANT = Pattern.compile("\"\\d{4}-\\d{2}-\\d{2}T\\d{2}:[^\"]*\"");
  private static final Pattern LOCAL =
      Pattern.compile("\"[-0-9]{10}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,6})?\\+07:00\"");

  private final String type;
  private final JsonNode schema;

  private EventContract(String type, JsonNode schema) {
    this.type = type;
    this.schema = schema;
  }

  /**
   * The contract of a type, checked against the rules that all of them keep.
   *
   * @throws AssertionError when there is none, or it breaks a rule, or its own samples do not fit
   *     it
   */
  public static EventContract of(String type) {
    Path file = directory().resolve(type + ".schema.json");
    try {
      var contract = new EventContract(type, JSON.readTree(Files.readString(file)));
      contract.assertKeepsTheRules();
      return contract;
    } catch (IOException e) {
      throw new AssertionError("No contract of " + type + " at " + file, e);
    }
  }

  /** The types that have a contract. */
  public static List<String> types() {
    try (var files = Files.list(directory())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".schema.json"))
          .map(name -> name.substring(0, name.length() - ".schema.json".length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What a producer writes: fits the schema, has no member that the schema does not describe, and
   * tells instants in the time of Viet Nam.
   */
  public void assertWritten(String json) {
    assertFits(json, closed(schema.deepCopy()));
    List<String> others =
        INSTANT
            .matcher(json)
            .results()
            .map(MatchResult::group)
            .filter(instant -> !LOCAL.matcher(instant).matches())
            .toList();
    if (!others.isEmpty()) {
      throw new AssertionError(type + ": instants end with +07:00: " + others);
    }
  }

  /** The samples of the contract, as JSON. */
  public List<String> samples() {
    List<String> samples = new ArrayList<>();
    schema.path("examples").forEach(sample -> samples.add(sample.toString()));
    return samples;
  }

  /** The samples with members that nobody knows yet, in every object: a consumer reads them too. */
  public List<String> samplesOfTomorrow() {
    List<String> samples = new ArrayList<>();
    schema.path("examples").forEach(sample -> samples.add(grown(sample.deepCopy()).toString()));
    return samples;
  }

  private void assertKeepsTheRules() {
    if (!schema.path("$id").asText().equals("urn:solieu:schema:" + type)) {
      throw new AssertionError(type + ": $id has to be urn:solieu:schema:" + type);
    }
    if (schema.path("examples").isEmpty()) {
      throw new AssertionError(type + ": needs a sample under examples");
    }
    if (!schema.findValues("additionalProperties").isEmpty()) {
      throw new AssertionError(type + ": stays open, so that members can be added");
    }
    if (schema.findValues("type").stream().anyMatch(EventContract::isNumber)) {
      throw new AssertionError(type + ": no event carries a figure, so no member is a number");
    }
    samples().forEach(this::assertWritten);
  }

  private static boolean isNumber(JsonNode typeKeyword) {
    for (JsonNode name :
        typeKeyword.isArray() ? typeKeyword : JSON.createArrayNode().add(typeKeyword)) {
      if (name.asText().equals("number")) {
        return true;
      }
    }
    return false;
  }

  private void assertFits(String json, JsonNode against) {
    Schema checked =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(against);
    var errors =
        checked.validate(
            json,
            InputFormat.JSON,
            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
    if (!errors.isEmpty()) {
      throw new AssertionError(type + ": " + errors + " in " + json);
    }
  }

  private static JsonNode closed(JsonNode node) {
    if (node instanceof ObjectNode object && object.path("properties").isObject()) {
      object.put("additionalProperties", false);
    }
    node.forEach(EventContract::closed);
    return node;
  }

  private static JsonNode grown(JsonNode node) {
    node.forEach(EventContract::grown);
    if (node instanceof ObjectNode object) {
      object.put("addedText", "later");
      object.put("addedCount", 7);
      object.set("addedList", JSON.createArrayNode().add(1));
      object.set("addedObject", JSON.createObjectNode().put("deep", true));
    }
    return node;
  }

  private static Path directory() {
    Path start = Path.of("").toAbsolutePath();
    for (Path here = start; here != null; here = here.getParent()) {
      Path found = here.resolve("contracts/events");
      if (Files.isDirectory(found)) {
        return found;
      }
    }
    throw new AssertionError("No contracts/events above " + start);
  }
}
