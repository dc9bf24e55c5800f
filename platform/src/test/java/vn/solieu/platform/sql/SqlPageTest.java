package vn.solieu.platform.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;
import vn.solieu.embedded.EnvironmentDescriptor;
import vn.solieu.testing.SharedTestEnvironment;

/** A page of a list is read in a few turns, none of which takes much memory. */
class SqlPageTest {

  private static DataSource source;

  @BeforeAll
  static void anEmptyDatabase() {
    EnvironmentDescriptor environment = SharedTestEnvironment.announcement();
    PGSimpleDataSource postgres = new PGSimpleDataSource();
    postgres.setUrl(environment.jdbcUrl(SharedTestEnvironment.createDatabase("sql_page")));
    postgres.setUser(environment.jdbcUsername());
    postgres.setPassword(environment.jdbcPassword());
    source = postgres;
  }

  /** Number and text of the rows, of which those from the given one on are long. */
  private static Rows<Integer> page(int limit, int rows, int longFrom, int bytes) {
    return new Sql(source)
        .page(
            limit,
            """
            select n, repeat('x', case when n < ? then 20 else ? end) as text
            from generate_series(1, ?) n order by n
            """,
            row -> row.getInt("n"),
            longFrom,
            bytes,
            rows);
  }

  @ParameterizedTest
  @CsvSource({
    // limit, rows, the first long one, its bytes: items on the page
    "1000, 1000, 2000,       0, 1000",
    "1000, 1001, 2000,       0, 1000",
    "1000,    3, 2000,       0,    3",
    "   1,    3, 2000,       0,    1",
    "1000,    0, 2000,       0,    0",
    "1000, 1001,    1,  60_000,   17",
    "1000, 1001,    1, 800_000,    2",
    "1000, 1001,  500,  60_000,  516",
    "1000, 1001,   10, 800_000,   11",
    "   1,    2,    1, 800_000,    1",
  })
  void aPageHasTheFirstRowsAndEndsWithTheOneThatPassesAMillionBytes(
      int limit, int rows, int longFrom, String bytes, int items) {
    Rows<Integer> page = page(limit, rows, longFrom, Integer.parseInt(bytes.replace("_", "")));

    assertEquals(IntStream.rangeClosed(1, items).boxed().toList(), page.items());
    assertEquals(rows > items, page.more());
  }

  @Test
  void aThousandShortRowsComeInAFewTurns() {
    try (Turns turns = new Turns()) {
      assertEquals(1000, page(1000, 1001, 2000, 0).items().size());

      assertTrue(turns.bytes.size() <= 12, turns.bytes.toString());
    }
  }

  /** However short the rows before them are. */
  @ParameterizedTest
  @CsvSource({"1, 60_000", "9, 60_000", "500, 60_000", "109, 800_000", "950, 9_000"})
  void longRowsComeAFewAtATime(int longFrom, String size) {
    int bytes = Integer.parseInt(size.replace("_", ""));
    try (Turns turns = new Turns()) {
      page(1000, 1001, longFrom, bytes);

      long most = turns.bytes.stream().mapToLong(Long::longValue).max().orElseThrow();
      assertTrue(most < Math.max(1_100_000, 8 * (bytes + 100)), turns.bytes.toString());
    }
  }

  @Test
  void theFirstFailureIsToldThoughTheSessionIsLost() {
    Sql sql = new Sql(source);

    SqlFailure failure =
        assertThrows(
            SqlFailure.class,
            () ->
                sql.page(
                    10,
                    "select pg_backend_pid()",
                    row -> {
                      end(row.getInt(1));
                      throw new SQLException("the first");
                    }));

    assertEquals("the first", failure.getCause().getMessage());
    assertNotEquals(0, failure.getCause().getSuppressed().length);
  }

  @Test
  void aPageLeavesTheSessionAsItWas() throws SQLException {
    try (Connection connection = source.getConnection()) {
      Sql.on(connection).page(1, "select generate_series(1, 100)", row -> row.getInt(1));
      assertTrue(connection.getAutoCommit());

      connection.setAutoCommit(false);
      Sql sql = Sql.on(connection);
      sql.update("create table kept (n int)");
      sql.page(1, "select generate_series(1, 100)", row -> row.getInt(1));
      assertEquals(0, sql.list("select * from kept", row -> row.getInt(1)).size());
    }
  }

  private static void end(int session) {
    assertTrue(new Sql(source).exists("select where pg_terminate_backend(?, 10000)", session));
  }

  /** The bytes that each turn brings, as the driver logs them. */
  private static final class Turns extends Handler implements AutoCloseable {

    private final Logger driver = Logger.getLogger("org.postgresql.core.v3.QueryExecutorImpl");
    private final List<Long> bytes = new ArrayList<>();

    /** Other sessions of the driver log here too. */
    private final long thread = Thread.currentThread().threadId();

    Turns() {
      driver.setLevel(Level.FINEST);
      driver.setUseParentHandlers(false);
      driver.addHandler(this);
    }

    @Override
    public void publish(LogRecord logged) {
      String message = logged.getMessage();
      if (logged.getLongThreadID() != thread) {
        return;
      }
      if (message.contains("FE=> Execute(")) {
        bytes.add(0L);
      } else if (message.contains("<=BE DataRow(")) {
        long row = ((Number) logged.getParameters()[0]).longValue();
        bytes.set(bytes.size() - 1, bytes.getLast() + row);
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
      driver.removeHandler(this);
      driver.setUseParentHandlers(true);
      driver.setLevel(null);
    }
  }
}
