package vn.solieu.platform.publication;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.solieu.embedded.EnvironmentDescriptor;
import vn.solieu.platform.sql.Sql;
import vn.solieu.testing.SharedTestEnvironment;
import vn.solieu.testing.UseTestEnvironment;

/** Readiness names what is missing, and comes back by itself. */
@QuarkusTest
@UseTestEnvironment
class ReadinessTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  private static final String DATABASE = "Database connections health check";
  private static final String GATE = "release gate";
  private static final String FOLLOWER = "publication follower";

  @Inject Sql sql;

  @ConfigProperty(name = "quarkus.datasource.jdbc.url")
  String url;

  @ConfigProperty(name = "solieu.gate.role")
  String role;

  private String database;

  @BeforeEach
  void ready() {
    database = url.substring(url.lastIndexOf('/') + 1).replaceAll("\\?.*", "");
    await().atMost(SOON).untilAsserted(() -> assertEquals(200, readiness().statusCode()));
  }

  @AfterEach
  void mended() throws SQLException {
    admit(true);
    // The first connections that are lent may be those that were cut.
    await().atMost(SOON).ignoreExceptions().until(this::grant);
    await().atMost(SOON).untilAsserted(() -> assertEquals(200, readiness().statusCode()));
  }

  private boolean grant() {
    sql.update("grant select on published_position to \"" + role + "\"");
    return true;
  }

  @Test
  void everyPartIsNamed() {
    assertEquals("UP", stateOf(DATABASE));
    assertEquals("UP", stateOf(GATE));
    assertEquals("UP", stateOf(FOLLOWER));
  }

  @Test
  void aDatabaseThatIsAwayIsNamedUntilItReturns() throws SQLException {
    admit(false);

    await().atMost(SOON).untilAsserted(() -> assertEquals("DOWN", stateOf(DATABASE)));
    assertEquals(503, readiness().statusCode());
    assertEquals("UP", stateOf(FOLLOWER));

    admit(true);

    await().atMost(SOON).untilAsserted(() -> assertEquals(200, readiness().statusCode()));
  }

  @Test
  void aGateRoleThatLostItsRightsIsNamedAlone() {
    sql.update("revoke select on published_position from \"" + role + "\"");

    assertEquals(503, readiness().statusCode());
    assertEquals("DOWN", stateOf(GATE));
    assertEquals("UP", stateOf(DATABASE));
  }

  private static Response readiness() {
    return RestAssured.get("/q/health/ready");
  }

  private static String stateOf(String check) {
    return readiness().path("checks.find { it.name == '" + check + "' }.status");
  }

  /** The database takes no one in and sends away whoever is there, as a server that restarts. */
  private void admit(boolean connections) throws SQLException {
    EnvironmentDescriptor environment = SharedTestEnvironment.announcement();
    try (Connection server =
            DriverManager.getConnection(
                environment.jdbcUrl("postgres"),
                environment.jdbcUsername(),
                environment.jdbcPassword());
        var statement = server.createStatement()) {
      statement.execute(
          "alter database \"%s\" allow_connections %s".formatted(database, connections));
      if (!connections) {
        statement.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = '%s'"
                .formatted(database));
      }
    }
  }
}
