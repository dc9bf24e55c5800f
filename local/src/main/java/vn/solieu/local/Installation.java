package vn.solieu.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.solieu.embedded.Component;
import vn.solieu.embedded.EmbeddedProcess;
import vn.solieu.embedded.EnvironmentDescriptor;
import vn.solieu.embedded.EnvironmentSpec;

/**
 * The one installation of a working copy: everything that it writes is under {@code .solieu/}, and
 * it listens on the loopback alone.
 */
final class Installation {

  private static final Map<Component, Integer> PORTS =
      new EnumMap<>(
          Map.of(Component.DATABASE, 25432, Component.BROKER, 29092, Component.ISSUER, 28090));

  /** With less than this, PostgreSQL and Kafka would stop in the middle of their work. */
  private static final long LEAST_FREE_BYTES = 1L << 30;

  private final Path root;
  private final Path data;
  private final Deque<Running> services = new ArrayDeque<>();
  private @Nullable EmbeddedProcess environment;

  private record Running(ManagedProcess child, StartCache cache) {

    void stop() {
      if (child.stop()) {
        cache.keep();
      }
    }
  }

  /**
   * @param root of the working copy
   */
  Installation(Path root) {
    this.root = root;
    this.data = root.resolve(".solieu");
  }

  static URI addressOf(Service service) {
    return URI.create("http://127.0.0.1:" + service.port());
  }

  private Path recordOf(String name) {
    return data.resolve("run").resolve(name + ".pid");
  }

  Path logs() {
    return data.resolve("logs");
  }

  /** The process that has this installation up. */
  Optional<ManagedProcess> launcher() {
    return ManagedProcess.find(recordOf("launcher"));
  }

  Optional<ManagedProcess> process(Service service) {
    return ManagedProcess.find(recordOf(service.title()));
  }

  /** What the database, broker and issuer say of themselves, if they are up. */
  Optional<EnvironmentDescriptor> environment() throws IOException {
    return EnvironmentDescriptor.read(environmentDirectory());
  }

  private Path environmentDirectory() {
    return data.resolve("house");
  }

  /**
   * Makes this process the launcher. What a launcher that was killed has left behind is stopped
   * first.
   */
  void claim() throws IOException, UserError {
    Files.createDirectories(data);
    Optional<ManagedProcess> other = launcher();
    if (other.isPresent()) {
      throw new UserError(
          "Solieu is up already (process %d). Stop it with ./solieu down."
              .formatted(other.get().pid()));
    }
    FileStore disk = Files.getFileStore(data);
    if (disk.getUsableSpace() < LEAST_FREE_BYTES) {
      throw new UserError(
          "The disk under %s has %d MB free; Solieu needs %d MB. Make room and try again."
              .formatted(data, disk.getUsableSpace() >> 20, LEAST_FREE_BYTES >> 20));
    }
    ManagedProcess.remember(recordOf("launcher"), ProcessHandle.current());
    stopLeftovers();
    requireFreePorts();
  }

  private static void requireFreePorts() throws UserError {
    List<Integer> ports = new ArrayList<>(PORTS.values());
    Stream.of(Service.values()).map(Service::port).forEach(ports::add);
    Stream.of(Service.values()).map(Service::managementPort).forEach(ports::add);
    List<String> taken =
        ports.stream()
            .sorted()
            .filter(port -> !isFree(port))
            .map(port -> Integer.toString(port))
            .toList();
    if (!taken.isEmpty()) {
      throw new UserError(
          "Another program listens on port %s, which Solieu needs. Stop that program and try again."
              .formatted(String.join(" and ", taken)));
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException inUse) {
      return false;
    }
  }

  String startEnvironment() throws IOException {
    EnvironmentSpec plan =
        EnvironmentSpec.in(environmentDirectory())
            .withBinaries(data.resolve("binaries"))
            .withDatabases(
                Stream.of(Service.values())
                    .filter(Service::hasDatabase)
                    .map(Service::database)
                    .toArray(String[]::new))
            // After kill -9 of the launcher nothing else would stop it.
            .withParent(ProcessHandle.current().pid());
    for (var port : PORTS.entrySet()) {
      plan = plan.withPort(port.getKey(), port.getValue());
    }
    EmbeddedProcess process = new EmbeddedProcess(plan);
    environment = process;
    process.start();
    return "PostgreSQL on %d, Kafka on %d"
        .formatted(PORTS.get(Component.DATABASE), PORTS.get(Component.BROKER));
  }

  /** Starts services side by side and returns when all of them are ready. */
  String start(Service... wanted) throws IOException {
    Map<Service, URI> addresses = new EnumMap<>(Service.class);
    for (Service service : Service.values()) {
      addresses.put(service, addressOf(service));
    }
    EnvironmentDescriptor ready = environment().orElseThrow();
    Wiring wiring = Wiring.of(ready, ready.bootstrapServers(), addresses);
    List<ServiceProcess> started = new ArrayList<>();
    for (Service service : wanted) {
      StartCache cache = new StartCache(data.resolve("aot"), service.title());
      ServiceProcess process =
          ServiceProcess.start(
              service.title(),
              Service.commonOptions(root),
              service.jar(root),
              data,
              service.port(),
              cache.options(service.jar(root)),
              wiring.configurationOf(service));
      services.push(new Running(process.child(), cache));
      started.add(process);
    }
    for (ServiceProcess process : started) {
      process.awaitReady();
    }
    return "ready";
  }

  /** Services before the broker and the database, so that each can finish what it is at. */
  void stop() throws IOException {
    services.parallelStream().forEach(Running::stop);
    services.clear();
    if (environment != null) {
      environment.stop();
    }
    launcher().filter(ManagedProcess::isThisProcess).ifPresent(ManagedProcess::forget);
  }

  /** Stops what a launcher that was killed has left behind; true if there was anything. */
  boolean stopLeftovers() throws IOException {
    List<ManagedProcess> left =
        Stream.of(Service.values()).flatMap(service -> process(service).stream()).toList();
    left.parallelStream().forEach(ManagedProcess::stop);
    Optional<ProcessHandle> orphan =
        environment().flatMap(descriptor -> ProcessHandle.of(descriptor.pid()));
    orphan.ifPresent(
        process -> {
          process.destroy();
          process.onExit().join();
        });
    return orphan.isPresent() || !left.isEmpty();
  }

  /** Forgets all data; the unpacked PostgreSQL stays, because it holds none. */
  void deleteData() throws IOException {
    delete(environmentDirectory(), logs(), data.resolve("run"));
  }

  static void delete(Path... directories) throws IOException {
    for (Path directory : directories) {
      if (Files.exists(directory)) {
        try (Stream<Path> files = Files.walk(directory)) {
          for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
          }
        }
      }
    }
  }
}
