package vn.solieu.testing.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An operation of an OpenAPI document.
 *
 * @param path with its parameters in braces
 * @param bodies by media type, each with its schema and examples; none where it takes no body
 */
record Operation(
    String method, String path, List<Parameter> parameters, Map<String, JsonNode> bodies) {

  /**
   * @param in path, query or header
   */
  record Parameter(String name, String in, boolean required, JsonNode schema, JsonNode example) {}

  boolean isRead() {
    return method.equals("GET");
  }

  /** Whether it can be asked for without knowing anything. */
  boolean isList() {
    return isRead()
        && !path.contains("{")
        && parameters.stream().noneMatch(parameter -> parameter.required());
  }

  static List<Operation> allOf(JsonNode document) {
    List<Operation> all = new ArrayList<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        operation ->
                            all.add(of(operation.getKey(), path.getKey(), operation.getValue()))));
    return List.copyOf(all);
  }

  private static Operation of(String method, String path, JsonNode operation) {
    List<Parameter> parameters = new ArrayList<>();
    for (JsonNode parameter : operation.path("parameters")) {
      parameters.add(
          new Parameter(
              parameter.path("name").asText(),
              parameter.path("in").asText(),
              parameter.path("required").asBoolean(),
              parameter.path("schema"),
              parameter.path("example")));
    }
    Map<String, JsonNode> bodies = new LinkedHashMap<>();
    operation
        .path("requestBody")
        .path("content")
        .properties()
        .forEach(content -> bodies.put(content.getKey(), content.getValue()));
    return new Operation(method.toUpperCase(Locale.ROOT), path, List.copyOf(parameters), bodies);
  }
}
