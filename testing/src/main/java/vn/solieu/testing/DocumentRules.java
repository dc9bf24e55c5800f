package vn.solieu.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What every API document of the platform tells of every operation, whoever serves it. */
public final class DocumentRules {

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

  private void check(String operation, JsonNode described, String status, JsonNode answer) {
    String place = operation + " " + status;
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
