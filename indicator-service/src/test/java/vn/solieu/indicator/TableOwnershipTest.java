package vn.solieu.indicator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import vn.solieu.testing.TableGuard;
import vn.solieu.testing.UseTestEnvironment;

@QuarkusTest
@UseTestEnvironment
class TableOwnershipTest {

  @Inject DataSource database;

  @Test
  void aStatementNamesTheTablesOfItsFeatureAndThoseThatTheArchitectureLists() throws Exception {
    TableGuard guard =
        new TableGuard(
            "indicator",
            Path.of("src/main/java"),
            Files.readString(Path.of("../docs/architecture.md")));

    assertEquals(List.of(), guard.breaches(tablesAndViews()));
  }

  private Set<String> tablesAndViews() throws Exception {
    Set<String> names = new HashSet<>();
    try (Connection connection = database.getConnection();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                """
                select table_name from information_schema.tables
                where table_schema = 'public' and table_name <> 'flyway_schema_history'
                """)) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }
}
