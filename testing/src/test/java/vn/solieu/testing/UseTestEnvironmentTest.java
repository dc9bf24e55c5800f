package vn.solieu.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import vn.solieu.embedded.DevelopmentTokens;

/** A Quarkus application gets its database, its topics and its clock from here. */
@QuarkusTest
@UseTestEnvironment
class UseTestEnvironmentTest {

  @ConfigProperty(name = "quarkus.datasource.jdbc.url")
  String jdbcUrl;

  @ConfigProperty(name = "quarkus.datasource.username")
  String username;

  @ConfigProperty(name = "quarkus.datasource.password")
  String password;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrapServers;

  @ConfigProperty(name = "solieu.topic.prefix")
  String topicPrefix;

  @ConfigProperty(name = "mp.jwt.verify.issuer")
  String issuer;

  @Inject Clock clock;
  @Inject MovableClock movable;

  @Test
  void hasADatabaseOfItsOwn() throws Exception {
    try (Connection connection = DriverManager.getConnection(jdbcUrl, username, password)) {
      assertTrue(connection.getCatalog().startsWith("testing_"), connection.getCatalog());
    }
  }

  @Test
  void sharesTheBrokerOfTheBuildUnderAPrefixOfItsOwn() {
    assertEquals(SharedTestEnvironment.announcement().bootstrapServers(), bootstrapServers);
    assertTrue(topicPrefix.startsWith("test-"));
  }

  @Test
  void believesTheIssuerOfTheHouse() {
    assertEquals(DevelopmentTokens.ISSUER, issuer);
  }

  @Test
  void readsTheTimeThatTheTestSets() {
    assertSame(movable, clock);
  }
}
