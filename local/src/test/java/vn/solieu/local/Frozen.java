package vn.solieu.local;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * A session of ours that holds a lock which a service needs at one point of its work. The service
 * stands still there, as seen by the database, and can be killed at exactly that point.
 */
final class Frozen implements AutoCloseable {

  /** The lock by which one copy of a service leads the sending of events. */
  private static final long RELAY_LEAD = 5_011_001L;

  private final Connection session;

  private Frozen(Connection session) {
    this.session = session;
  }

  /** Lets others read the table, and stops who writes to it. */
  static Frozen writesTo(Connection session, String table) throws SQLException {
    session.setAutoCommit(false);
    return new Frozen(session).execute("lock table " + table + " in share mode");
  }

  /** Lets others read the one row of the table, and stops who wants to lock or change it. */
  static Frozen rowOf(Connection session, String table) throws SQLException {
    session.setAutoCommit(false);
    return new Frozen(session).execute("select from " + table + " for update");
  }

  /** No event is sent by a copy that starts now. */
  static Frozen relayLead(Connection session) throws SQLException {
    return new Frozen(session).execute("select pg_advisory_lock(%d)".formatted(RELAY_LEAD));
  }

  private Frozen execute(String sql) throws SQLException {
    try (Statement statement = session.createStatement()) {
      statement.execute(sql);
      return this;
    }
  }

  /** Returns when a session of a service waits for this lock. */
  void awaitVictim() {
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(20))
        .until(this::someoneWaits);
  }

  /**
   * Ends the sessions that wait here. Of a killed service they live on until they notice, and would
   * still do what they wait for.
   */
  void cutOffVictims() throws SQLException {
    execute("select pg_terminate_backend(pid) from pg_stat_activity where " + WAITS_FOR_US);
  }

  private static final String WAITS_FOR_US =
      "datname = current_database() and pg_backend_pid() = any (pg_blocking_pids(pid))";

  private boolean someoneWaits() throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select exists (select from pg_stat_activity where %s)".formatted(WAITS_FOR_US))) {
      row.next();
      return row.getBoolean(1);
    }
  }

  /** Ends the session and with it the lock. */
  @Override
  public void close() throws SQLException {
    session.close();
  }
}
