package vn.solieu.local;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** What the texts of the repository lead to is there. */
class DocumentsTest {

  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
  private static final Pattern ADDRESS =
      Pattern.compile("(?<![\\w./])(/(?:v1|sdmx)/[A-Za-z0-9_{}./-]*[A-Za-z0-9_}])");

  private static final Path DECISIONS = ROOT.resolve("docs/adr");

  /** Below the title: "Status: accepted. Date: 2026-11-27.". */
  private static final Pattern DECIDED =
      Pattern.compile(
          "# \\d{4} .+\n\nStatus: (proposed|accepted|superseded)\\. Date: (\\d{4}-\\d\\d-\\d\\d)\\.");

  private static final Pattern DECISION = Pattern.compile("\\]\\((\\d{4}-[^)\\s]+\\.md)\\)");

  /** The gateway's own, which no service describes. */
  private static final Set<String> OF_THE_GATEWAY = Set.of("/v1/status");

  @Test
  void everyLinkLeadsToAFileAndToAHeadingInIt() {
    List<String> dead = new ArrayList<>();
    for (Path document : documents()) {
      for (String link : found(LINK, document)) {
        String file = link.replaceFirst("#.*", "");
        Path target = file.isEmpty() ? document : document.resolveSibling(file).normalize();
        if (link.matches("[a-z]+:.*")) {
          continue;
        }
        if (Files.notExists(target)
            || (link.contains("#")
                && target.toString().endsWith(".md")
                && !anchors(target).contains(link.replaceFirst(".*#", "")))) {
          dead.add(ROOT.relativize(document) + ": " + link);
        }
      }
    }
    assertEquals(List.of(), dead);
  }

  /** What is promised for later names no address yet. */
  @Test
  void everyAddressThatATextPromisesIsInTheContract() {
    List<Predicate<String>> promised = contract();
    List<String> nowhere = new ArrayList<>();
    List<Path> texts = new ArrayList<>(documents());
    texts.add(ROOT.resolve("contracts/asyncapi.yaml"));
    for (Path text : texts) {
      for (String address : found(ADDRESS, text)) {
        if (!OF_THE_GATEWAY.contains(address)
            && promised.stream().noneMatch(path -> path.test(address))) {
          nowhere.add(ROOT.relativize(text) + ": " + address);
        }
      }
    }
    assertEquals(List.of(), nowhere);
  }

  /**
   * Maven passes over a test or a profile that is not there; who follows a text would not notice.
   */
  @Test
  void everyCommandThatATextShowsIsThere() {
    Path parent = ROOT.resolve("pom.xml");
    Set<String> modules = Set.copyOf(found(Pattern.compile("<module>(.+)</module>"), parent));
    Set<String> tests =
        walk(path -> path.toString().matches(".*(Test|IT)\\.java")).stream()
            .map(path -> path.getFileName().toString().replace(".java", ""))
            .collect(toSet());
    Set<String> profiles =
        walk(path -> path.endsWith("pom.xml")).stream()
            .flatMap(pom -> found(Pattern.compile("<profile>\\s+<id>(.+)</id>"), pom).stream())
            .collect(toSet());
    Map<Pattern, Set<String>> known =
        Map.of(
            Pattern.compile("\\./solieu ([a-z]+)"),
            Set.copyOf(found(Pattern.compile("(?m)^\\./solieu (\\w+)"), ROOT.resolve("solieu"))),
            Pattern.compile("-pl ([\\w,-]+)"),
            modules,
            Pattern.compile("mvnw.* -P([\\w,]+)"),
            profiles,
            Pattern.compile("-D(?:it\\.)?test=([\\w,]+)"),
            tests);
    List<String> unknown = new ArrayList<>();
    for (Path document : documents()) {
      known.forEach(
          (pattern, names) ->
              found(pattern, document).stream()
                  .flatMap(given -> Stream.of(given.split(",")))
                  .filter(name -> !names.contains(name))
                  .map(name -> ROOT.relativize(document) + ": " + name)
                  .forEach(unknown::add));
    }
    assertEquals(List.of(), unknown);
  }

  @Test
  void everyDecisionSaysItsStatusAndDateAndStandsSoInTheList() {
    String list = read(DECISIONS.resolve("README.md"));
    List<String> wrong = new ArrayList<>();
    for (Path decision : decisions()) {
      String name = decision.getFileName().toString();
      String title = read(decision).lines().findFirst().orElse("").replaceFirst("^# \\d{4} ", "");
      Matcher decided = DECIDED.matcher(read(decision));
      if (!decided.lookingAt()) {
        wrong.add(name + ": no status and date below the title");
        continue;
      }
      String later =
          linked(decision)
              .filter(other -> other.compareTo(name) > 0)
              .map(other -> other.substring(0, 4))
              .collect(joining(", "));
      String line =
          "](%s) | %s | %s %s%s |"
              .formatted(
                  name,
                  title,
                  decided.group(1),
                  decided.group(2),
                  later.isEmpty() ? "" : link(decided.group(1)) + later);
      if (!list.contains(line)) {
        wrong.add(name + ": the list has no line that ends with " + line);
      }
    }
    assertEquals(List.of(), wrong);
  }

  /**
   * Whoever reads the earlier decision alone would follow what no longer holds, and whoever reads
   * the later one alone would not find what it leaves as it was. What stands above the situation
   * says which decisions these are.
   */
  @Test
  void aDecisionAndTheOneThatChangesItLinkToEachOther() {
    List<String> missing = new ArrayList<>();
    for (Path decision : decisions()) {
      linked(decision)
          .filter(
              other ->
                  linked(DECISIONS.resolve(other))
                      .noneMatch(decision.getFileName().toString()::equals))
          .map(other -> other + " does not link to " + decision.getFileName())
          .forEach(missing::add);
    }
    assertEquals(List.of(), missing);
  }

  /** A class is of one service's making; its clients know none. */
  @Test
  void noContractNamesAClassOfOurs() {
    Set<String> classes = new TreeSet<>();
    walk(path -> path.toString().contains("/src/main/java/") && path.toString().endsWith(".java"))
        .forEach(path -> classes.add(path.getFileName().toString().replace(".java", "")));
    // One word may be both: what is told of is a release, and not the class of that name.
    classes.removeIf(name -> !name.substring(1).matches(".*[A-Z].*"));
    List<String> named = new ArrayList<>();
    for (Path contract : contracts()) {
      texts(new Yaml().load(read(contract)))
          .flatMap(text -> Stream.of(text.split("\\W+")))
          .filter(classes::contains)
          .map(word -> ROOT.relativize(contract) + ": " + word)
          .forEach(named::add);
    }
    assertEquals(List.of(), named);
  }

  /** Whoever integrates asks for the grant that an operation needs, and not for all of them. */
  @Test
  @SuppressWarnings("unchecked")
  void everyOperationThatNeedsATokenNamesTheRolesThatMayCallIt() {
    List<String> silent = new ArrayList<>();
    int asking = 0;
    for (Path file : contracts()) {
      Map<String, Object> contract = new Yaml().load(read(file));
      var paths = (Map<String, Map<String, Object>>) contract.get("paths");
      for (Map.Entry<String, Map<String, Object>> path : paths.entrySet()) {
        for (Map.Entry<String, Object> method : path.getValue().entrySet()) {
          if (method.getValue() instanceof Map<?, ?> operation
              && operation.get("security") instanceof List<?> needed
              && !needed.contains(Map.of())) {
            asking++;
            if (!namesARole(needed)) {
              silent.add(ROOT.relativize(file) + ": " + method.getKey() + " " + path.getKey());
            }
          }
        }
      }
    }
    assertEquals(List.of(), silent);
    assertTrue(asking > 40, asking + " operations need a token");
  }

  private static boolean namesARole(List<?> needed) {
    return needed.size() == 1
        && needed.getFirst() instanceof Map<?, ?> one
        && one.get("bearerAuth") instanceof List<?> roles
        && !roles.isEmpty();
  }

  /** Summaries and descriptions, wherever they stand. */
  private static Stream<String> texts(Object node) {
    if (node instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .flatMap(
              entry ->
                  Set.of("summary", "description").contains(entry.getKey())
                          && entry.getValue() instanceof String text
                      ? Stream.of(text)
                      : texts(entry.getValue()));
    }
    return node instanceof List<?> list
        ? list.stream().flatMap(DocumentsTest::texts)
        : Stream.empty();
  }

  @SuppressWarnings("unchecked")
  private static List<Predicate<String>> contract() {
    List<Predicate<String>> paths = new ArrayList<>();
    for (Path file : contracts()) {
      Map<String, Object> contract = new Yaml().load(read(file));
      for (String path : ((Map<String, Object>) contract.get("paths")).keySet()) {
        // "{id}" of the contract may be any word, or another name in braces.
        paths.add(Pattern.compile(path.replaceAll("\\{[^}]+}", "[^/]+")).asMatchPredicate());
      }
    }
    return paths;
  }

  private static String link(String status) {
    return status.equals("superseded") ? " by " : "; amended by ";
  }

  /** The decisions that a decision says it changes or is changed by. */
  private static Stream<String> linked(Path decision) {
    String head = read(decision).split("\\*\\*Situation\\.", 2)[0];
    return DECISION.matcher(head).results().map(link -> link.group(1));
  }

  private static List<Path> decisions() {
    return walk(path -> path.startsWith(DECISIONS) && !path.endsWith("README.md"));
  }

  private static List<Path> contracts() {
    return walk(path -> path.startsWith(ROOT.resolve("contracts/openapi")));
  }

  private static List<Path> documents() {
    return walk(path -> path.toString().endsWith(".md"));
  }

  private static List<Path> walk(Predicate<Path> wanted) {
    List<Path> files = new ArrayList<>();
    try {
      Files.walkFileTree(
          ROOT,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes about) {
              String name = directory.getFileName().toString();
              boolean made = name.equals("target") || name.equals("node_modules");
              return (made || name.startsWith(".")) && !directory.equals(ROOT)
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes about) {
              if (wanted.test(file)) {
                files.add(file);
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  /** As a page of headings is made of them. */
  private static Set<String> anchors(Path document) {
    return found(HEADING, document).stream()
        .map(heading -> heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}_ -]", ""))
        .map(heading -> heading.strip().replace(' ', '-'))
        .collect(toCollection(TreeSet::new));
  }

  private static List<String> found(Pattern pattern, Path file) {
    return pattern.matcher(read(file)).results().map((MatchResult it) -> it.group(1)).toList();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
