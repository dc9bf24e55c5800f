package vn.solieu.platform.sql;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Runs a statement and reads its rows into records. The injected one takes part in the caller's
 * transaction; {@link #on} stays on the given connection, and so in the role that the release gate
 * has set on it.
 *
 * <p>Parameters are bound as they are; a collection is bound as an array of text. Every failure is
 * an {@link SqlFailure}.
 */
@Singleton
public class Sql {

  /** Reads the current row. */
  @FunctionalInterface
  public interface Row<T extends @Nullable Object> {
    T read(ResultSet row) throws SQLException;
  }

  @FunctionalInterface
  private interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  @FunctionalInterface
  private interface Connections {
    <T> T lend(Work<T> work) throws SQLException;
  }

  /** A page ends with the row that passes it; what it holds in memory is a few times as much. */
  private static final int PAGE_BYTES = 1_000_000;

  /** Rows at a time of which only the bound is known: 800 kB, the longest stored document. */
  private static final int LONG_ROWS = 8;

  /** Rows at a time where they and all before them fill no page. */
  private static final int SHORT_ROWS = 100;

  /**
   * With each row comes how many bytes there are up to the {@value #SHORT_ROWS}th row after it. The
   * database adds them up as it goes, and so looks no further than that beyond the page.
   */
  private static final String PAGE =
      """
      select page_row.*, sum(octet_length(page_row::text))
               over (rows between unbounded preceding and %d following)
      from (%s limit ?) page_row
      """;

  private final Connections connections;

  @Inject
  Sql(DataSource source) {
    this(
        new Connections() {
          @Override
          public <T> T lend(Work<T> work) throws SQLException {
            try (Connection connection = source.getConnection()) {
              return work.on(connection);
            }
          }
        });
  }

  private Sql(Connections connections) {
    this.connections = connections;
  }

  public static Sql on(Connection connection) {
    return new Sql(
        new Connections() {
          @Override
          public <T> T lend(Work<T> work) throws SQLException {
            return work.on(connection);
          }
        });
  }

  public <T> List<T> list(String sql, Row<T> row, @Nullable Object... parameters) {
    return run(
        sql,
        parameters,
        statement -> {
          List<T> all = new ArrayList<>();
          try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              all.add(row.read(rows));
            }
          }
          return List.copyOf(all);
        });
  }

  /**
   * The first rows, as many as a page of a list holds: at most {@code limit}, and no more once they
   * pass a million bytes together, so that no page is too large for the memory of the service,
   * whatever was stored. It has a row if the query has one. The rest stays in the database.
   *
   * @param sql the query up to its order; its limit is added here
   */
  public <T> Rows<T> page(int limit, String sql, Row<T> row, @Nullable Object... parameters) {
    @Nullable Object[] bound = Arrays.copyOf(parameters, parameters.length + 1);
    bound[parameters.length] = limit + 1;
    return run(
        PAGE.formatted(SHORT_ROWS, sql),
        bound,
        statement -> {
          Connection connection = statement.getConnection();
          if (!connection.getAutoCommit()) {
            return page(limit, statement, row);
          }
          // Outside a transaction the driver reads all rows at once.
          connection.setAutoCommit(false);
          try (Ending _ =
              () -> {
                connection.rollback();
                connection.setAutoCommit(true);
              }) {
            return page(limit, statement, row);
          }
        });
  }

  /** In a try statement, so that a session that is lost hides nothing that failed before. */
  @FunctionalInterface
  private interface Ending extends AutoCloseable {
    @Override
    void close() throws SQLException;
  }

  private static <T> Rows<T> page(int limit, PreparedStatement statement, Row<T> row)
      throws SQLException {
    statement.setFetchSize(LONG_ROWS);
    List<T> items = new ArrayList<>();
    long bytes = 0;
    try (ResultSet rows = statement.executeQuery()) {
      int columns = rows.getMetaData().getColumnCount() - 1;
      while (rows.next()) {
        if (items.size() == limit || bytes > PAGE_BYTES) {
          return new Rows<>(List.copyOf(items), true);
        }
        items.add(row.read(rows));
        for (int column = 1; column <= columns; column++) {
          byte[] sent = rows.getBytes(column);
          bytes += sent == null ? 0 : sent.length;
        }
        rows.setFetchSize(rows.getLong(columns + 1) <= PAGE_BYTES ? SHORT_ROWS : LONG_ROWS);
      }
    }
    return new Rows<>(List.copyOf(items), false);
  }

  /** The first row, if there is one. */
  public <T> Optional<T> first(String sql, Row<T> row, @Nullable Object... parameters) {
    return list(sql, row, parameters).stream().findFirst();
  }

  /** Whether the query has a row. */
  public boolean exists(String sql, @Nullable Object... parameters) {
    return first(sql, row -> true, parameters).isPresent();
  }

  /** Returns the number of rows that were changed. */
  public int update(String sql, @Nullable Object... parameters) {
    return run(sql, parameters, PreparedStatement::executeUpdate);
  }

  @FunctionalInterface
  private interface Run<T> {
    T run(PreparedStatement statement) throws SQLException;
  }

  private <T> T run(String sql, @Nullable Object[] parameters, Run<T> run) {
    try {
      return connections.lend(
          connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
              for (int i = 0; i < parameters.length; i++) {
                Object parameter = parameters[i];
                statement.setObject(
                    i + 1,
                    parameter instanceof Collection<?> values
                        ? connection.createArrayOf("text", values.toArray())
                        : parameter);
              }
              return run.run(statement);
            }
          });
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }
}
