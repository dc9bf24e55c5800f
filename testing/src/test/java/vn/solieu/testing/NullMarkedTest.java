package vn.solieu.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * NullAway is silent in packages that do not say {@code @NullMarked}. Read from the sources, for
 * this holds in all modules, also in those that have no architecture test.
 */
class NullMarkedTest {

  private static final Path PROJECT = Path.of("").toAbsolutePath().getParent();

  @Test
  void everyPackageSaysWhereNullMayBe() throws IOException {
    Set<Path> packages = new TreeSet<>();
    for (Path module : modules()) {
      try (Stream<Path> files = Files.walk(module.resolve("src/main/java"))) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .map(Path::getParent)
            .forEach(packages::add);
      }
    }
    assertTrue(packages.size() > 30, "only " + packages);
    assertEquals(List.of(), packages.stream().filter(it -> !isNullMarked(it)).toList());
  }

  private static List<Path> modules() throws IOException {
    try (Stream<Path> entries = Files.list(PROJECT)) {
      return entries.filter(entry -> Files.isDirectory(entry.resolve("src/main/java"))).toList();
    }
  }

  private static boolean isNullMarked(Path sources) {
    Path said = sources.resolve("package-info.java");
    try {
      return Files.exists(said) && Files.readString(said).contains("@NullMarked");
    } catch (IOException e) {
      throw new AssertionError(said + " cannot be read", e);
    }
  }
}
