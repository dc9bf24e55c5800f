package vn.solieu.platform.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.publication.ReleaseGate;
import vn.solieu.testing.UseTestEnvironment;

@QuarkusTest
@UseTestEnvironment
class BusyDatabaseTest {

  @Inject
  @io.quarkus.agroal.DataSource(ReleaseGate.PUBLISHED)
  DataSource published;

  @Inject ExceptionClassifier failures;

  @ConfigProperty(name = "quarkus.datasource.published.jdbc.max-size")
  int sessions;

  @Test
  void whoGetsNoSessionIsAskedToComeAgain() throws SQLException {
    List<Connection> taken = new ArrayList<>();
    try {
      SQLException none =
          assertThrows(
              SQLException.class,
              () -> {
                while (taken.size() <= sessions) {
                  taken.add(published.getConnection());
                }
              });
      ProblemException told = failures.problem(none);

      assertEquals(ProblemType.UNAVAILABLE, told.type());
      assertTrue(told.retryAfter().isPresent());
    } finally {
      for (Connection connection : taken) {
        connection.close();
      }
    }
  }
}
