package vn.solieu.calendar;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import vn.solieu.testing.TableGuard;

@CalendarTest
class TableOwnershipTest {

  @Inject DataSource database;

  @Test
  void aStatementNamesTheTablesOfItsFeatureAndThoseThatTheArchitectureLists() throws Exception {
    TableGuard guard =
        new TableGuard(
            "calendar",
            Path.of("src/main/java"),
            Files.readString(Path.of("../docs/architecture.md")));

    assertEquals(List.of(), guard.breaches(database));
  }
}
