package vn.solieu.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The merged OpenAPI document as the gateway serves it. */
record Contract(JsonNode document) {

  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

  /** An operation with the parameters of its path and its own. */
  record Operation(String method, String path, JsonNode item, List<JsonNode> parameters) {

    @Override
    public String toString() {
      return method.toUpperCase(Locale.ROOT) + " " + path;
    }

    /** Whether a token is needed: none of the alternatives goes without. */
    boolean isGuarded() {
      JsonNode alternatives = item.path("security");
      for (JsonNode alternative : alternatives) {
        if (alternative.isEmpty()) {
          return false;
        }
      }
      return !alternatives.isEmpty();
    }
  }

  List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> item : path.getValue().properties()) {
        if (METHODS.contains(item.getKey())) {
          List<JsonNode> parameters = new ArrayList<>();
          path.getValue().path("parameters").forEach(it -> parameters.add(resolved(it)));
          item.getValue().path("parameters").forEach(it -> parameters.add(resolved(it)));
          operations.add(
              new Operation(
                  item.getKey(), path.getKey(), item.getValue(), List.copyOf(parameters)));
        }
      }
    }
    return operations;
  }

  JsonNode resolved(JsonNode node) {
    JsonNode found = node;
    while (found.has("$ref")) {
      found = document.at(found.get("$ref").asText().substring(1));
    }
    return found;
  }

  /** Those of a parameter, a media type or a schema; empty when it has none. */
  List<JsonNode> examplesOf(JsonNode described) {
    List<JsonNode> examples = new ArrayList<>();
    if (described.has("example")) {
      examples.add(described.get("example"));
    }
    for (JsonNode example : described.path("examples")) {
      // A list of values in a schema, named objects elsewhere.
      examples.add(described.path("examples").isArray() ? example : resolved(example).get("value"));
    }
    return examples;
  }

  /**
   * What a parameter may be tried with: its examples, or all of the few values that it may have.
   */
  List<JsonNode> valuesOf(JsonNode parameter) {
    List<JsonNode> examples = examplesOf(parameter);
    JsonNode schema = resolved(parameter.path("schema"));
    if (examples.isEmpty()) {
      examples = examplesOf(schema);
    }
    if (examples.isEmpty()) {
      schema.path("enum").forEach(examples::add);
    }
    return examples;
  }

  /** What is wrong with a value by its schema. */
  List<String> errors(JsonNode schema, String json) {
    // Its references lead into the document.
    ObjectNode whole = Api.JSON.createObjectNode();
    whole.setAll((ObjectNode) schema);
    whole.set("components", document.path("components"));
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(whole)
        .validate(
            json,
            InputFormat.JSON,
            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
        .stream()
        .map(Object::toString)
        .toList();
  }

  /** Every schema of the document, however deep, with the place where it stands. */
  Stream<Map.Entry<String, JsonNode>> schemas() {
    List<Map.Entry<String, JsonNode>> schemas = new ArrayList<>();
    for (Map.Entry<String, JsonNode> named : document.at("/components/schemas").properties()) {
      collect(named.getKey(), named.getValue(), schemas);
    }
    return schemas.stream();
  }

  private static void collect(
      String place, JsonNode schema, List<Map.Entry<String, JsonNode>> schemas) {
    schemas.add(Map.entry(place, schema));
    schema
        .path("properties")
        .properties()
        .forEach(member -> collect(place + "." + member.getKey(), member.getValue(), schemas));
    if (schema.path("items").isObject()) {
      collect(place + "[]", schema.get("items"), schemas);
    }
  }
}
