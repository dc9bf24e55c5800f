package vn.solieu.testing;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.solieu.embedded.Grant;

/**
 * Who may do what: a table written by hand, {@code access-table.txt} among the test's resources,
 * tried over HTTP. A line has an operation of the service's contract, the state of the thing that
 * it is tried on, and what is answered to:
 *
 * <ul>
 *   <li>{@code nobody} without a token, and {@code none} with a token that grants nothing;
 *   <li>each role without a bound. Statisticians and appraisers work for the statistics office,
 *       reporters and heads for the agency whose thing it is, the others for the office;
 *   <li>each role that may do it without a bound, with the bound that the column names: {@code own}
 *       to the agency of the thing, {@code agency} to another, {@code form} to another form, {@code
 *       area} to another area, {@code exact} to the agency, form and area of the thing.
 * </ul>
 *
 * <p>Answers are {@code yes}, {@code 401}, {@code 403}, {@code 404}, and {@code less} for one
 * without the thing in question. Every answer but those three is a yes: a write is tried without
 * its precondition or with bad content, so that it changes nothing. {@code public} stands for a
 * line of yes.
 *
 * <p>No line says that a grant that has ended or not begun is worth nothing, that so is that of a
 * statistician or appraiser of a department and a reporter's for another agency than the employer:
 * that holds for all of them and is tried for all.
 */
public final class AccessTable {

  private static final List<String> ROLES =
      List.of(
          "reporter",
          "head",
          "statistician",
          "appraiser",
          "release-officer",
          "calendar-approver",
          "list-approver",
          "admin");
  private static final List<String> BOUNDS = List.of("own", "agency", "form", "area", "exact");
  private static final Set<String> OF_THE_OFFICE = Set.of("statistician", "appraiser");
  private static final Set<String> OF_THE_AGENCY = Set.of("reporter", "head");

  private static final Pattern PATH = Pattern.compile("  (/\\S+):");
  private static final Pattern METHOD = Pattern.compile("    (get|put|post|delete|patch):");
  private static final Pattern OPERATION = Pattern.compile("      operationId: (\\S+)");

  /**
   * What an operation is tried on.
   *
   * @param place whose it is
   * @param path what stands in the address, by name
   * @param query with its question mark; empty for none
   * @param body null for none
   * @param shows what is in the answer to those who may see the thing; null: any answer is a yes
   */
  public record Thing(
      Place place,
      Map<String, String> path,
      String query,
      String contentType,
      @Nullable String body,
      @Nullable String shows) {

    public static Thing of(Place place, Map<String, String> path) {
      return new Thing(place, path, "", "application/json", null, null);
    }

    public Thing query(String added) {
      return new Thing(place, path, "?" + added, contentType, body, shows);
    }

    public Thing body(String content) {
      return new Thing(place, path, query, contentType, content, shows);
    }

    public Thing body(String type, String content) {
      return new Thing(place, path, query, type, content, shows);
    }

    public Thing shows(String text) {
      return new Thing(place, path, query, contentType, body, text);
    }
  }

  /** Whose data a thing is; of a side that it does not have, anything. */
  public record Place(String agency, String form, String area) {}

  private record Operation(String method, String path) {}

  private record Row(String operation, String state, List<String> cells) {
    String name() {
      return operation + " " + state;
    }
  }

  private record Person(String role, @Nullable String employer, Grant grant) {}

  private final Map<String, Operation> operations;
  private final List<Row> rows;
  private final String office;
  private final String department;
  private final Map<String, Thing> things = new LinkedHashMap<>();
  private final Map<Person, String> tokens = new HashMap<>();
  private final List<String> wrong = new ArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private final String base;

  /**
   * @param service whose contract has the operations
   * @param table the file, beside the class of the test
   * @param office id of a statistics office that the service knows
   * @param department id of a department that it knows, and that no thing is of
   */
  public AccessTable(
      String service, InputStream table, String base, String office, String department) {
    this.operations = operations(OpenApiContract.of(service).committed());
    this.rows = rows(table);
    this.base = base;
    this.office = office;
    this.department = department;
  }

  /** What the line of this operation and state is tried on. */
  public AccessTable on(String operation, String state, Thing thing) {
    things.put(operation + " " + state, thing);
    return this;
  }

  /**
   * Tries every line.
   *
   * @throws AssertionError with all that is missing and all that is answered otherwise
   */
  public void verify() {
    Set<String> missing = new TreeSet<>(operations.keySet());
    for (Row row : rows) {
      missing.remove(row.operation);
      Operation operation = operations.get(row.operation);
      Thing thing = things.remove(row.name());
      if (operation == null
          || (thing == null && (!isPublic(row) || operation.path.contains("{")))) {
        wrong.add(row.name() + ": no such operation, or nothing to try it on");
      } else {
        verify(row, operation, thing == null ? anything() : thing);
      }
    }
    missing.forEach(operation -> wrong.add(operation + ": who may do it? Add a line"));
    things.keySet().forEach(name -> wrong.add(name + ": no line in the table"));
    if (!wrong.isEmpty()) {
      throw new AssertionError(String.join("\n", wrong));
    }
  }

  private void verify(Row row, Operation operation, Thing thing) {
    if (isPublic(row)) {
      expect(row, "nobody", "yes", operation, thing, null);
      expect(row, "none", "yes", operation, thing, nothing());
      for (String role : ROLES) {
        expect(row, role, "yes", operation, thing, person(role, thing, Grant.of(role, null)));
      }
      return;
    }
    String none = row.cells.get(1);
    expect(row, "nobody", row.cells.get(0), operation, thing, null);
    expect(row, "none", none, operation, thing, nothing());
    LocalDate today = LocalDate.now(Clock.system(ZoneId.of("Asia/Ho_Chi_Minh")));
    for (int i = 0; i < ROLES.size(); i++) {
      String role = ROLES.get(i);
      String unbounded = row.cells.get(2 + i);
      Grant all = Grant.of(role, null);
      expect(row, role, unbounded, operation, thing, person(role, thing, all));
      if (!unbounded.equals("yes")) {
        continue;
      }
      for (int j = 0; j < BOUNDS.size(); j++) {
        String bound = BOUNDS.get(j);
        Person bounded = person(role, thing, bound(bound, role, thing.place));
        String expected = row.cells.get(2 + ROLES.size() + j);
        if (role.equals("reporter") && bound.equals("agency")) {
          expect(row, "reporter for another agency", none, operation, thing, bounded);
          bounded = new Person(role, department, all);
        }
        expect(row, role + " " + bound, expected, operation, thing, bounded);
      }
      expect(
          row,
          role + " ended",
          none,
          operation,
          thing,
          person(role, thing, all.valid(null, today.minusDays(1))));
      expect(
          row,
          role + " not begun",
          none,
          operation,
          thing,
          person(role, thing, all.valid(today.plusDays(1), null)));
      if (OF_THE_OFFICE.contains(role)) {
        expect(
            row,
            role + " of a department",
            none,
            operation,
            thing,
            new Person(role, department, all));
        expect(row, role + " of nobody", none, operation, thing, new Person(role, null, all));
      }
    }
  }

  private static boolean isPublic(Row row) {
    return row.cells.equals(List.of("public"));
  }

  private static Thing anything() {
    return Thing.of(new Place("x", "x", "x"), Map.of());
  }

  private Grant bound(String bound, String role, Place place) {
    return switch (bound) {
      case "own" -> Grant.of(role, place.agency);
      case "agency" -> Grant.of(role, department);
      case "form" -> Grant.of(role, null).forForms("ANOTHER-FORM");
      case "area" -> Grant.of(role, null).forAreas("ANOTHER-AREA");
      default -> Grant.of(role, place.agency).forForms(place.form).forAreas(place.area);
    };
  }

  private Person person(String role, Thing thing, Grant grant) {
    return new Person(role, OF_THE_AGENCY.contains(role) ? thing.place.agency : office, grant);
  }

  /** With the role in its groups and an employer, and without a grant in force. */
  private Person nothing() {
    return new Person("nobody", office, Grant.of("nobody", null));
  }

  private void expect(
      Row row,
      String who,
      String expected,
      Operation operation,
      Thing thing,
      @Nullable Person person) {
    HttpResponse<String> answer = ask(operation, thing, person);
    String came = outcome(answer, thing);
    if (answer.statusCode() >= 500 || !came.equals(expected)) {
      String body = answer.body();
      wrong.add(
          "%s, %s: %s is expected and %d came: %s"
              .formatted(
                  row.name(),
                  who,
                  expected,
                  answer.statusCode(),
                  body.substring(0, Math.min(300, body.length()))));
    }
  }

  private static String outcome(HttpResponse<String> answer, Thing thing) {
    if (thing.shows != null && answer.body().contains(thing.shows)) {
      return "yes";
    }
    return switch (answer.statusCode()) {
      case 401, 403, 404 -> String.valueOf(answer.statusCode());
      default -> thing.shows == null ? "yes" : "less";
    };
  }

  private HttpResponse<String> ask(Operation operation, Thing thing, @Nullable Person person) {
    String path = operation.path;
    for (var part : thing.path.entrySet()) {
      path = path.replace("{" + part.getKey() + "}", part.getValue());
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path + thing.query))
            .method(
                operation.method,
                thing.body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(thing.body));
    if (thing.body != null) {
      request.header("Content-Type", thing.contentType);
    }
    if (person != null) {
      request.header(
          "Authorization", "Bearer " + tokens.computeIfAbsent(person, AccessTable::token));
    }
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(operation + " is not answered", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static String token(Person person) {
    return Tokens.withGrants("table-" + person.role, person.employer, person.grant);
  }

  private static List<Row> rows(InputStream table) {
    try (table) {
      return new String(table.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.replace("|", " ").strip())
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .map(AccessTable::row)
          .toList();
    } catch (IOException e) {
      throw new AssertionError("No table", e);
    }
  }

  private static Row row(String line) {
    List<String> cells = Arrays.asList(line.split("\\s+"));
    int all = 2 + 2 + ROLES.size() + BOUNDS.size();
    if (cells.size() != 3 && cells.size() != all) {
      throw new AssertionError("%d cells are not %d: %s".formatted(cells.size(), all, line));
    }
    return new Row(cells.get(0), cells.get(1), cells.subList(2, cells.size()));
  }

  /** Of a generated document, whose lines always look alike. */
  private static Map<String, Operation> operations(String contract) {
    Map<String, Operation> operations = new LinkedHashMap<>();
    String path = "";
    String method = "";
    for (String line : contract.lines().toList()) {
      path = first(PATH, line).orElse(path);
      method = first(METHOD, line).orElse(method);
      Optional<String> id = first(OPERATION, line);
      if (id.isPresent()) {
        operations.put(id.get(), new Operation(method.toUpperCase(Locale.ROOT), path));
      }
    }
    return operations;
  }

  private static Optional<String> first(Pattern pattern, String line) {
    Matcher matcher = pattern.matcher(line);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
