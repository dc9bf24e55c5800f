package vn.solieu.testing;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;

/**
 * A lock that a test holds in the database, so that it decides in which order others come through:
 * PostgreSQL serves who waits in the order of their coming.
 */
public final class HeldLock implements AutoCloseable {

  /**
   * Who waits for this session, or for somebody who does. Of the locks: within a transaction {@code
   * pg_stat_activity} does not change.
   */
  private static final String WAITING =
      """
      with recursive waiting (pid) as (
        select pg_backend_pid()
        union
        select l.pid
        from (select distinct pid from pg_locks where not granted) l
        join waiting w on w.pid = any(pg_blocking_pids(l.pid))
      )
      select count(*) - 1 from waiting
      """;

  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final Connection session;

  private HeldLock(Connection session) {
    this.session = session;
  }

  /** Takes the locks of a statement, and keeps them until it is closed. */
  public static HeldLock of(DataSource source, String statement, Object... parameters)
      throws SQLException {
    Connection session = source.getConnection();
    session.setAutoCommit(false);
    try (PreparedStatement locking = session.prepareStatement(statement)) {
      for (int i = 0; i < parameters.length; i++) {
        locking.setObject(i + 1, parameters[i]);
      }
      locking.execute();
    }
    return new HeldLock(session);
  }

  /**
   * Does the tasks at once: each begins when the one before it waits for the lock, or has ended
   * without. Then the lock is given back.
   *
   * @return what each of them gave, in their order
   */
  public <T> List<T> queue(List<Callable<T>> tasks) throws Exception {
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      List<Future<T>> running = new ArrayList<>();
      for (Callable<T> task : tasks) {
        running.add(threads.submit(task));
        await()
            .atMost(LONGEST)
            .until(() -> waiting() >= running.stream().filter(one -> !one.isDone()).count());
      }
      close();
      List<T> results = new ArrayList<>();
      for (Future<T> one : running) {
        results.add(one.get());
      }
      return results;
    }
  }

  private long waiting() throws SQLException {
    try (PreparedStatement statement = session.prepareStatement(WAITING);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  @Override
  public void close() throws SQLException {
    if (!session.isClosed()) {
      session.rollback();
      session.setAutoCommit(true);
      session.close();
    }
  }
}
