package vn.solieu.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * What makes later starts of a packaged service fast: the classes that it loaded and linked, as the
 * JVM wrote them down at the end of an earlier run (JEP 483, 514). The run that loads the sample
 * trains it, since it goes the whole way of a figure.
 *
 * <p>The JVM takes a cache only for the same JDK, jars and heap layout, and else starts without it,
 * so a stale one costs time and nothing more.
 */
final class StartCache {

  private final Path cache;
  private final Path training;
  private final Path notes;

  StartCache(Path directory, String service) {
    cache = directory.resolve(service + ".aot");
    training = directory.resolve(service + ".aot.new");
    // The JVM's own name for what it writes down first, and removes when the cache is made of it.
    notes = directory.resolve(service + ".aot.new.config");
  }

  /** Options of the JVM that is started next: to use what is there, or to write it. */
  List<String> options(Path jar) throws IOException {
    Files.createDirectories(cache.getParent());
    Files.deleteIfExists(training);
    Files.deleteIfExists(notes);
    if (Files.exists(cache)
        && Files.getLastModifiedTime(cache).compareTo(Files.getLastModifiedTime(jar)) < 0) {
      Files.delete(cache);
    }
    return List.of(
        Files.exists(cache) ? "-XX:AOTCache=" + cache : "-XX:AOTCacheOutput=" + training);
  }

  /**
   * Takes over what the JVM wrote, after it ended by itself. One that was killed leaves a torso
   * under the other name, which the next start removes.
   */
  void keep() {
    try {
      if (Files.exists(training)) {
        Files.move(training, cache, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
