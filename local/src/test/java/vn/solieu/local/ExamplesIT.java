package vn.solieu.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.solieu.local.Contract.Operation;

/**
 * What the API document shows is what happens: over the sample, every example of a read is answered
 * as the document says, and every example of a body is one that it allows.
 */
@ExtendWith(EndToEndEnvironment.Provider.class)
class ExamplesIT {

  /** A year of which no other test reports. */
  private static final int YEAR = 1972;

  /** An instant that is not told in the time of Viet Nam. */
  private static final Pattern OTHER_INSTANT =
      Pattern.compile(
          "\"\\d{4}-\\d{2}-\\d{2}T(?!\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,6})?\\+07:00\")[^\"]*\"");

  private static Contract contract;
  private static Api insider;

  /** Ids that the services make: no document can know them, so each is found by its list. */
  private static final Map<String, String> MADE = new LinkedHashMap<>();

  /** Where that is found which a parameter or a member of this name names. */
  private static final Map<String, String> NAMED =
      Map.ofEntries(
          Map.entry("release", "/v1/releases"),
          Map.entry("releaseplan", "/v1/releases"),
          Map.entry("product", "/v1/products"),
          Map.entry("codelist", "/v1/codelists"),
          Map.entry("indicator", "/v1/indicators"),
          Map.entry("indicators", "/v1/indicators"),
          Map.entry("agency", "/v1/agencies"),
          Map.entry("form", "/v1/forms"));

  private final EndToEndEnvironment province;

  ExamplesIT(EndToEndEnvironment province) {
    this.province = province;
  }

  @BeforeAll
  static void sample(EndToEndEnvironment province) throws Exception {
    province.loadHistory("investment");
    contract = new Contract(province.stranger().get("/openapi?format=json").expect(200).json());
    insider =
        province.person(
            "insider",
            Office.OFFICE,
            "statistician",
            "appraiser",
            "release-officer",
            "calendar-approver",
            "admin");
    Office office = new Office(province);
    MADE.put("/v1/vintages/{id}", office.acceptedVintage(YEAR));
    String release = office.confirmedRelease(Duration.ofDays(1));
    office.announceWithTheFigures(release, "Đính chính", "Correction");
    MADE.put("/v1/releases/{id}/notice", release);
    MADE.put("/v1/rounds/{id}", first("/v1/rounds", "id"));
    MADE.put("/v1/obligations/{id}", first("/v1/obligations", "id"));
    MADE.put("/v1/submissions/{id}", first("/v1/submissions", "id"));
    String edition = first("/v1/products/state-budget-investment/editions", "id");
    MADE.put("/v1/products/{product}/editions/{edition}", edition);
    MADE.put("/v1/editions/{edition}", edition);
    MADE.put(
        "/v1/releases/{id}/contents/{type}/{contentId}",
        insider
            .get("/v1/releases/INVESTMENT-2025-02/contents")
            .expect(200)
            .json()
            .at("/items/0/id")
            .asText());
  }

  private static String first(String list, String member) {
    return insider.get(list).expect(200).json().at("/items/0/" + member).asText();
  }

  @Test
  void nothingThatMustBeGivenIsWithoutAnExample() {
    List<String> missing = new ArrayList<>();
    for (Operation operation : contract.operations()) {
      for (JsonNode parameter : operation.parameters()) {
        if (parameter.path("required").asBoolean() && contract.valuesOf(parameter).isEmpty()) {
          missing.add(operation + ": " + parameter.path("name").asText());
        }
      }
    }
    assertEquals(List.of(), missing);
  }

  @Test
  void everyReadIsAnsweredAsTheDocumentSays() {
    List<String> wrong = new ArrayList<>();
    int asked = 0;
    for (Operation operation : contract.operations()) {
      if (operation.method().equals("get")) {
        for (String address : addresses(operation)) {
          asked++;
          wrong.addAll(ask(operation, address));
        }
      }
    }
    assertEquals("", String.join("\n", wrong));
    assertTrue(asked > 60, "only " + asked);
  }

  @Test
  void everyExampleOfABodyIsOneThatTheDocumentAllows() {
    List<String> wrong = new ArrayList<>();
    int checked = 0;
    for (Operation operation : contract.operations()) {
      List<JsonNode> bodies = new ArrayList<>();
      bodies.add(contract.resolved(operation.item().path("requestBody")));
      operation.item().path("responses").forEach(it -> bodies.add(contract.resolved(it)));
      for (JsonNode body : bodies) {
        for (Map.Entry<String, JsonNode> media : body.path("content").properties()) {
          for (JsonNode example : contract.examplesOf(media.getValue())) {
            if (isJson(media.getKey())) {
              checked++;
              contract
                  .errors(media.getValue().get("schema"), example.toString())
                  .forEach(error -> wrong.add(operation + ": " + error));
            }
          }
        }
      }
    }
    assertEquals("", String.join("\n", wrong));
    assertTrue(checked > 3, "only " + checked);
  }

  @Test
  void everyExampleOfAMemberIsOneThatItsSchemaAllows() {
    List<String> wrong = new ArrayList<>();
    contract
        .schemas()
        .forEach(
            schema -> {
              for (JsonNode example : contract.examplesOf(schema.getValue())) {
                contract
                    .errors(schema.getValue(), example.toString())
                    .forEach(error -> wrong.add(schema.getKey() + ": " + error));
              }
            });
    assertEquals("", String.join("\n", wrong));
  }

  @Test
  void everyIdentifierThatAnExampleNamesIsThere() {
    List<String> missing = new ArrayList<>();
    int looked = 0;
    for (Operation operation : contract.operations()) {
      String list = operation.path().replaceFirst("/\\{.*", "");
      for (JsonNode parameter : operation.parameters()) {
        String name = parameter.get("name").asText();
        String holder = operation.path().contains(list + "/{" + name + "}") ? list : lists(name);
        for (JsonNode value : contract.examplesOf(parameter)) {
          if (NAMED.containsValue(holder)) {
            looked++;
            missing.addAll(unknown(operation + " " + name, holder, value));
          }
        }
      }
    }
    for (Map.Entry<String, JsonNode> schema : contract.schemas().toList()) {
      String[] place = schema.getKey().split("\\.", -1);
      String member = place[place.length - 1];
      String holder =
          member.equals("id") ? lists(place[0].toLowerCase(Locale.ROOT)) : lists(member);
      for (JsonNode value : contract.examplesOf(schema.getValue())) {
        if (!holder.isEmpty()) {
          looked++;
          missing.addAll(unknown(schema.getKey(), holder, value));
        }
      }
    }
    assertEquals("", String.join("\n", missing));
    assertTrue(looked > 40, "only " + looked);
  }

  /** The list of what a parameter or member names; empty when it names nothing. */
  private static String lists(String name) {
    return NAMED.getOrDefault(name.replaceAll("(Id|\\[])$", ""), "");
  }

  private List<String> unknown(String place, String list, JsonNode value) {
    List<JsonNode> values = new ArrayList<>();
    if (value.isArray()) {
      value.forEach(values::add);
    } else {
      values.add(value);
    }
    return values.stream()
        .filter(one -> insider.get(list + "/" + encoded(one)).status() != 200)
        .map(one -> place + ": there is no " + list + "/" + one.asText())
        .toList();
  }

  /** The address with what must be given alone, and with each further parameter beside it. */
  private static List<String> addresses(Operation operation) {
    String address = operation.path();
    List<String> required = new ArrayList<>();
    List<String> optional = new ArrayList<>();
    for (JsonNode parameter : operation.parameters()) {
      String name = parameter.get("name").asText();
      List<JsonNode> values = contract.valuesOf(parameter);
      switch (parameter.get("in").asText()) {
        case "path" ->
            address =
                address.replace(
                    "{" + name + "}", made(operation.path(), name).orElse(text(values)));
        case "query" -> {
          if (parameter.path("required").asBoolean()) {
            required.add(query(name, values.getFirst()));
          } else {
            values.forEach(value -> optional.add(query(name, value)));
          }
        }
        default -> {
          // Headers make an answer shorter or conditional; their own tests are elsewhere.
        }
      }
    }
    String least = address + (required.isEmpty() ? "" : "?" + String.join("&", required));
    String joint = required.isEmpty() ? "?" : "&";
    return Stream.concat(Stream.of(least), optional.stream().map(one -> least + joint + one))
        .toList();
  }

  private static String text(List<JsonNode> values) {
    return values.isEmpty() ? "no-example" : encoded(values.getFirst());
  }

  /** The id in place of the example, if this is the last variable of a path that has one. */
  private static Optional<String> made(String path, String variable) {
    return MADE.entrySet().stream()
        .filter(entry -> path.startsWith(entry.getKey()))
        .filter(entry -> entry.getKey().matches(".*(\\{" + variable + "}|/notice)"))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static String query(String name, JsonNode value) {
    if (value.isArray()) {
      List<String> each = new ArrayList<>();
      value.forEach(one -> each.add(name + "=" + encoded(one)));
      return String.join("&", each);
    }
    return name + "=" + encoded(value);
  }

  private static String encoded(JsonNode value) {
    return URLEncoder.encode(value.asText(), StandardCharsets.UTF_8);
  }

  private List<String> ask(Operation operation, String address) {
    Api person = operation.isGuarded() ? insider : province.stranger();
    Api.Answer answer = person.get(address);
    String status = Integer.toString(answer.status());
    JsonNode documented = contract.resolved(operation.item().path("responses").path(status));
    if (answer.status() >= 400 || documented.isMissingNode()) {
      return List.of(address + " answered " + status + ": " + answer.body());
    }
    JsonNode content = documented.path("content");
    String type = answer.header("Content-Type").orElse("").replaceAll(";.*", "").strip();
    if (content.isEmpty()) {
      return answer.body().isEmpty()
          ? List.of()
          : List.of(address + " answered with a body that is not documented");
    }
    if (!content.has(type)) {
      return List.of(address + " answered with " + type + ", which is not documented");
    }
    if (!isJson(type)) {
      return answer.body().isEmpty() ? List.of(address + " answered nothing") : List.of();
    }
    return Stream.concat(
            contract.errors(content.get(type).get("schema"), answer.body()).stream(),
            OTHER_INSTANT.matcher(answer.body()).results().map(MatchResult::group))
        .map(error -> address + ": " + error)
        .toList();
  }

  private static boolean isJson(String type) {
    return type.equals("application/json") || type.endsWith("+json");
  }
}
