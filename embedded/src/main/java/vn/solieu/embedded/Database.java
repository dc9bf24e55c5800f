package vn.solieu.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A PostgreSQL server on 127.0.0.1 whose data stay in their directory. */
final class Database implements AutoCloseable {

  static final String USER = "postgres";
  static final String PASSWORD = "postgres";

  private static final Duration SURVIVOR_LIMIT = Duration.ofSeconds(20);
  private static final Duration START_LIMIT = Duration.ofMinutes(1);

  private final EmbeddedPostgres server;
  private final Path data;

  private Database(EmbeddedPostgres server, Path data) {
    this.server = server;
    this.data = data;
  }

  static Database start(EnvironmentSpec plan) throws IOException {
    Path data = plan.directoryOf(Component.DATABASE);
    Path binaries = plan.binaries();
    Files.createDirectories(data);
    Files.createDirectories(binaries);
    stopSurvivor(data);
    removeHalfInitialised(data);

    // Where the library keeps files of its own; the default is shared by every user of the machine.
    System.setProperty("ot.epg.working-dir", binaries.toString());
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setCleanDataDirectory(false)
            .setDataDirectory(data)
            .setOverrideWorkingDirectory(binaries.toFile())
            .setPort(plan.portOf(Component.DATABASE))
            .setPGStartupWait(START_LIMIT)
            // One sort order on every machine; names are sorted by an explicit Vietnamese
            // collation.
            .setLocaleConfig("locale", "C.UTF-8");
    settings(plan).forEach(builder::setServerConfig);
    return new Database(startAlone(builder, binaries), data);
  }

  private static Map<String, String> settings(EnvironmentSpec plan) {
    Map<String, String> settings = new HashMap<>();
    settings.put("listen_addresses", "127.0.0.1");
    settings.put("unix_socket_directories", "''");
    settings.put("max_connections", "200");
    settings.put("shared_buffers", "128MB");
    settings.put("timezone", "UTC");
    // The library switches both off. What was committed must be there after a crash of a process
    // in every environment; after a crash of the machine, in a durable one.
    settings.put("synchronous_commit", "on");
    settings.put("fsync", plan.durable() ? "on" : "off");
    settings.putAll(plan.databaseSettings());
    return settings;
  }

  /** Two processes must not unpack into one directory, nor may a failed unpacking stay there. */
  private static EmbeddedPostgres startAlone(EmbeddedPostgres.Builder builder, Path binaries)
      throws IOException {
    try (FileChannel channel =
            FileChannel.open(
                binaries.resolve("unpack.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      removeHalfUnpacked(binaries);
      return builder.start();
    }
  }

  private static void removeHalfUnpacked(Path binaries) throws IOException {
    List<Path> halfUnpacked;
    try (Stream<Path> entries = Files.list(binaries)) {
      halfUnpacked =
          entries
              .filter(entry -> entry.getFileName().toString().startsWith("PG-"))
              .filter(entry -> Files.notExists(entry.resolve(".exists")))
              .toList();
    }
    for (Path directory : halfUnpacked) {
      Directories.delete(directory);
    }
  }

  /** PG_VERSION comes first and postgresql.conf late: without the latter initdb did not end. */
  private static void removeHalfInitialised(Path data) throws IOException {
    if (Files.exists(data.resolve("PG_VERSION"))
        && Files.notExists(data.resolve("global").resolve("pg_control"))) {
      Directories.delete(data);
      Files.createDirectories(data);
    }
  }

  /**
   * PostgreSQL outlives a launcher that was killed, and would be taken for the new one if it holds
   * the same port. A fast shutdown keeps every commit.
   */
  private static void stopSurvivor(Path data) throws IOException {
    Optional<ProcessHandle> postmaster =
        postmasterPid(data)
            .flatMap(ProcessHandle::of)
            .filter(process -> process.info().command().orElse("").endsWith("postgres"));
    if (postmaster.isPresent()) {
      new ProcessBuilder("kill", "-INT", Long.toString(postmaster.get().pid())).start();
      ProcessTermination.await(postmaster.get(), SURVIVOR_LIMIT);
    }
    List<ProcessHandle> left = processesIn(data);
    left.forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle process : left) {
      if (!ProcessTermination.await(process, SURVIVOR_LIMIT)) {
        throw new IOException("Process " + process.pid() + " still works in " + data);
      }
    }
    // With every process of it gone it says nothing true; yet PostgreSQL believes it as long as the
    // number of the dead one stands in the process table.
    Files.deleteIfExists(data.resolve("postmaster.pid"));
  }

  /** Every process of a PostgreSQL server works in its data directory, even one without parent. */
  private static List<ProcessHandle> processesIn(Path data) {
    return ProcessHandle.allProcesses()
        .filter(process -> worksIn(process, data))
        .filter(process -> !ProcessTermination.hasEnded(process))
        .toList();
  }

  private static boolean worksIn(ProcessHandle process, Path data) {
    try {
      return Files.isSameFile(Path.of("/proc/" + process.pid() + "/cwd"), data);
    } catch (IOException e) {
      return false; // gone meanwhile, or another user's
    }
  }

  private static Optional<Long> postmasterPid(Path data) throws IOException {
    Path file = data.resolve("postmaster.pid");
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(file);
    return lines.isEmpty() ? Optional.empty() : Optional.of(Long.valueOf(lines.getFirst().strip()));
  }

  int port() {
    return server.getPort();
  }

  long pid() throws IOException {
    return postmasterPid(data)
        .orElseThrow(() -> new IOException("PostgreSQL runs without " + data + "/postmaster.pid"));
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
