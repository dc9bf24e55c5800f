package vn.solieu.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Holds the SQL text of a service to two tables of {@code docs/architecture.md}: the one that says
 * of which feature each table of its database is, and the one that lists, with the reason, who else
 * names it. A table of the database is said of some feature, what is said is there, and nothing is
 * listed that is not done.
 *
 * <p>Read from the sources: in the classes, a statement that is put together of constants is one
 * constant of whoever uses it.
 */
public final class TableGuard {

  /** In a text of SQL, what stands where a table does; a list of them after a comma. */
  private static final Pattern REFERENCE =
      Pattern.compile(
          "\\b(?:from|join|into|update|using|copy|table|only)\\s+([a-z_]+)"
              + "((?:\\s+(?:as\\s+)?[a-z_]+)?(?:\\s*,\\s*[a-z_]+(?:\\s+[a-z_]+)?)*)");

  private static final Pattern FURTHER = Pattern.compile(",\\s*([a-z_]+)");
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
  private static final Pattern ENTITY_TABLE = Pattern.compile("@Table\\(\\s*name = \"([a-z_]+)\"");

  /** A table that a statement names; {@code user} as in {@code observation.VintageStore}. */
  private record Use(String user, String table) {}

  private final Path sources;
  private final Map<String, String> featureOf = new TreeMap<>();
  private final Map<String, String> reachedAs = new TreeMap<>();
  private final Set<Use> listed = new HashSet<>();

  /**
   * @param service as in {@code calendar}
   * @param sources its folder {@code src/main/java}
   * @param document the text of {@code docs/architecture.md}
   */
  public TableGuard(String service, Path sources, String document) {
    this.sources = sources.resolve("vn/solieu").resolve(service);
    for (String line : document.lines().toList()) {
      String[] cells = line.split("\\|", -1);
      if (cells.length < 5 || !cells[1].strip().equals(service)) {
        continue;
      }
      List<String> tables = quoted(cells[2]);
      if (cells[3].contains("`")) {
        quoted(cells[3]).forEach(user -> tables.forEach(table -> listed.add(new Use(user, table))));
      } else {
        tables.forEach(table -> featureOf.put(table, cells[3].strip()));
        tables.forEach(table -> reachedAs.put(table, cells[4].strip()));
      }
    }
  }

  /**
   * What does not agree; empty when all does.
   *
   * @param database in which the migrations made the tables and views
   */
  public List<String> breaches(DataSource database) throws IOException, SQLException {
    Set<String> tablesAndViews = new HashSet<>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                select table_name from information_schema.tables
                where table_schema = 'public' and table_name <> 'flyway_schema_history'
                """)) {
      while (rows.next()) {
        tablesAndViews.add(rows.getString(1));
      }
    }
    return breaches(tablesAndViews);
  }

  /** The same of a database that has these tables and views. */
  List<String> breaches(Set<String> database) throws IOException {
    Set<String> breaches = new TreeSet<>();
    for (String table : database) {
      if (!featureOf.containsKey(table)) {
        breaches.add(table + ": docs/architecture.md does not say of which feature it is");
      }
    }
    Set<String> entities = new HashSet<>();
    Set<Use> used = new HashSet<>();
    try (Stream<Path> files = Files.walk(sources)) {
      for (Path file : files.filter(it -> it.toString().endsWith(".java")).sorted().toList()) {
        String source = Files.readString(file);
        if (source.contains("@Entity")) {
          Matcher table = ENTITY_TABLE.matcher(source);
          while (table.find()) {
            entities.add(table.group(1));
          }
        }
        String user = sources.relativize(file).toString().replace('/', '.').replace(".java", "");
        tables(source).forEach(table -> used.add(new Use(user, table)));
      }
    }
    for (String table : featureOf.keySet()) {
      boolean staging = "staging".equals(reachedAs.get(table));
      if (database.contains(table) == staging) {
        breaches.add(
            table + (staging ? ": is said to be temporary" : ": there is no such table or view"));
      }
      if (entities.contains(table) != "entity".equals(reachedAs.get(table))) {
        breaches.add(table + ": is not reached as it is said, as " + reachedAs.get(table));
      }
    }
    Set<Use> needed = new HashSet<>();
    for (Use use : used) {
      String simple = use.user.substring(use.user.lastIndexOf('.') + 1);
      if (simple.matches(".*(Service|Resource|Listener)")) {
        breaches.add(use.user + " holds SQL text, on " + use.table + ": a repository does");
      }
      if (isWithin(use.user, String.valueOf(featureOf.get(use.table)))) {
        continue;
      }
      List<Use> reasons =
          listed.stream()
              .filter(one -> one.table.equals(use.table) && isWithin(use.user, one.user))
              .toList();
      if (reasons.isEmpty()) {
        breaches.add(
            "%s names %s, which is of the feature %s: ask that feature, or list it with its reason"
                .formatted(use.user, use.table, featureOf.get(use.table)));
      }
      needed.addAll(reasons);
    }
    listed.stream()
        .filter(one -> !needed.contains(one))
        .forEach(
            one -> breaches.add(one.user + " is listed for " + one.table + " and need not be"));
    return List.copyOf(breaches);
  }

  private static boolean isWithin(String user, String name) {
    return user.equals(name) || user.startsWith(name + ".");
  }

  private Set<String> tables(String source) {
    Set<String> tables = new HashSet<>();
    for (String text : texts(source)) {
      Matcher reference = REFERENCE.matcher(text.toLowerCase(Locale.ROOT));
      while (reference.find()) {
        tables.add(reference.group(1));
        Matcher further = FURTHER.matcher(reference.group(2));
        while (further.find()) {
          tables.add(further.group(1));
        }
      }
      if (text.contains("_")) {
        tables.add(text); // the name alone, handed to what makes the statement
      }
    }
    tables.retainAll(featureOf.keySet());
    return tables;
  }

  /** The string literals and text blocks; those that are added to each other are one. */
  private static List<String> texts(String source) {
    List<String> texts = new ArrayList<>();
    StringBuilder between = new StringBuilder();
    int at = 0;
    while (at < source.length()) {
      int end;
      if (source.startsWith("//", at)) {
        end = endOf(source, "\n", at + 2);
      } else if (source.startsWith("/*", at)) {
        end = endOf(source, "*/", at + 2);
      } else if (source.startsWith("\"\"\"", at)) {
        end = endOf(source, "\"\"\"", at + 3);
        add(texts, between, source.substring(at + 3, end - 3));
      } else if (source.charAt(at) == '"' || source.charAt(at) == '\'') {
        end = at + 1;
        while (source.charAt(end) != source.charAt(at)) {
          end += source.charAt(end) == '\\' ? 2 : 1;
        }
        end++;
        if (source.charAt(at) == '"') {
          add(texts, between, source.substring(at + 1, end - 1));
        }
      } else {
        between.append(source.charAt(at));
        end = at + 1;
      }
      at = end;
    }
    return texts;
  }

  private static void add(List<String> texts, StringBuilder between, String text) {
    if (between.toString().strip().equals("+") && !texts.isEmpty()) {
      texts.set(texts.size() - 1, texts.getLast() + text);
    } else {
      texts.add(text);
    }
    between.setLength(0);
  }

  private static int endOf(String source, String mark, int from) {
    int found = source.indexOf(mark, from);
    return found < 0 ? source.length() : found + mark.length();
  }

  private static List<String> quoted(String cell) {
    return QUOTED.matcher(cell).results().map(result -> result.group(1)).toList();
  }
}
