package vn.solieu.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;

/**
 * A schema of an API document as its service has to keep it: a member that the schema does not name
 * is an error. The contract asks callers to ignore such members, so the document itself does not
 * say so.
 */
public final class StrictSchema {

  private final Schema schema;

  private StrictSchema(Schema schema) {
    this.schema = schema;
  }

  /**
   * @param name of the schema among the document's components
   */
  public static StrictSchema of(JsonNode document, String name) {
    if (!document.at("/components/schemas").has(name)) {
      throw new AssertionError("The document has no schema " + name);
    }
    ObjectNode whole = new ObjectMapper().createObjectNode();
    whole.put("$ref", "#/components/schemas/" + name);
    whole.set("components", closed(document.path("components").deepCopy()));
    return new StrictSchema(
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(whole));
  }

  private static JsonNode closed(JsonNode node) {
    if (node instanceof ObjectNode object
        && object.path("properties").isObject()
        && !object.has("additionalProperties")) {
      object.put("additionalProperties", false);
    }
    node.forEach(StrictSchema::closed);
    return node;
  }

  /** What in the JSON is not as the schema says. */
  public List<String> errors(String json) {
    return schema
        .validate(
            json,
            InputFormat.JSON,
            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
        .stream()
        .map(Error::toString)
        .toList();
  }
}
