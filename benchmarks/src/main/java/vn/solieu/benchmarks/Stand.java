package vn.solieu.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jose4j.jwt.JwtClaims;
import vn.solieu.embedded.Announcement;
import vn.solieu.embedded.DevelopmentTokens;
import vn.solieu.embedded.EmbeddedProcess;
import vn.solieu.embedded.HousePlan;

/** PostgreSQL and Kafka as they keep data, and the packaged indicator-service in 256 MB of heap. */
final class Stand implements AutoCloseable {

  static final String DATABASE = "solieu_indicator";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final EmbeddedProcess house;
  private final Announcement announcement;
  private final Process service;
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI address;

  private Stand(EmbeddedProcess house, Announcement announcement, Process service, URI address) {
    this.house = house;
    this.announcement = announcement;
    this.service = service;
    this.address = address;
  }

  static Stand start(Path root) throws IOException, InterruptedException {
    Path data = root.resolve("benchmarks/target/stand");
    delete(data);
    Files.createDirectories(data);
    EmbeddedProcess house =
        new EmbeddedProcess(
            HousePlan.in(data.resolve("house"))
                .withBinaries(data.resolve("binaries"))
                .withDatabases(DATABASE)
                .withDatabaseSetting("shared_buffers", "512MB")
                .withDatabaseSetting("max_wal_size", "4GB")
                .withParent(ProcessHandle.current().pid()));
    Announcement announcement = house.start();
    int port = freePort();
    Process service = service(root, data, announcement, port);
    Stand stand = new Stand(house, announcement, service, URI.create("http://127.0.0.1:" + port));
    stand.awaitReady();
    return stand;
  }

  private static Process service(Path root, Path data, Announcement house, int port)
      throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-Dsolieu.environment=development",
            "-Dsolieu.publication.follower.enabled=false",
            "-Dquarkus.http.port=" + port,
            "-Dquarkus.management.port=0",
            "-Dquarkus.datasource.jdbc.url=" + house.jdbcUrl(DATABASE),
            "-Dquarkus.datasource.username=" + house.jdbcUsername(),
            "-Dquarkus.datasource.password=" + house.jdbcPassword(),
            "-Dkafka.bootstrap.servers=" + house.bootstrapServers(),
            "-Dmp.jwt.verify.publickey.location=" + house.issuerUrl() + "/jwks",
            "-Dmp.jwt.verify.issuer=" + DevelopmentTokens.ISSUER,
            "-jar",
            root.resolve("indicator-service/target/quarkus-app/quarkus-run.jar").toString())
        .redirectErrorStream(true)
        .redirectOutput(data.resolve("indicator-service.log").toFile())
        .start();
  }

  private void awaitReady() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        if (get("/q/health/ready").statusCode() == 200) {
          return;
        }
      } catch (IOException notListening) {
        // It starts.
      }
      if (System.nanoTime() > deadline || !service.isAlive()) {
        close();
        throw new IOException("The service does not start; see benchmarks/target/stand");
      }
      service.waitFor(100, TimeUnit.MILLISECONDS);
    }
  }

  URI at(String path) {
    return address.resolve(path);
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(at(path)).build(), BodyHandlers.ofString());
  }

  /** As the statistics office; fails unless it is created. */
  JsonNode create(String method, String path, String json)
      throws IOException, InterruptedException {
    return send(
        method, path, "statistician", "application/json", BodyPublishers.ofString(json), Map.of());
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
        HttpRequest.newBuilder(at(path))
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

  private String token(String role) throws IOException, InterruptedException {
    JwtClaims claims = DevelopmentTokens.claims(role, role, "BENCH", Clock.systemUTC().instant());
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(announcement.issuerUrl() + "/token"))
            .POST(BodyPublishers.ofString(claims.toJson()))
            .build();
    return JSON.readTree(http.send(request, BodyHandlers.ofString()).body())
        .get("access_token")
        .asText();
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(
        announcement.jdbcUrl(DATABASE), announcement.jdbcUsername(), announcement.jdbcPassword());
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
        {"nameVi": "Sở", "kind": "department", "level": "province"}
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

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
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
    service.destroy();
    try {
      service.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    http.close();
    house.close();
  }
}
