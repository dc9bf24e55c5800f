package vn.solieu.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
            "catalog",
            Path.of("src/main/java"),
            Files.readString(Path.of("../docs/architecture.md")));

    assertEquals(List.of(), guard.breaches(database));
  }
}
