package vn.solieu.platform.startup;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import vn.solieu.platform.publication.ReleaseGate;
import vn.solieu.testing.UseTestEnvironment;

/** On the database of the build, whose fsync is off: one reason not to start is always there. */
@QuarkusTest
@UseTestEnvironment
class ReadinessChecksTest {

  private static final String GOOD_ISSUER = "https://login.example.vn/realms/solieu";
  private static final String GOOD_KEY = "8d3f0c5ab1e94f27a6d80be1c97f4422";
  private static final String GATE = "solieu_platform_test_public";

  @Inject DataSource database;

  @Inject
  @io.quarkus.agroal.DataSource(ReleaseGate.PUBLISHED)
  DataSource published;

  @Test
  void theDevelopmentIssuerIsRefused() {
    assertThat(
        findings("urn:solieu:development", Duration.ZERO, GATE),
        hasItem(containsString("signs for whoever asks")));
    assertThat(findings("", Duration.ZERO, GATE), hasItem(containsString("is not set")));
    assertThat(findings(GOOD_ISSUER, Duration.ZERO, GATE), not(hasItem(containsString("issuer"))));
  }

  @Test
  void aClockThatIsOffIsRefused() {
    assertThat(findings(GOOD_ISSUER, Duration.ofHours(-1), GATE), hasItem(containsString("PT-1H")));
    assertThat(findings(GOOD_ISSUER, Duration.ZERO, GATE), not(hasItem(containsString("clock"))));
  }

  @Test
  void aServiceKeyThatOthersKnowOrGuessIsRefused() {
    assertThat(keyFindings("development"), hasItem(containsString("which everybody knows")));
    for (String guessed : List.of("", "short")) {
      assertThat(keyFindings(guessed), hasItem(containsString("solieu.service-key is not set")));
    }
    assertThat(keyFindings(GOOD_KEY), not(hasItem(containsString("service-key"))));
  }

  @Test
  void aDatabaseThatMayForgetIsRefused() {
    assertThat(findings(GOOD_ISSUER, Duration.ZERO, GATE), hasItem(containsString("fsync=off")));
  }

  /** The user of the build's database is one. */
  @Test
  void aSuperuserIsRefused() {
    assertThat(
        findings(GOOD_ISSUER, Duration.ZERO, GATE), hasItem(containsString("is a superuser")));
  }

  @Test
  void theSessionsOfThePoolAreInUtc() {
    assertThat(
        findings(GOOD_ISSUER, Duration.ZERO, GATE), not(hasItem(containsString("TimeZone"))));
  }

  @Test
  void aGateThatReachesABaseTableIsRefused() throws SQLException {
    assertThat(findings(GOOD_ISSUER, Duration.ZERO, GATE), not(hasItem(containsString("reaches"))));

    run("GRANT SELECT (id) ON provoked TO " + GATE);
    try {
      assertThat(
          findings(GOOD_ISSUER, Duration.ZERO, GATE),
          hasItem(containsString("reaches the table public.provoked")));
    } finally {
      run("REVOKE SELECT (id) ON provoked FROM " + GATE);
    }
  }

  @Test
  void aGateThatIsNotThereIsRefused() {
    assertThat(
        findings(GOOD_ISSUER, Duration.ZERO, "no_such_role"),
        hasItem(containsString("does not exist")));
  }

  @Test
  void publicReadsOnSessionsOfTheServiceAreRefused() {
    assertThat(
        findings(GOOD_ISSUER, Duration.ZERO, GATE), not(hasItem(containsString("public reads"))));

    List<String> found =
        new ReadinessChecks(
                database,
                database,
                Environment.PRODUCTION,
                Optional.of(GOOD_ISSUER),
                Duration.ZERO,
                Optional.of(GATE),
                Optional.of(GOOD_KEY))
            .findings();

    assertThat(found, hasItem(containsString("public reads (quarkus.datasource.published)")));
    assertThat(found, hasItem(containsString("default_transaction_read_only=off")));
    assertThat(found, hasItem(containsString("default_transaction_isolation=read committed")));
  }

  @Test
  void productionSaysEverythingAtOnceAndDoesNotStart() {
    ReadinessChecks checks =
        checks(
            Environment.PRODUCTION, "urn:solieu:development", Duration.ofHours(1), "no_such_role");

    String message =
        assertThrows(IllegalStateException.class, () -> checks.check(new StartupEvent()))
            .getMessage();

    for (String reason :
        List.of("urn:solieu:development", "solieu.clock.offset", "no_such_role", "fsync=off")) {
      assertThat(message, containsString(reason));
    }
  }

  @Test
  void developmentStartsAllTheSame() {
    ReadinessChecks checks =
        checks(Environment.DEVELOPMENT, "urn:solieu:development", Duration.ofHours(1), GATE);

    assertDoesNotThrow(() -> checks.check(new StartupEvent()));
  }

  private List<String> findings(String issuer, Duration offset, String gate) {
    return checks(Environment.PRODUCTION, issuer, offset, gate).findings();
  }

  private ReadinessChecks checks(
      Environment environment, String issuer, Duration offset, String gate) {
    return new ReadinessChecks(
        database,
        published,
        environment,
        Optional.of(issuer),
        offset,
        Optional.of(gate),
        Optional.of(GOOD_KEY));
  }

  private List<String> keyFindings(String key) {
    return new ReadinessChecks(
            database,
            published,
            Environment.PRODUCTION,
            Optional.of(GOOD_ISSUER),
            Duration.ZERO,
            Optional.of(GATE),
            Optional.of(key))
        .findings();
  }

  private void run(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
