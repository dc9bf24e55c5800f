package vn.solieu.benchmarks;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jose4j.jwt.JwtClaims;
import vn.solieu.embedded.DevelopmentTokens;
import vn.solieu.embedded.EmbeddedProcess;
import vn.solieu.embedded.EnvironmentDescriptor;
import vn.solieu.embedded.EnvironmentSpec;
import vn.solieu.embedded.FreePort;

/** PostgreSQL and Kafka as they keep data, and packaged services in 256 MB of heap each. */
final class BenchmarkEnvironment implements AutoCloseable {

  private static final String INDICATOR = "indicator-service";
  private static final String CALENDAR = "calendar-service";
  private static final String GATEWAY = "gateway";
  private static final Map<String, String> DATABASES =
      Map.of(INDICATOR, "solieu_indicator", CALENDAR, "solieu_calendar");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Path root;
  private final EmbeddedProcess environment;
  private final EnvironmentDescriptor announcement;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, Integer> ports = new HashMap<>();
  private final Map<String, Process> services = new HashMap<>();

  private BenchmarkEnvironment(
      Path root, EmbeddedProcess environment, EnvironmentDescriptor announcement) {
    this.root = root;
    this.environment = environment;
    this.announcement = announcement;
    for (String service : List.of(INDICATOR, CALENDAR, GATEWAY)) {
      ports.put(service, FreePort.find());
    }
  }

  static BenchmarkEnvironment start(Path root) throws IOException, InterruptedException {
    Path data = root.resolve("benchmarks/target/stand");
    delete(data);
    Files.createDirectories(data);
    EmbeddedProcess environment =
        new EmbeddedProcess(
            EnvironmentSpec.in(data.resolve("house"))
                .withBinaries(data.resolve("binaries"))
                .withDatabases(DATABASES.values().toArray(String[]::new))
                .withDatabaseSetting("shared_buffers", "512MB")
                .withDatabaseSetting("max_wal_size", "4GB")
                // When a write was committed: asked for afterwards, since no client can tell.
                .withDatabaseSetting("track_commit_timestamp", "on")
                .withParent(ProcessHandle.current().pid()));
    BenchmarkEnvironment stand = new BenchmarkEnvironment(root, environment, environment.start());
    stand.launch(INDICATOR, List.of());
    return stand;
  }

  /** The calendar and the gateway as well; the indicator-service follows the calendar's log. */
  void withCalendar() throws IOException, InterruptedException {
    launch(CALENDAR, List.of("-Dsolieu.release.seal-before=PT0.5S"));
    restart("-Dsolieu.publication.follower.enabled=true");
    launch(GATEWAY, List.of());
  }

  /** The gateway alone: public reads need no calendar. */
  void withGateway() throws IOException, InterruptedException {
    launch(GATEWAY, List.of());
  }

  private void launch(String name, List<String> options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-Dsolieu.environment=development",
            "-Dsolieu.publication.follower.enabled=false",
            "-Dsolieu.indicator.url=" + address(INDICATOR),
            "-Dsolieu.calendar.url=" + address(CALENDAR),
            "-Dsolieu.gateway.services.indicator-service=" + address(INDICATOR),
            "-Dsolieu.gateway.services.calendar-service=" + address(CALENDAR),
            "-Dquarkus.http.port=" + ports.get(name),
            "-Dquarkus.management.port=0",
            "-Dquarkus.datasource.username=" + announcement.jdbcUsername(),
            "-Dquarkus.datasource.password=" + announcement.jdbcPassword(),
            "-Dkafka.bootstrap.servers=" + announcement.bootstrapServers(),
            "-Dmp.jwt.verify.publickey.location=" + announcement.issuerUrl() + "/jwks",
            "-Dmp.jwt.verify.issuer=" + DevelopmentTokens.ISSUER));
    String database = DATABASES.get(name);
    if (database != null) {
      command.add("-Dquarkus.datasource.jdbc.url=" + announcement.jdbcUrl(database));
    }
    command.addAll(options); // after the others: the last one counts
    command.add("-jar");
    command.add(root.resolve(name + "/target/quarkus-app/quarkus-run.jar").toString());
    services.put(
        name,
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(root.resolve("benchmarks/target/stand/" + name + ".log").toFile())
            .start());
    awaitReady(name);
  }

  /**
   * Stops the indicator-service, waits until it has ended (and written its start cache, if it was
   * told to), and starts it with other options of the JVM.
   *
   * @return from the start of the process to the first answer that it is ready
   */
  Duration restart(String... options) throws IOException, InterruptedException {
    Process service = service(INDICATOR);
    service.destroy();
    service.waitFor();
    long start = System.nanoTime();
    launch(INDICATOR, List.of(options));
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** Of the indicator-service in bytes, as Linux counts it. */
  long residentMemory() throws IOException {
    Path status = Path.of("/proc", Long.toString(service(INDICATOR).pid()), "status");
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
      }
    }
    throw new IOException("The system does not tell the memory of a process");
  }

  private Process service(String name) {
    return requireNonNull(services.get(name), name);
  }

  private String address(String name) {
    return "http://127.0.0.1:" + ports.get(name);
  }

  String bootstrapServers() {
    return announcement.bootstrapServers();
  }

  private void awaitReady(String name) throws IOException, InterruptedException {
    URI ready = URI.create(address(name) + "/q/health/ready");
    Process service = service(name);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        var answer = http.send(HttpRequest.newBuilder(ready).build(), BodyHandlers.discarding());
        if (answer.statusCode() == 200) {
          return;
        }
      } catch (IOException notListening) {
        // It starts.
      }
      if (System.nanoTime() > deadline || !service.isAlive()) {
        close();
        throw new IOException(name + " does not start; see benchmarks/target/stand");
      }
      service.waitFor(10, TimeUnit.MILLISECONDS);
    }
  }

  URI at(String path) {
    return URI.create(address(INDICATOR) + path);
  }

  URI atGateway(String path) {
    return URI.create(address(GATEWAY) + path);
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(at(path)).build(), BodyHandlers.ofString());
  }

  /** As the administrator, who may before there is a statistics office; fails unless created. */
  JsonNode create(String method, String path, String json)
      throws IOException, InterruptedException {
    return send(method, path, "admin", "application/json", BodyPublishers.ofString(json), Map.of());
  }

  JsonNode send(
      String method,
      String path,
      String role,
      String contentType,
      BodyPublisher body,
      Map<String, String> headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(path.startsWith("/") ? at(path) : URI.create(path))
            .method(method, body)
            .header("Content-Type", contentType)
            .header("Authorization", "Bearer " + token(role));
    headers.forEach(request::header);
    HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IOException(
          "%s %s: %d %.500s".formatted(method, path, answer.statusCode(), answer.body()));
    }
    return JSON.readTree(answer.body());
  }

  JsonNode read(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(at(path))
            .header("Authorization", "Bearer " + token("statistician"))
            .build();
    return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
  }

  String token(String role) throws IOException, InterruptedException {
    return token(role, "BENCH");
  }

  String token(String role, String agency) throws IOException, InterruptedException {
    JwtClaims claims = DevelopmentTokens.claims(role, role, agency, Clock.systemUTC().instant());
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(announcement.issuerUrl() + "/token"))
            .POST(BodyPublishers.ofString(claims.toJson()))
            .build();
    return JSON.readTree(http.send(request, BodyHandlers.ofString()).body())
        .get("access_token")
        .asText();
  }

  /** Of the indicator-service's database, as programs outside Java take it. */
  String connectionUri() {
    return announcement
        .jdbcUrl("solieu_indicator")
        .replace("jdbc:postgresql://", "postgres://" + announcement.jdbcUsername() + "@");
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(
        announcement.jdbcUrl("solieu_indicator"),
        announcement.jdbcUsername(),
        announcement.jdbcPassword());
  }

  void execute(String... statements) throws SQLException {
    try (Connection connection = connect();
        var statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** The one value that a query answers. */
  String text(String query) throws SQLException {
    try (Connection connection = connect();
        var statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }

  /** What every benchmark needs: an agency, units, an indicator with one measure, areas. */
  void define(int areas) throws IOException, InterruptedException, SQLException {
    create(
        "PUT",
        "/v1/agencies/BENCH",
        """
        {"nameVi": "Thống kê", "kind": "statistics-office", "level": "province"}
        """);
    create(
        "PUT",
        "/v1/codelists/CL_UNIT",
        """
        {"nameVi": "Đơn vị", "codes": [{"code": "TONNE", "nameVi": "Tấn"}]}
        """);
    create(
        "PUT",
        "/v1/indicators/BENCH",
        """
        {"nameVi": "Sản lượng", "status": "example", "frequencies": ["month"],
         "measures": [{"id": "BENCH_OUTPUT", "nameVi": "Sản lượng", "unit": "TONNE", "decimals": 1,
                       "additivity": "sum"}]}
        """);
    execute(
        "insert into area (id, tier, version) select 'BENCH' || i, 'commune', 1 from generate_series(1, %d) i"
            .formatted(areas),
        """
        insert into area_fact (area, tier, code, name_vi, type, valid_from)
        select key, tier, (500000 + key)::text, 'Xã ' || key, 'commune', null from area
        """,
        "update definition_revision set revision = revision + 1",
        "analyze");
  }

  static Map<String, String> machine() {
    Map<String, String> facts = new TreeMap<>();
    facts.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
    facts.put("java", Runtime.version().toString());
    facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    return facts;
  }

  private static void delete(Path directory) throws IOException {
    if (Files.notExists(directory)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> paths = Files.walk(directory)) {
      all = paths.sorted((a, b) -> b.compareTo(a)).toList();
    }
    for (Path path : all) {
      Files.delete(path);
    }
  }

  @Override
  public void close() throws IOException {
    services.values().forEach(Process::destroy);
    try {
      for (Process service : services.values()) {
        service.waitFor(10, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    http.close();
    environment.close();
  }
}
