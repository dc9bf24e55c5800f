package vn.solieu.indicator.submission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static vn.solieu.indicator.form.Reporting.FARMING;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import vn.solieu.indicator.form.Reporting;
import vn.solieu.indicator.observation.NewVintage;
import vn.solieu.indicator.observation.Origin;
import vn.solieu.indicator.observation.VintageStore;
import vn.solieu.platform.sql.Sql;
import vn.solieu.testing.UseTestEnvironment;

/** The temporary tables of a push, in a session that many pushes use. */
@QuarkusTest
@UseTestEnvironment
class StagingTest {

  private static final String ANY = "select 'prepared in this session'";

  /** After as many executions the driver prepares a statement in the session. */
  private static final int THRESHOLD = 5;

  @Inject DataSource source;
  @Inject Sql sql;
  @Inject VintageStore vintages;

  @Test
  void thePushesOfASessionLeaveWhatItHasPrepared() throws SQLException {
    Reporting.build();
    QuarkusTransaction.begin();
    try {
      store();
      for (int i = 0; i < THRESHOLD; i++) {
        sql.exists(ANY);
      }
      List<String> before = prepared();

      store();
      sql.exists(ANY);

      assertEquals(1, before.size());
      assertEquals(before, prepared());
    } finally {
      QuarkusTransaction.rollback();
    }
  }

  private void store() throws SQLException {
    try (Connection connection = source.getConnection();
        Staging staging = new Staging(connection)) {
      staging.finish();
    }
    vintages.create(
        new NewVintage(
            UUID.randomUUID(),
            UUID.randomUUID(),
            FARMING,
            "STAGING",
            Set.of(),
            Origin.REPORTED,
            "department",
            OffsetDateTime.parse("2024-01-01T00:00:00Z"),
            null,
            null,
            null,
            false));
  }

  /** Names of it in the session: it would have a new one if it had been prepared anew. */
  private List<String> prepared() {
    return sql.list(
        "select name from pg_prepared_statements where statement = ?",
        row -> row.getString(1),
        ANY);
  }
}
