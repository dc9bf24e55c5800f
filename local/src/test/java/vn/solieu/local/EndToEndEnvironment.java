package vn.solieu.local;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import vn.solieu.embedded.Component;
import vn.solieu.embedded.EmbeddedProcess;
import vn.solieu.embedded.EnvironmentDescriptor;
import vn.solieu.embedded.EnvironmentSpec;
import vn.solieu.embedded.FreePort;

/**
 * The packaged services over a database and a broker of their own, each in a process that a test
 * can stop, kill and start again. One serves all tests of a build: who breaks something, mends it.
 */
final class EndToEndEnvironment implements People, AutoCloseable {

  /** Releases are sealed this long before their instant, instead of minutes. */
  private static final String SEAL_BEFORE = "PT0.5S";

  /**
   * A killed service is missed by its consumer group after the least that a broker allows, and one
   * that is stopped does not wait: each of its channels in turn would, for twice the time of a
   * poll.
   */
  private static final Map<String, String> SHORT_WAITS =
      Map.of(
          "mp.messaging.connector.smallrye-kafka.session.timeout.ms", "6000",
          "mp.messaging.connector.smallrye-kafka.heartbeat.interval.ms", "1500",
          "mp.messaging.connector.smallrye-kafka.poll-timeout", "100");

  /** Kept here, since a logger that nobody holds forgets its level. */
  private static final Logger KAFKA_LOG = Logger.getLogger("org.apache.kafka");

  static {
    KAFKA_LOG.setLevel(Level.WARNING);
  }

  private final Path root = Path.of("").toAbsolutePath().getParent();
  private final Path data;
  private final EmbeddedProcess store;
  private final EmbeddedProcess broker;
  private final Map<Service, URI> addresses = new EnumMap<>(Service.class);
  private final Map<String, ServiceProcess> running = new LinkedHashMap<>();
  private int copies;
  private final Wiring wiring;
  private final Map<String, String> everywhere;
  private final Optional<BrokerAccess> access;
  private final Tokens tokens;
  private final Map<String, String> issued = new HashMap<>();

  private EndToEndEnvironment() throws IOException {
    this(Map.of(), EndToEndEnvironment::developmentIssuer, Optional.empty());
  }

  /** Whose broker asks everybody who it is. */
  EndToEndEnvironment(BrokerAccess access) throws IOException {
    this(Map.of(), EndToEndEnvironment::developmentIssuer, Optional.of(access));
  }

  private static Tokens developmentIssuer(EnvironmentDescriptor store) {
    return new DevelopmentIssuer(Api.stranger(URI.create(store.issuerUrl())));
  }

  /** Whose persons come from another identity provider, which the configuration names. */
  EndToEndEnvironment(Tokens tokens, Map<String, String> everywhere) throws IOException {
    this(everywhere, store -> tokens, Optional.empty());
  }

  private EndToEndEnvironment(
      Map<String, String> everywhere,
      Function<EnvironmentDescriptor, Tokens> provider,
      Optional<BrokerAccess> access)
      throws IOException {
    this.everywhere = everywhere;
    this.access = access;
    // Beside the one that serves all tests.
    data = root.resolve("local/target/province" + (access.isPresent() ? "-with-access" : ""));
    Installation.delete(data);
    store =
        new EmbeddedProcess(
            EnvironmentSpec.in(data.resolve("store"))
                .withBinaries(root.resolve("embedded/target/binaries"))
                .withParts(Component.DATABASE, Component.ISSUER)
                .withDatabases(
                    Stream.of(Service.values())
                        .filter(Service::hasDatabase)
                        .map(Service::database)
                        .toArray(String[]::new))
                .withoutDurability()
                .withParent(ProcessHandle.current().pid()));
    EnvironmentSpec plain =
        EnvironmentSpec.in(data.resolve("broker"))
            .withParts(Component.BROKER)
            .withParent(ProcessHandle.current().pid());
    broker = new EmbeddedProcess(access.map(it -> it.on(plain)).orElse(plain));
    EnvironmentDescriptor ready = store.start();
    String bootstrapServers = broker.start().bootstrapServers();
    access.ifPresent(BrokerAccess::set);
    for (Service service : Service.values()) {
      addresses.put(service, URI.create("http://127.0.0.1:" + FreePort.find()));
    }
    wiring = Wiring.of(ready, bootstrapServers, addresses);
    tokens = provider.apply(ready);
    try {
      start(Service.values());
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  // Services --------------------------------------------------------------------------------------

  private void launch(Service service) throws IOException {
    launch(service.title(), service, addresses.get(service).getPort(), Map.of());
  }

  private ServiceProcess launch(
      String name, Service service, int port, Map<String, String> overrides) throws IOException {
    Map<String, String> configuration = new HashMap<>(wiring.configurationOf(service));
    configuration.put("solieu.release.seal-before", SEAL_BEFORE);
    configuration.putAll(SHORT_WAITS);
    configuration.put("quarkus.management.port", "0");
    if (service.hasDatabase()) {
      access.ifPresent(
          it ->
              it.of(service.title())
                  .forEach((key, value) -> configuration.put("kafka." + key, value)));
    }
    configuration.putAll(everywhere);
    configuration.putAll(overrides);
    ServiceProcess process =
        ServiceProcess.start(
            name,
            Service.commonOptions(root),
            service.jar(root),
            data,
            port,
            List.of(),
            configuration);
    running.put(name, process);
    return process;
  }

  /** SIGKILL, as the kernel would when it is out of memory. */
  void kill(Service... services) {
    for (Service service : services) {
      running.remove(service.title()).child().kill();
    }
  }

  void stop(Service service) {
    running.remove(service.title()).child().stop();
  }

  /** Starts services again where they were, and returns when they are ready. */
  void start(Service... services) throws IOException {
    for (Service service : services) {
      launch(service);
    }
    for (Service service : services) {
      running.get(service.title()).awaitReady();
    }
  }

  /** Starts again without waiting, for a service that cannot become ready yet. */
  void startUnready(Service service) throws IOException {
    launch(service);
  }

  /**
   * A second copy of a service over the same database, with a log of its own; what it is told wins
   * over the rest.
   */
  Copy startCopy(Service service, Map<String, String> overrides) throws IOException {
    String name = service.title() + "-copy-" + ++copies;
    ServiceProcess process = launch(name, service, FreePort.find(), overrides);
    process.awaitReady();
    return new Copy(name, process);
  }

  /** A second copy, until it is closed. */
  final class Copy implements AutoCloseable {
    private final String name;
    private final ServiceProcess process;

    private Copy(String name, ServiceProcess process) {
      this.name = name;
      this.process = process;
    }

    URI address() {
      return process.address();
    }

    Path log() {
      return process.log();
    }

    @Override
    public void close() {
      running.remove(name).child().stop();
    }
  }

  URI address(Service service) {
    return addresses.get(service);
  }

  /** Where the keys of the development issuer are. */
  URI keys() {
    return URI.create(wiring.issuerUrl() + "/jwks");
  }

  // What they stand on ----------------------------------------------------------------------------

  void killBroker() {
    broker.kill();
  }

  void startBroker() throws IOException {
    broker.start();
  }

  String bootstrapServers() {
    return wiring.bootstrapServers();
  }

  /** A session of the owner of a service's database. */
  Connection database(Service service) throws SQLException {
    return DriverManager.getConnection(
        wiring.jdbcUrl().apply(service.database()), wiring.jdbcUsername(), wiring.jdbcPassword());
  }

  // Persons ---------------------------------------------------------------------------------------

  @Override
  public Api stranger() {
    return Api.stranger(addresses.get(Service.GATEWAY));
  }

  @Override
  public Api person(String name, String agency, String... roles) {
    return stranger().as(token(name, agency, roles));
  }

  String token(String name, String agency, String... roles) {
    return issued.computeIfAbsent(
        name + "@" + agency + List.of(roles),
        key -> tokens.of(name + "@" + agency, agency, List.of(roles)));
  }

  // Sample ----------------------------------------------------------------------------------------

  /** What does not matter in a test is not printed. */
  private static final Progress SILENT =
      new Progress(new PrintStream(OutputStream.nullOutputStream()));

  void loadDefinitions() throws Exception {
    new SampleLoader(stranger(), tokens).loadDefinitions(SILENT);
  }

  void loadHistory(String history) throws Exception {
    loadDefinitions();
    new SampleLoader(stranger(), tokens).publish(Sample.issues(history), SILENT);
  }

  @Override
  public void close() throws IOException {
    running.values().parallelStream().forEach(process -> process.child().stop());
    running.clear();
    broker.stop();
    store.stop();
  }

  /** Gives the one province to every test that asks for it, and closes it after the last. */
  static final class Provider implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == EndToEndEnvironment.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(ExtensionContext.Namespace.create(EndToEndEnvironment.class))
          .computeIfAbsent(EndToEndEnvironment.class, key -> open(), EndToEndEnvironment.class);
    }

    private static EndToEndEnvironment open() {
      try {
        return new EndToEndEnvironment();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
