package vn.solieu.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.solieu.embedded.Databases;
import vn.solieu.embedded.Directories;
import vn.solieu.embedded.EmbeddedProcess;
import vn.solieu.embedded.EnvironmentDescriptor;
import vn.solieu.embedded.EnvironmentSpec;

/**
 * PostgreSQL, Kafka and the token issuer of this build. The first test that asks starts them, the
 * others of the same build find them, and they end with the build.
 */
public final class SharedTestEnvironment {

  private static final Path TARGET = project().resolve("embedded").resolve("target");

  private static @Nullable EnvironmentDescriptor announcement;

  /** The environment, started if this is the first to ask. */
  public static synchronized EnvironmentDescriptor announcement() {
    if (announcement == null) {
      try {
        announcement = findOrStart();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return announcement;
  }

  /** A new, empty database; answers with its name. */
  public static String createDatabase(String purpose) {
    String name = purpose.replace('-', '_') + "_" + UUID.randomUUID().toString().substring(0, 8);
    try {
      Databases.createIfMissing(announcement(), name);
    } catch (SQLException e) {
      throw new IllegalStateException("No database for the tests of " + purpose, e);
    }
    return name;
  }

  /**
   * An environment of this test alone, to be killed and started again without harm to the others.
   */
  public static EmbeddedProcess ownEnvironment(EnvironmentSpec plan) {
    return new EmbeddedProcess(
        plan.withBinaries(TARGET.resolve("binaries")).withParent(ProcessHandle.current().pid()),
        classPath());
  }

  private static EnvironmentDescriptor findOrStart() throws IOException {
    Path environments = TARGET.resolve("environments");
    Files.createDirectories(environments);
    ProcessHandle build = build();
    Path directory = environments.resolve(Long.toString(build.pid()));
    try (FileChannel channel =
            FileChannel.open(
                environments.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      Optional<EnvironmentDescriptor> found = EnvironmentDescriptor.read(directory);
      if (found.isPresent()) {
        return found.get();
      }
      removeAbandoned(environments);
      EnvironmentSpec plan =
          EnvironmentSpec.in(directory)
              .withBinaries(TARGET.resolve("binaries"))
              .withoutDurability()
              .withParent(build.pid());
      return new EmbeddedProcess(plan, classPath()).start();
    }
  }

  private static void removeAbandoned(Path environments) throws IOException {
    List<Path> directories;
    try (Stream<Path> entries = Files.list(environments)) {
      directories = entries.filter(Files::isDirectory).toList();
    }
    for (Path directory : directories) {
      if (EnvironmentDescriptor.read(directory).isEmpty()) {
        Directories.delete(directory);
      }
    }
  }

  /** The oldest Java process above this one: Maven, or the development environment. */
  private static ProcessHandle build() {
    ProcessHandle build = ProcessHandle.current();
    Optional<ProcessHandle> parent = build.parent();
    while (parent.isPresent()) {
      if (isJava(parent.get())) {
        build = parent.get();
      }
      parent = parent.get().parent();
    }
    return build;
  }

  private static boolean isJava(ProcessHandle process) {
    String command = process.info().command().orElse("");
    return command.endsWith("/java") || command.endsWith("\\java.exe");
  }

  /**
   * A service that is tested must not find a broker on its class path, so the environment has one
   * of its own, which the build of the module embedded leaves behind.
   */
  private static String classPath() {
    Path libraries = TARGET.resolve("lib");
    if (Files.notExists(libraries)) {
      throw new IllegalStateException(
          libraries + " is missing. Build the module embedded once: ./mvnw -Dquick install");
    }
    return TARGET.resolve("classes") + File.pathSeparator + libraries.resolve("*");
  }

  private static Path project() {
    Path directory = Path.of("").toAbsolutePath();
    while (directory != null && Files.notExists(directory.resolve(".mvn"))) {
      directory = directory.getParent();
    }
    if (directory == null) {
      throw new IllegalStateException("The tests run inside the checkout of Solieu.");
    }
    return directory;
  }

  private SharedTestEnvironment() {}
}
