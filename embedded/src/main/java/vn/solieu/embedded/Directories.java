package vn.solieu.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Directories with all that is in them. */
public final class Directories {

  public static void delete(Path directory) throws IOException {
    if (Files.notExists(directory)) {
      return;
    }
    for (Path path : contentsFirst(directory)) {
      Files.deleteIfExists(path);
    }
  }

  static List<Path> contentsFirst(Path directory) throws IOException {
    try (Stream<Path> tree = Files.walk(directory)) {
      return tree.sorted(Comparator.reverseOrder()).toList();
    }
  }

  private Directories() {}
}
