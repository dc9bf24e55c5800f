package vn.solieu.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevEnvironmentTest {

  /** One unpacking for all the tests of a build. */
  private static final Path BINARIES = Path.of("target", "binaries");

  @TempDir Path directory;

  @Test
  void holdsAllPartsAndLeavesNothingBehind() throws Exception {
    EnvironmentSpec plan = plan().withDatabases("indicator", "calendar");
    EmbeddedProcess environment = new EmbeddedProcess(plan);
    EnvironmentDescriptor descriptor = environment.start();
    long postmaster =
        Long.parseLong(descriptor.find(EnvironmentDescriptor.DATABASE_PID).orElseThrow());
    try (Connection connection = connect(descriptor, "calendar")) {
      assertEquals("ĐỒNG THÁP", query(connection, "SELECT upper('đồng tháp')"));
      assertEquals("on", query(connection, "SHOW fsync"));
      assertEquals("on", query(connection, "SHOW synchronous_commit"));
    }
    assertTrue(EnvironmentDescriptor.read(directory).isPresent());

    environment.stop();

    assertFalse(environment.isAlive());
    assertTrue(EnvironmentDescriptor.read(directory).isEmpty());
    assertTrue(ProcessHandle.of(postmaster).map(ProcessTermination::hasEnded).orElse(true));
    assertFalse(Files.exists(directory.resolve(EnvironmentDescriptor.FILE)));
  }

  @Test
  void keepsCommittedRowsWhenThePostmasterIsKilled() throws Exception {
    try (EmbeddedProcess environment = new EmbeddedProcess(plan().withParts(Component.DATABASE))) {
      EnvironmentDescriptor before = environment.start();
      execute(before, "CREATE TABLE figure (value numeric)", "INSERT INTO figure VALUES (1.10)");

      environment.kill();
      assertThrows(SQLException.class, () -> connect(before, "postgres").close());
      EnvironmentDescriptor after = environment.start();

      assertEquals(before.jdbcUrl("postgres"), after.jdbcUrl("postgres"));
      try (Connection connection = connect(after, "postgres")) {
        assertEquals("1.10", query(connection, "SELECT value FROM figure"));
      }
    }
  }

  @Test
  void replacesADatabaseThatOutlivedItsLauncher() throws Exception {
    try (EmbeddedProcess environment = new EmbeddedProcess(plan().withParts(Component.DATABASE))) {
      EnvironmentDescriptor before = environment.start();
      execute(before, "CREATE TABLE figure (value numeric)", "INSERT INTO figure VALUES (2)");
      ProcessHandle launcher = ProcessHandle.of(before.pid()).orElseThrow();
      launcher.destroyForcibly();
      assertTrue(ProcessTermination.await(launcher, Duration.ofSeconds(10)));
      String survivor = before.find(EnvironmentDescriptor.DATABASE_PID).orElseThrow();
      assertTrue(ProcessHandle.of(Long.parseLong(survivor)).isPresent());

      EnvironmentDescriptor after = environment.start();

      assertFalse(survivor.equals(after.find(EnvironmentDescriptor.DATABASE_PID).orElseThrow()));
      try (Connection connection = connect(after, "postgres")) {
        assertEquals("2", query(connection, "SELECT value FROM figure"));
      }
    }
  }

  @Test
  void repairsAnUnpackingThatFailed() throws Exception {
    Path binaries = directory.resolve("binaries");
    EnvironmentSpec plan = plan().withParts(Component.DATABASE).withBinaries(binaries);
    try (EmbeddedProcess environment = new EmbeddedProcess(plan)) {
      environment.start();
      environment.stop();
      Path unpacked;
      try (var entries = Files.newDirectoryStream(binaries, "PG-*")) {
        unpacked = entries.iterator().next();
      }
      Files.delete(unpacked.resolve(".exists"));
      Directories.delete(unpacked.resolve("bin"));

      EnvironmentDescriptor descriptor = environment.start();

      try (Connection connection = connect(descriptor, "postgres")) {
        assertEquals("1", query(connection, "SELECT 1"));
      }
    }
  }

  /** As in an ordinary container. Only root can tell the difference. */
  @Test
  void runsAsNobodyWhereRootMayNotMakeAUserNamespace() throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")));
    Path place = Files.createTempDirectory("house");
    Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path tools = Files.createDirectories(place.resolve("tools"));
    Path unshare = Files.writeString(tools.resolve("unshare"), "#!/bin/sh\nexit 1\n");
    assertTrue(unshare.toFile().setExecutable(true));
    EnvironmentSpec plan = EnvironmentSpec.in(place.resolve("house"));
    EmbeddedProcess environment =
        new EmbeddedProcess(
            plan,
            Path.of("target", "classes").toAbsolutePath()
                + ":"
                + Path.of("target", "lib").toAbsolutePath()
                + "/*",
            Map.of("PATH", tools + ":" + System.getenv("PATH")));
    try {
      EnvironmentDescriptor descriptor = environment.start();
      try (Connection connection = connect(descriptor, "postgres")) {
        assertEquals("1", query(connection, "SELECT 1"));
      }
      ProcessHandle inner = ProcessHandle.of(descriptor.pid()).orElseThrow();
      environment.stop();
      assertTrue(ProcessTermination.hasEnded(inner));
    } finally {
      environment.kill();
      Directories.delete(place);
    }
  }

  @Test
  void keepsTopicsAndRecordsWhenTheBrokerIsKilled() throws Exception {
    try (EmbeddedProcess environment = new EmbeddedProcess(plan().withParts(Component.BROKER))) {
      EnvironmentDescriptor before = environment.start();
      try (Admin admin = admin(before)) {
        admin.createTopics(List.of(new NewTopic("release", 1, (short) 1))).all().get();
      }
      send(before, "release", "before");

      environment.kill();
      EnvironmentDescriptor after = environment.start();

      assertEquals(before.bootstrapServers(), after.bootstrapServers());
      send(after, "release", "after");
      assertEquals(List.of("before", "after"), read(after, "release", 2));
    }
  }

  @Test
  void aProducerOutlivesTheRestartOfTheBroker() throws Exception {
    try (EmbeddedProcess environment = new EmbeddedProcess(plan().withParts(Component.BROKER))) {
      EnvironmentDescriptor descriptor = environment.start();
      try (Admin admin = admin(descriptor)) {
        admin.createTopics(List.of(new NewTopic("release", 1, (short) 1))).all().get();
      }
      try (KafkaProducer<String, String> producer = producer(descriptor)) {
        producer.send(new ProducerRecord<>("release", "first")).get();
        environment.kill();
        var pending = producer.send(new ProducerRecord<>("release", "second"));

        environment.start();

        assertEquals(1, pending.get(60, TimeUnit.SECONDS).offset());
      }
    }
  }

  @Test
  void refusesATopicThatNobodyMade() throws Exception {
    try (EmbeddedProcess environment = new EmbeddedProcess(plan().withParts(Component.BROKER));
        Admin admin = admin(environment.start())) {
      ExecutionException refusal =
          assertThrows(
              ExecutionException.class,
              () -> admin.describeTopics(List.of("mistyped")).allTopicNames().get());
      assertEquals(UnknownTopicOrPartitionException.class, refusal.getCause().getClass());
    }
  }

  @Test
  void issuesTokensThatItsKeysVerifyEvenAfterARestart() throws Exception {
    try (EmbeddedProcess environment = new EmbeddedProcess(plan().withParts(Component.ISSUER))) {
      String issuer = environment.start().issuerUrl();
      String token =
          token(issuer, "{\"sub\":\"lan\",\"groups\":[\"reporter\"],\"agency\":\"so-y-te\"}");
      environment.stop();
      assertEquals(issuer, environment.start().issuerUrl());

      JsonWebKeySet keys = new JsonWebKeySet(get(issuer + "/jwks"));
      JwtConsumer consumer =
          new JwtConsumerBuilder()
              .setVerificationKeyResolver(new JwksVerificationKeyResolver(keys.getJsonWebKeys()))
              .setExpectedIssuer(DevelopmentTokens.ISSUER)
              .setExpectedAudience(DevelopmentTokens.AUDIENCE)
              .setRequireExpirationTime()
              .build();
      JwtClaims claims = consumer.processToClaims(token);
      assertEquals("lan", claims.getStringClaimValue("upn"));
      assertEquals(List.of("reporter"), claims.getStringListClaimValue("groups"));
      assertFalse(get(issuer + "/jwks").contains("\"d\""), "the private half stays at home");
    }
  }

  @Test
  void saysWhyItDidNotStart() throws Exception {
    EnvironmentSpec taken;
    try (EmbeddedProcess environment = new EmbeddedProcess(plan().withParts(Component.ISSUER))) {
      int port = URI.create(environment.start().issuerUrl()).getPort();
      taken = EnvironmentSpec.in(directory.resolve("other")).withParts(Component.ISSUER);
      EmbeddedProcess second = new EmbeddedProcess(taken.withPort(Component.ISSUER, port));
      IOException refusal = assertThrows(IOException.class, second::start);
      assertTrue(refusal.getMessage().contains("Address already in use"), refusal.getMessage());
    }
  }

  @Test
  void endsWithItsParent() throws Exception {
    Process parent = new ProcessBuilder("sleep", "600").start();
    EmbeddedProcess environment =
        new EmbeddedProcess(plan().withParts(Component.ISSUER).withParent(parent.pid()));
    EnvironmentDescriptor descriptor = environment.start();
    ProcessHandle launcher = ProcessHandle.of(descriptor.pid()).orElseThrow();

    parent.destroyForcibly();

    assertTrue(ProcessTermination.await(launcher, Duration.ofSeconds(10)));
    assertTrue(EnvironmentDescriptor.read(directory).isEmpty());
  }

  @Test
  void aPlanTravelsAsArguments() {
    EnvironmentSpec plan =
        EnvironmentSpec.in(directory)
            .withParts(Component.BROKER, Component.DATABASE)
            .withPort(Component.BROKER, 9092)
            .withDatabases("indicator", "calendar")
            .withDatabaseSetting("work_mem", "8MB")
            .withoutDurability()
            .withParent(7);
    assertEquals(plan, EnvironmentSpec.parse(plan.toArguments().toArray(String[]::new)));
  }

  private EnvironmentSpec plan() {
    return EnvironmentSpec.in(directory).withBinaries(BINARIES);
  }

  private static Connection connect(EnvironmentDescriptor environment, String database)
      throws SQLException {
    return DriverManager.getConnection(
        environment.jdbcUrl(database), environment.jdbcUsername(), environment.jdbcPassword());
  }

  private static String query(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      assertTrue(row.next());
      return row.getString(1);
    }
  }

  private static void execute(EnvironmentDescriptor environment, String... statements)
      throws SQLException {
    try (Connection connection = connect(environment, "postgres");
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static Admin admin(EnvironmentDescriptor environment) {
    return Admin.create(Map.of("bootstrap.servers", environment.bootstrapServers()));
  }

  private static KafkaProducer<String, String> producer(EnvironmentDescriptor environment) {
    Properties properties = new Properties();
    properties.setProperty("bootstrap.servers", environment.bootstrapServers());
    return new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer());
  }

  private static void send(EnvironmentDescriptor environment, String topic, String value)
      throws Exception {
    try (KafkaProducer<String, String> producer = producer(environment)) {
      producer.send(new ProducerRecord<>(topic, value)).get();
    }
  }

  private static List<String> read(EnvironmentDescriptor environment, String topic, int count) {
    Properties properties = new Properties();
    properties.setProperty("bootstrap.servers", environment.bootstrapServers());
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
      Set<TopicPartition> partitions = Set.of(new TopicPartition(topic, 0));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (values.size() < count && System.nanoTime() < deadline) {
        consumer.poll(Duration.ofMillis(200)).forEach(message -> values.add(message.value()));
      }
    }
    return values;
  }

  private static String token(String issuer, String claims) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(issuer + "/token"))
            .POST(HttpRequest.BodyPublishers.ofString(claims))
            .build();
    return (String) JsonUtil.parseJson(send(request)).get("access_token");
  }

  private static String get(String address) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(address)).build());
  }

  private static String send(HttpRequest request) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      assertEquals(200, response.statusCode(), response.body());
      return response.body();
    }
  }
}
