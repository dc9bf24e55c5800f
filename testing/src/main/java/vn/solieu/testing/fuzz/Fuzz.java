package vn.solieu.testing.fuzz;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.databind.util.RawValue;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.solieu.testing.OpenApiContract;
import vn.solieu.testing.StrictSchema;

/**
 * Sends requests that a seed and the API document of a service make: every operation, by every
 * caller, with values right, nearly right and absurd. Promised of the answers: none is a 5xx, every
 * refusal is a problem as the document describes it, none repeats what was absurdly long, and what
 * was taken breaks no list.
 *
 * <p>{@code -Dfuzz.seed} sends others, {@code -Dfuzz.requests} more. What fails is printed as it
 * was sent, with the number of the request and the seed.
 */
public final class Fuzz {

  /** Who calls: what stands in {@code Authorization}, nothing for nobody. */
  public record Caller(String name, @Nullable String authorization) {

    public static Caller nobody() {
      return new Caller("nobody", null);
    }

    public static Caller bearer(String name, String token) {
      return new Caller(name, "Bearer " + token);
    }
  }

  /** No answer takes longer, however busy the machine is. */
  private static final Duration LONGEST = Duration.ofSeconds(20);

  /** Of an answer that refuses: a thousand errors with their texts. */
  private static final int LARGEST_REFUSAL = 2 * 1024 * 1024;

  /** What holds a document while places in it are spoilt, the document itself among them. */
  private static final String WHOLE = "the whole document";

  private static final int MOST_FAILURES = 15;
  private static final int MOST_KNOWN = 400;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern CURSOR = Pattern.compile("[?&]cursor=([A-Za-z0-9_-]+)");

  private final URI base;
  private final JsonNode document;
  private final StrictSchema problem;
  private final List<Operation> operations;
  private final List<Caller> callers;
  private final List<String> known;
  private final Map<String, String> tags = new LinkedHashMap<>();
  private final Map<String, List<String>> cursors = new LinkedHashMap<>();
  private final Map<String, String> failures = new LinkedHashMap<>();
  private final Map<Integer, Integer> statuses = new TreeMap<>();
  private final Map<String, List<Integer>> behind = new HashMap<>();

  private Fuzz(URI base, JsonNode document, List<Caller> callers, List<String> known) {
    this.base = base;
    this.document = document;
    this.problem = StrictSchema.of(document, "Problem");
    this.operations = Operation.allOf(document);
    this.callers = callers;
    this.known = new ArrayList<>(known);
  }

  /**
   * @param service whose committed contract is played
   * @param known words that mean something to it: ids, codes
   */
  public static Fuzz of(String service, URI base, List<Caller> callers, List<String> known) {
    return of(base, OpenApiContract.of(service).committed(), callers, known);
  }

  static Fuzz of(URI base, String document, List<Caller> callers, List<String> known) {
    try {
      return new Fuzz(base, new ObjectMapper(new YAMLFactory()).readTree(document), callers, known);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("No OpenAPI document", e);
    }
  }

  /** The statuses with which an operation may answer when a service behind it is away. */
  public Fuzz mayFail(String method, String path, Integer... statuses) {
    behind.put(method + " " + path, List.of(statuses));
    return this;
  }

  /**
   * @throws AssertionError with each kind of failure once
   */
  public void run(long seed, int requests) {
    long from = Long.getLong("fuzz.seed", seed);
    int count = Integer.getInteger("fuzz.requests", requests);
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      for (int number = 0; number < count && failures.size() < MOST_FAILURES; number++) {
        new Try(client, from, number).send();
      }
      for (Operation operation : operations) {
        if (operation.isList()) {
          for (Caller caller : callers) {
            listStillAnswers(client, operation, caller, from);
          }
        }
      }
    }
    if (statuses.getOrDefault(200, 0) < count / 20) {
      failures.put("nowhere", "Hardly a request was taken: " + statuses);
    }
    if (!failures.isEmpty()) {
      throw new AssertionError(
          "%d kinds of failure, seed %d:\n\n%s"
              .formatted(failures.size(), from, String.join("\n\n", failures.values())));
    }
  }

  private void listStillAnswers(HttpClient client, Operation list, Caller caller, long seed) {
    boolean paged = list.parameters().stream().anyMatch(p -> p.name().equals("limit"));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(list.path() + (paged ? "?limit=1000" : "")))
            .timeout(LONGEST);
    if (caller.authorization() != null) {
      request.header("Authorization", caller.authorization());
    }
    try {
      HttpResponse<byte[]> answer = client.send(request.build(), BodyHandlers.ofByteArray());
      if (answer.statusCode() >= 500) {
        failures.putIfAbsent(
            "list " + list.path(),
            "After all (seed %d), GET %s by %s is answered %d: %s"
                .formatted(
                    seed, list.path(), caller.name(), answer.statusCode(), shown(answer.body())));
      }
    } catch (IOException e) {
      throw new AssertionError("No answer to GET " + list.path(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static String shown(byte[] body) {
    return new String(body, 0, Math.min(body.length, 1_500), UTF_8);
  }

  /** One request, made of nothing but the seed, its number, and what was answered before. */
  private final class Try {

    private final HttpClient client;
    private final Random random;
    private final String number;
    private final Operation operation;
    private final Caller caller;
    private final Map<String, String> headers = new LinkedHashMap<>();

    Try(HttpClient client, long seed, int number) {
      this.client = client;
      this.random = new Random(seed * 1_000_003 + number);
      random.nextInt(); // the first numbers of neighbouring seeds are alike
      this.number = "request %d of seed %d".formatted(number, seed);
      this.operation = operations.get(number % operations.size());
      this.caller = pick(callers);
    }

    void send() {
      String path = path();
      String method =
          chance(2)
              ? pick(List.of("GET", "HEAD", "PUT", "POST", "DELETE", "PATCH"))
              : operation.method();
      String body = operation.bodies().isEmpty() ? (chance(3) ? pick(Nasty.BODIES) : null) : body();
      headers(path);
      byte[] bytes = body == null ? new byte[0] : bytes(body);
      HttpRequest.Builder request =
          HttpRequest.newBuilder(base.resolve(path + query()))
              .timeout(LONGEST)
              .method(
                  method,
                  body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(bytes));
      headers.forEach(request::header);
      HttpRequest made = request.build();
      try {
        HttpResponse<byte[]> answer = client.send(made, BodyHandlers.ofByteArray());
        statuses.merge(answer.statusCode(), 1, Integer::sum);
        judge(made, bytes, answer);
        learn(path, answer);
      } catch (IOException e) {
        fail("none", made, bytes, e + ": " + e.getMessage());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError(e);
      }
    }

    private void judge(HttpRequest made, byte[] body, HttpResponse<byte[]> answer) {
      int status = answer.statusCode();
      String type = answer.headers().firstValue("Content-Type").orElse("");
      if (status >= 500 && !mayFail(made.method(), status)) {
        fail(String.valueOf(status), made, body, status + " " + shown(answer.body()));
      } else if (status >= 400
          && !made.method().equals("HEAD")
          && !type.startsWith("application/problem+json")) {
        fail("no problem", made, body, status + " of the type \"" + type + "\"");
      } else if (status >= 400 && answer.body().length > LARGEST_REFUSAL) {
        fail("too long", made, body, status + " with " + answer.body().length + " bytes");
      } else if (status >= 400 && answer.body().length > 0) {
        List<String> errors = problem.errors(new String(answer.body(), UTF_8));
        if (!errors.isEmpty()) {
          fail("not described", made, body, status + " " + errors + " " + shown(answer.body()));
        }
      }
    }

    private boolean mayFail(String method, int status) {
      return behind.getOrDefault(method + " " + operation.path(), List.of()).contains(status);
    }

    private void fail(String kind, HttpRequest made, byte[] body, String what) {
      failures.putIfAbsent(
          kind + " " + operation.method() + " " + operation.path(),
          """
          %s, by %s: %s %s
          %s
          %s
          => %s"""
              .formatted(
                  number,
                  caller.name(),
                  made.method(),
                  made.uri(),
                  headers.entrySet().stream()
                      .filter(header -> !header.getKey().equals("Authorization"))
                      .map(header -> header.getKey() + ": " + cut(header.getValue(), 300))
                      .toList(),
                  cut(new String(body, UTF_8), 1_500),
                  what));
    }

    private static String cut(String text, int longest) {
      return text.length() <= longest
          ? text
          : text.substring(0, longest) + "… (" + text.length() + " characters)";
    }

    /** Ids, tags and cursors are worth more than made up ones. */
    private void learn(String path, HttpResponse<byte[]> answer) {
      answer.headers().firstValue("ETag").ifPresent(tag -> tags.put(path, tag));
      Matcher cursor = CURSOR.matcher(answer.headers().firstValue("Link").orElse(""));
      if (cursor.find()) {
        cursors.computeIfAbsent(path, p -> new ArrayList<>()).add(cursor.group(1));
      }
      if (answer.statusCode() < 300 && answer.body().length < 100_000) {
        try {
          JsonNode read = JSON.readTree(answer.body());
          remember(read.path("id"));
          for (JsonNode item : read.path("items")) {
            remember(item.path("id"));
          }
        } catch (IOException notJson) {
          return;
        }
      }
    }

    private void remember(JsonNode id) {
      if (id.isTextual() && !known.contains(id.asText())) {
        if (known.size() >= MOST_KNOWN) {
          known.remove(MOST_KNOWN / 2);
        }
        known.add(id.asText());
      }
    }

    private String path() {
      Matcher places = Pattern.compile("\\{([^}]+)}").matcher(operation.path());
      StringBuilder path = new StringBuilder();
      int end = 0;
      while (places.find()) {
        path.append(operation.path(), end, places.start());
        end = places.end();
        String name = places.group(1);
        String value =
            operation.parameters().stream()
                .filter(p -> p.in().equals("path") && p.name().equals(name))
                .findFirst()
                .map(this::value)
                .orElse("x");
        // An empty segment or dots would be another address.
        path.append(
            value.isEmpty() || value.chars().allMatch(c -> c == '.') ? "x" : encoded(value));
      }
      return path.append(operation.path().substring(end)).toString();
    }

    private String query() {
      StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
      for (Operation.Parameter parameter : operation.parameters()) {
        if (!parameter.in().equals("query") || !(parameter.required() ? !chance(5) : chance(25))) {
          continue;
        }
        int times = chance(4) ? 2 : 1;
        for (int i = 0; i < times; i++) {
          query.add(encoded(parameter.name()) + "=" + encoded(value(parameter)));
        }
      }
      if (chance(4)) {
        query.add(encoded(pick(Nasty.TEXTS)) + "=" + encoded(pick(Nasty.TEXTS)));
      }
      String made = query.toString();
      return made.length() > 7_000 && !chance(10) ? "" : made;
    }

    private String value(Operation.Parameter parameter) {
      if (parameter.name().equals("cursor")) {
        return cursor();
      }
      if (parameter.name().equals("limit")) {
        return chance(60) ? "1" : pick(Nasty.TEXTS);
      }
      JsonNode schema = resolved(parameter.schema());
      if (schema.has("enum") && chance(80)) {
        return schema.get("enum").get(random.nextInt(schema.get("enum").size())).asText();
      }
      int which = random.nextInt(100);
      if (which < 45 && !known.isEmpty()) {
        return pick(known);
      }
      if (which < 55 && !parameter.example().isMissingNode()) {
        JsonNode example = parameter.example();
        return example.isArray() ? example.path(0).asText() : example.asText();
      }
      return pick(Nasty.TEXTS);
    }

    /** A true one of this list, or with another key, or none. */
    private String cursor() {
      List<String> given = cursors.values().stream().flatMap(List::stream).toList();
      List<String> own = cursors.getOrDefault(operation.path(), given);
      if (own.isEmpty() || chance(20)) {
        return pick(Nasty.TEXTS);
      }
      String cursor = pick(own);
      if (chance(30)) {
        return cursor;
      }
      try {
        ObjectNode read = (ObjectNode) JSON.readTree(Base64.getUrlDecoder().decode(cursor));
        if (chance(20)) {
          read.set("s", raw(pick(Nasty.JSON)));
        }
        ArrayNode keys = (ArrayNode) read.path("k");
        if (!keys.isEmpty()) {
          keys.set(random.nextInt(keys.size()), raw(quoted(pick(Nasty.TEXTS))));
        }
        return Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(JSON.writeValueAsString(read).getBytes(UTF_8));
      } catch (IOException | ClassCastException e) {
        throw new AssertionError("not a cursor: " + cursor, e);
      }
    }

    private void headers(String path) {
      if (caller.authorization() != null) {
        headers.put("Authorization", caller.authorization());
      }
      if (!operation.bodies().isEmpty()) {
        headers.put(
            "Content-Type",
            chance(6) ? pick(Nasty.HEADERS) : pick(List.copyOf(operation.bodies().keySet())));
      }
      for (Operation.Parameter parameter : operation.parameters()) {
        if (!parameter.in().equals("header")) {
          continue;
        }
        String name = parameter.name();
        if (name.equals("If-Match") && tags.containsKey(path) && chance(80)) {
          headers.put(name, tags.get(path));
        } else if (name.equals("Idempotency-Key") && chance(85)) {
          headers.put(name, "fuzz-" + random.nextLong());
        } else if (chance(10)) {
          headers.put(name, pick(Nasty.HEADERS));
        }
      }
      for (String name :
          List.of(
              "Accept",
              "Accept-Language",
              "Accept-Encoding",
              "Range",
              "X-Request-Id",
              "Origin",
              "traceparent")) {
        if (chance(4)) {
          headers.put(name, pick(Nasty.HEADERS));
        }
      }
      if (chance(1)) {
        headers.put("Content-Encoding", pick(Nasty.HEADERS));
      }
    }

    private String body() {
      if (chance(6)) {
        return pick(Nasty.BODIES);
      }
      var taken = pick(List.copyOf(operation.bodies().entrySet()));
      String type = taken.getKey();
      JsonNode content = taken.getValue();
      Optional<JsonNode> example = example(content);
      if (!type.contains("json")) {
        return csv(example.map(JsonNode::asText).orElse(""));
      }
      JsonNode body =
          example.isPresent() && chance(50) ? read(example.get()) : made(content.path("schema"), 0);
      ObjectNode holder = JsonNodeFactory.instance.objectNode();
      holder.set(WHOLE, body);
      for (int i = random.nextInt(4); i > 0; i--) {
        spoil(holder);
      }
      try {
        return JSON.writeValueAsString(holder.get(WHOLE));
      } catch (JsonProcessingException e) {
        throw new AssertionError(e);
      }
    }

    /** Examples of the contract are documents, or texts of documents. */
    private static JsonNode read(JsonNode example) {
      try {
        return example.isTextual() ? JSON.readTree(example.asText()) : example.deepCopy();
      } catch (JsonProcessingException noJson) {
        return example.deepCopy();
      }
    }

    private static Optional<JsonNode> example(JsonNode content) {
      for (JsonNode example : content.path("examples")) {
        return Optional.of(example.path("value"));
      }
      return Optional.ofNullable(content.get("example"));
    }

    private String csv(String example) {
      StringBuilder text = new StringBuilder(example);
      for (int i = random.nextInt(4); i > 0 && !text.isEmpty(); i--) {
        int at = random.nextInt(text.length());
        if (chance(50)) {
          text.insert(at, pick(Nasty.TEXTS));
        } else {
          text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(10)));
        }
      }
      return text.toString();
    }

    /** A document as the schema has it, with values of the examples, known ones, or others. */
    private JsonNode made(JsonNode schema, int depth) {
      JsonNode type = resolved(schema);
      if (depth > 8) {
        return JsonNodeFactory.instance.nullNode();
      }
      if (type.has("enum")) {
        return type.get("enum").get(random.nextInt(type.get("enum").size()));
      }
      if (type.path("examples").size() > 0 && chance(60)) {
        return type.path("examples").get(0).deepCopy();
      }
      return switch (kind(type)) {
        case "object" -> {
          ObjectNode object = JsonNodeFactory.instance.objectNode();
          List<String> required = new ArrayList<>();
          type.path("required").forEach(name -> required.add(name.asText()));
          for (Map.Entry<String, JsonNode> member : type.path("properties").properties()) {
            if (required.contains(member.getKey()) ? !chance(3) : chance(50)) {
              object.set(member.getKey(), made(member.getValue(), depth + 1));
            }
          }
          if (type.path("additionalProperties").isObject()) {
            object.set(pickKnown(), made(type.path("additionalProperties"), depth + 1));
          }
          yield object;
        }
        case "array" -> {
          ArrayNode array = JsonNodeFactory.instance.arrayNode();
          for (int i = random.nextInt(4); i > 0; i--) {
            array.add(made(type.path("items"), depth + 1));
          }
          yield array;
        }
        case "integer" -> raw(pick(List.of("0", "1", "2", "3", "7", "12", "31", "2010", "-1")));
        case "number" -> raw(pick(List.of("0", "1", "0.5", "0.25", "30", "1.50", "3E+1", "-2")));
        case "boolean" -> raw(pick(List.of("true", "false")));
        default ->
            new TextNode(
                chance(70)
                    ? pickKnown()
                    : pick(
                        List.of(
                            "2025-07-01",
                            "2026-01-10",
                            "2025",
                            "2026-03",
                            "Tên",
                            "Name",
                            "2026-11-03T09:00:00+07:00")));
      };
    }

    private static String kind(JsonNode type) {
      JsonNode kind = type.path("type");
      if (kind.isArray()) {
        return kind.path(0).asText();
      }
      return kind.isMissingNode() && type.has("properties") ? "object" : kind.asText();
    }

    private String pickKnown() {
      return known.isEmpty() ? "x" : pick(known);
    }

    /** Puts something else in one place of the document. */
    private void spoil(ObjectNode holder) {
      List<JsonNode> structures = new ArrayList<>();
      collect(holder, structures);
      JsonNode structure = pick(structures);
      JsonNode value = chance(60) ? raw(pick(Nasty.JSON)) : raw(quoted(pick(Nasty.TEXTS)));
      switch (structure) {
        case ObjectNode object when !object.isEmpty() -> {
          List<String> names = new ArrayList<>();
          object.fieldNames().forEachRemaining(names::add);
          String name = pick(names);
          if (chance(15) && !object.has(WHOLE)) {
            object.remove(name);
          } else if (chance(5) && !object.has(WHOLE)) {
            object.set(pick(Nasty.TEXTS), value);
          } else {
            object.set(name, value);
          }
        }
        case ArrayNode array -> {
          if (!array.isEmpty() && chance(30)) {
            array.add(array.get(random.nextInt(array.size())).deepCopy());
          } else if (!array.isEmpty() && chance(50)) {
            array.set(random.nextInt(array.size()), value);
          } else {
            array.add(value);
          }
        }
        default -> holder.set(WHOLE, value);
      }
    }

    private static void collect(JsonNode node, List<JsonNode> structures) {
      if (node.isContainerNode()) {
        structures.add(node);
        node.forEach(child -> collect(child, structures));
      }
    }

    private JsonNode resolved(JsonNode schema) {
      JsonNode found = schema;
      for (int i = 0; i < 10; i++) {
        if (found.has("$ref")) {
          ObjectNode merged = found.deepCopy();
          merged.remove("$ref");
          JsonNode target = document.at(found.get("$ref").asText().substring(1));
          target
              .properties()
              .forEach(member -> merged.putIfAbsent(member.getKey(), member.getValue()));
          found = merged;
        } else if (found.has("anyOf") || found.has("oneOf")) {
          found = found.has("anyOf") ? found.get("anyOf").get(0) : found.get("oneOf").get(0);
        } else {
          return found;
        }
      }
      return found;
    }

    private boolean chance(int percent) {
      return random.nextInt(100) < percent;
    }

    private <T> T pick(List<T> items) {
      return items.get(random.nextInt(items.size()));
    }
  }

  private static JsonNode raw(String json) {
    return new POJONode(new RawValue(json));
  }

  private static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c < ' ' || c == '"' || c == '\\' || c > '~') {
        json.append("\\u%04x".formatted((int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }

  /** Halves of surrogate pairs become bytes that are no UTF-8. */
  private static byte[] bytes(String body) {
    return body.getBytes(body.indexOf('\ud800') >= 0 ? UTF_16BE : UTF_8);
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, UTF_8).replace("+", "%20");
  }
}
