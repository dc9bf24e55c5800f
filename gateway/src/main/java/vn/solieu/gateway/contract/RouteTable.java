package vn.solieu.gateway.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which service answers which request: the allow-list read from the merged contract. What is not in
 * the contract is not reachable, so a service's health or internal paths can never leak through.
 */
public final class RouteTable {

  /** The answer to "who serves this request?" */
  public sealed interface Match {}

  public record Served(String service, String template) implements Match {}

  /** The path exists, the method does not (RFC 9110 §15.5.6: the answer names what is allowed). */
  public record MethodNotAllowed(Set<String> allowed, String template) implements Match {}

  public record Unknown() implements Match {}

  private record Entry(
      String template, Pattern pattern, int variables, String service, Set<String> methods) {}

  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "patch", "head");

  /** No step to another place, and nothing that a service would not take for part of it. */
  private static final String VARIABLE = "(?!\\.{1,2}(?:/|$))[^/;]+";

  /** Literal paths first: {@code /v1/releases.ics} is no {@code /v1/releases/{id}}. */
  private final List<Entry> entries;

  private RouteTable(List<Entry> entries) {
    this.entries = entries;
  }

  public static RouteTable of(JsonNode contract) {
    List<Entry> entries = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : contract.path("paths").properties()) {
      JsonNode owner = path.getValue().path(ContractMerge.OWNER);
      if (owner.isTextual()) {
        entries.add(entry(path.getKey(), path.getValue(), owner.asText()));
      }
    }
    entries.sort(Comparator.comparingInt(Entry::variables));
    return new RouteTable(List.copyOf(entries));
  }

  private static Entry entry(String template, JsonNode item, String service) {
    List<String> segments = List.of(template.substring(1).split("/", -1));
    String pattern =
        segments.stream()
            .map(segment -> segment.startsWith("{") ? VARIABLE : Pattern.quote(segment))
            .collect(Collectors.joining("/", "/", ""));
    int variables = (int) segments.stream().filter(segment -> segment.startsWith("{")).count();
    Set<String> methods = new TreeSet<>();
    item.fieldNames()
        .forEachRemaining(
            name -> {
              if (METHODS.contains(name)) {
                methods.add(name.toUpperCase(Locale.ROOT));
              }
            });
    if (methods.contains("GET")) {
      methods.add("HEAD");
    }
    return new Entry(template, Pattern.compile(pattern), variables, service, methods);
  }

  public Match match(String method, String path) {
    Set<String> allowed = new TreeSet<>();
    String template = "";
    for (Entry entry : entries) {
      if (entry.pattern().matcher(path).matches()) {
        if (entry.methods().contains(method)) {
          return new Served(entry.service(), entry.template());
        }
        template = entry.template();
        allowed.addAll(entry.methods());
      }
    }
    return allowed.isEmpty() ? new Unknown() : new MethodNotAllowed(allowed, template);
  }
}
