package vn.solieu.platform.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionalException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.solieu.platform.identity.UuidV7;
import vn.solieu.platform.security.Caller;
import vn.solieu.testing.UseTestEnvironment;

@QuarkusTest
@UseTestEnvironment
class AuditLogTest {

  private static final Caller HOA = new Caller("hoa", "Hoa", "SO-CT", List.of());

  @Inject AuditLog audit;
  @Inject DataSource database;

  private String subject;

  @BeforeEach
  void aNewSubject() {
    subject = UuidV7.next().toString();
  }

  @Test
  void aStateChangeAndItsRowAreStoredTogether() throws SQLException {
    QuarkusTransaction.requiringNew()
        .run(() -> audit.record(HOA, "release.confirm", "release", subject, Map.of("version", 2)));

    assertEquals(List.of("hoa SO-CT release.confirm {\"version\": 2}"), rows());
  }

  @Test
  void aChangeThatIsRolledBackLeavesNoRow() throws SQLException {
    assertThrows(
        IllegalStateException.class,
        () ->
            QuarkusTransaction.requiringNew()
                .run(
                    () -> {
                      audit.record(HOA, "release.confirm", "release", subject, null);
                      throw new IllegalStateException("the change failed");
                    }));

    assertEquals(List.of(), rows());
  }

  @Test
  void aChangeWithoutATransactionIsRefused() {
    assertThrows(
        TransactionalException.class,
        () -> audit.record(HOA, "release.confirm", "release", subject, null));
  }

  @Test
  void aLookUnderEmbargoStaysOnRecordWhateverBecomesOfIt() throws SQLException {
    assertThrows(
        IllegalStateException.class,
        () ->
            QuarkusTransaction.requiringNew()
                .run(
                    () -> {
                      audit.recordNow(HOA, "embargo.read", "vintage", subject, null);
                      throw new IllegalStateException("the reading failed");
                    }));

    assertEquals(List.of("hoa SO-CT embargo.read null"), rows());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"UPDATE audit SET caller = 'nobody'", "DELETE FROM audit", "TRUNCATE audit"})
  void theTrailIsNeverChanged(String change) {
    SQLException refusal =
        assertThrows(
            SQLException.class,
            () -> {
              try (var connection = database.getConnection();
                  var statement = connection.createStatement()) {
                statement.execute(change);
              }
            });

    assertTrue(refusal.getMessage().contains("append-only"));
  }

  private List<String> rows() throws SQLException {
    try (var connection = database.getConnection();
        var select =
            connection.prepareStatement(
                "SELECT concat_ws(' ', caller, agency, action, coalesce(details::text, 'null'))"
                    + " FROM audit WHERE subject_id = ?")) {
      select.setString(1, subject);
      var rows = select.executeQuery();
      var found = new ArrayList<String>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    }
  }
}
