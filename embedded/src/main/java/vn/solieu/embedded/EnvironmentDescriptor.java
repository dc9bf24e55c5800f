package vn.solieu.embedded;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;

/**
 * How an environment that is ready is reached: the file {@code house.properties} of its directory.
 * The file appears at once and whole, so who sees it can use it.
 */
public final class EnvironmentDescriptor {

  static final String FILE = "house.properties";

  static final String PID = "pid";
  static final String DATABASE_PID = "database.pid";
  static final String DATABASE_PORT = "database.port";
  static final String BROKER_PORT = "broker.port";
  static final String ISSUER_PORT = "issuer.port";

  private static final String JDBC_URL = "jdbc.url";
  private static final String JDBC_USERNAME = "jdbc.username";
  private static final String JDBC_PASSWORD = "jdbc.password";
  private static final String BOOTSTRAP_SERVERS = "kafka.bootstrap.servers";
  private static final String ISSUER_URL = "issuer.url";

  private final Properties properties;

  EnvironmentDescriptor(Properties properties) {
    this.properties = properties;
  }

  /** The descriptor in this directory, if the environment that wrote it is alive. */
  public static Optional<EnvironmentDescriptor> read(Path directory) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(directory.resolve(FILE))) {
      properties.load(reader);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    EnvironmentDescriptor descriptor = new EnvironmentDescriptor(properties);
    return descriptor.isAlive() ? Optional.of(descriptor) : Optional.empty();
  }

  void write(Path directory) throws IOException {
    Path draft = directory.resolve(FILE + ".draft");
    try (Writer writer = Files.newBufferedWriter(draft)) {
      properties.store(writer, null);
    }
    Files.move(
        draft,
        directory.resolve(FILE),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  static void remove(Path directory) throws IOException {
    Files.deleteIfExists(directory.resolve(FILE));
  }

  void describeDatabase(int port, long pid) {
    properties.setProperty(DATABASE_PORT, Integer.toString(port));
    properties.setProperty(DATABASE_PID, Long.toString(pid));
    properties.setProperty(JDBC_URL, "jdbc:postgresql://127.0.0.1:" + port + "/");
    properties.setProperty(JDBC_USERNAME, Database.USER);
    properties.setProperty(JDBC_PASSWORD, Database.PASSWORD);
  }

  void describeBroker(int port) {
    properties.setProperty(BROKER_PORT, Integer.toString(port));
    properties.setProperty(BOOTSTRAP_SERVERS, "127.0.0.1:" + port);
  }

  void describeIssuer(int port) {
    properties.setProperty(ISSUER_PORT, Integer.toString(port));
    properties.setProperty(ISSUER_URL, "http://127.0.0.1:" + port);
  }

  boolean isAlive() {
    return ProcessHandle.of(pid())
        .map(process -> !ProcessTermination.hasEnded(process))
        .orElse(false);
  }

  public long pid() {
    return Long.parseLong(get(PID));
  }

  Optional<String> find(String name) {
    return Optional.ofNullable(properties.getProperty(name));
  }

  public String jdbcUrl(String database) {
    return get(JDBC_URL) + database;
  }

  public String jdbcUsername() {
    return get(JDBC_USERNAME);
  }

  public String jdbcPassword() {
    return get(JDBC_PASSWORD);
  }

  public String bootstrapServers() {
    return get(BOOTSTRAP_SERVERS);
  }

  /**
   * Address of the token issuer, without a path: keys under {@code /jwks}, tokens by {@code POST
   * /token}.
   */
  public String issuerUrl() {
    return get(ISSUER_URL);
  }

  private String get(String name) {
    return find(name)
        .orElseThrow(
            () -> new IllegalStateException("This environment was started without " + name));
  }
}
