package vn.solieu.calendar.publication;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import vn.solieu.platform.sql.Sql;

/**
 * The clock that decides what is due: the database's. All copies of the service share it, so a copy
 * whose own clock is wrong publishes nothing early.
 */
@ApplicationScoped
public class DatabaseClock {

  private final Sql sql;

  DatabaseClock(Sql sql) {
    this.sql = sql;
  }

  /** The time of this moment, not of the transaction's beginning. */
  public Instant now() {
    return sql.first("select clock_timestamp()", row -> instant(row, 1)).orElseThrow();
  }

  static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
