package vn.solieu.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What the API document of every service says about each of its operations. */
public final class DocumentRules {

  /** As an item of a list of Markdown. */
  private static final Pattern COLUMN = Pattern.compile("(?m)^- `([^`]+)`: ");

  private final JsonNode document;
  private final List<String> broken = new ArrayList<>();

  private DocumentRules(JsonNode document) {
    this.document = document;
  }

  /** The rules that the document breaks, each with its operation. */
  public static List<String> broken(JsonNode document) {
    DocumentRules rules = new DocumentRules(document);
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        rules.check(operation.getKey() + " " + path.getKey(), operation.getValue());
        for (Map.Entry<String, JsonNode> answer :
            operation.getValue().path("responses").properties()) {
          rules.check(
              operation.getKey() + " " + path.getKey(),
              operation.getValue(),
              answer.getKey(),
              rules.resolved(answer.getValue()));
        }
      }
    }
    return List.copyOf(rules.broken);
  }

  /**
   * The schemas of answers, bodies and parameters, and those among the components, that take
   * anything: they tell whoever generates a client nothing.
   */
  public static List<String> untyped(JsonNode document) {
    DocumentRules rules = new DocumentRules(document);
    for (Map.Entry<String, JsonNode> schema : document.at("/components/schemas").properties()) {
      rules.checkTyped("schema " + schema.getKey(), schema.getValue());
    }
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        rules.checkOperation(operation.getKey() + " " + path.getKey(), operation.getValue());
      }
    }
    return List.copyOf(rules.broken);
  }

  private void check(String operation, JsonNode described) {
    must(described.has("security"), operation + ": does not say whether it takes a token");
    must(
        !takes(described, "Idempotency-Key")
            || described.path("description").asText().contains("`Idempotency-Key` is required"),
        operation + ": does not say that it needs a key");
  }

  private void check(String operation, JsonNode described, String status, JsonNode answer) {
    String place = operation + " " + status;
    JsonNode csv = answer.path("content").path("text/csv");
    must(
        csv.isMissingNode() || !columns(resolved(csv.path("schema"))).isEmpty(),
        place + ": its columns are not described");
    if (status.startsWith("4") || status.startsWith("5")) {
      String schema =
          answer
              .path("content")
              .path("application/problem+json")
              .path("schema")
              .path("$ref")
              .asText();
      must(schema.equals("#/components/schemas/Problem"), place + ": is not a problem");
    }
    switch (status) {
      case "200" ->
          must(
              !takes(described, "cursor") || sends(answer, "Link"),
              place + ": does not tell of the next page");
      case "201", "302" -> must(sends(answer, "Location"), place + ": does not say where");
      case "304" -> {
        must(takes(described, "If-None-Match"), place + ": nothing asks for it");
        must(sends(answer, "ETag"), place + ": has no tag");
      }
      case "401" -> must(sends(answer, "WWW-Authenticate"), place + ": names no scheme");
      case "412" ->
          must(
              takes(described, "If-Match") || takes(described, "If-None-Match"),
              place + ": nothing asks for it");
      case "429", "503" ->
          must(sends(answer, "Retry-After"), place + ": does not say for how long");
      default -> {
        // Nothing more is asked of it.
      }
    }
  }

  private void checkOperation(String operation, JsonNode described) {
    for (JsonNode parameter : described.path("parameters")) {
      JsonNode taken = resolved(parameter);
      checkTyped(operation + " " + taken.path("name").asText(), taken.path("schema"));
    }
    checkContent(operation + " body", resolved(described.path("requestBody")));
    for (Map.Entry<String, JsonNode> answer : described.path("responses").properties()) {
      checkContent(operation + " " + answer.getKey(), resolved(answer.getValue()));
    }
  }

  /** The columns that a schema of CSV describes, in their order. */
  public static List<String> columns(JsonNode csv) {
    return COLUMN
        .matcher(csv.path("description").asText())
        .results()
        .map(column -> column.group(1))
        .toList();
  }

  private void checkContent(String place, JsonNode described) {
    for (Map.Entry<String, JsonNode> media : described.path("content").properties()) {
      checkTyped(place + " " + media.getKey(), media.getValue().path("schema"));
    }
  }

  private void checkTyped(String place, JsonNode schema) {
    if (schema.isBoolean()) {
      must(!schema.asBoolean(), place + ": may be anything");
      return;
    }
    boolean elsewhere = schema.has("$ref");
    for (String of : List.of("allOf", "anyOf", "oneOf")) {
      elsewhere |= !schema.path(of).isEmpty();
      schema.path(of).forEach(one -> checkTyped(place + " " + of, one));
    }
    must(elsewhere || schema.has("type") || schema.has("enum"), place + ": has no type");
    must(!isOf("array", schema) || schema.has("items"), place + ": has no items");
    must(
        !isOf("object", schema)
            || elsewhere
            || !schema.path("properties").isEmpty()
            || schema.has("additionalProperties"),
        place + ": has no members");
    schema
        .path("properties")
        .properties()
        .forEach(member -> checkTyped(place + "." + member.getKey(), member.getValue()));
    for (String of : List.of("items", "additionalProperties")) {
      if (schema.has(of)) {
        checkTyped(place + " " + of, schema.get(of));
      }
    }
  }

  private static boolean isOf(String type, JsonNode schema) {
    for (JsonNode one : schema.path("type")) {
      if (one.asText().equals(type)) {
        return true;
      }
    }
    return schema.path("type").asText().equals(type);
  }

  private void must(boolean holds, String otherwise) {
    if (!holds) {
      broken.add(otherwise);
    }
  }

  private boolean takes(JsonNode operation, String parameter) {
    for (JsonNode taken : operation.path("parameters")) {
      if (resolved(taken).path("name").asText().equalsIgnoreCase(parameter)) {
        return true;
      }
    }
    return false;
  }

  private boolean sends(JsonNode answer, String header) {
    JsonNode sent = resolved(answer.path("headers").path(header));
    return sent.hasNonNull("description") && sent.path("schema").hasNonNull("type");
  }

  private JsonNode resolved(JsonNode node) {
    JsonNode found = node;
    while (found.has("$ref")) {
      found = document.at(found.get("$ref").asText().substring(1));
    }
    return found;
  }
}
