package vn.solieu.platform.events;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import vn.solieu.platform.events.OutboxRow.OrderedKey;
import vn.solieu.platform.sql.Sql;
import vn.solieu.platform.sql.SqlFailure;

/**
 * The right to send what the outbox of this database holds: an advisory lock of one session. All
 * reading and marking goes through that session, so whoever loses the connection loses the right
 * and the means at once.
 */
final class OutboxLeaderLock implements AutoCloseable {

  /** Any number will do, as long as nothing else in a service's database takes it. */
  private static final long LOCK = 5_011_001L;

  /** A server that does not answer for so long is lost. */
  private static final Duration NO_ANSWER = Duration.ofSeconds(10);

  private static final int PURGED_AT_ONCE = 1_000;

  /** Of the rows that are read at once, without the last of them. */
  static final int MOST_BYTES = 4_000_000;

  /** What waits, by the clock of the database. */
  record Backlog(long pending, long oldestSeconds) {}

  private final Connection session;
  private final Sql sql;

  private OutboxLeaderLock(Connection session) {
    this.session = session;
    this.sql = Sql.on(session);
  }

  /** Takes the lead unless another copy has it. */
  static Optional<OutboxLeaderLock> tryTake(DataSource source) {
    try {
      Connection session = source.getConnection();
      OutboxLeaderLock lead = new OutboxLeaderLock(session);
      boolean taken = false;
      try {
        session.setNetworkTimeout(Runnable::run, (int) NO_ANSWER.toMillis());
        taken = lead.sql.exists("select where pg_try_advisory_lock(?)", LOCK);
        return taken ? Optional.of(lead) : Optional.empty();
      } finally {
        if (!taken) {
          giveBack(session);
        }
      }
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  /** The pool keeps the limit on a connection, and the next one's statement may take longer. */
  private static void giveBack(Connection session) throws SQLException {
    try (session) {
      session.setNetworkTimeout(Runnable::run, 0);
    }
  }

  /**
   * The first unsent rows by position, without those of the given keys: no more once they pass four
   * million bytes together. While Kafka was away, hundreds of documents may have come to wait.
   */
  List<OutboxRow> unsent(int limit, Collection<OrderedKey> except) {
    return sql.list(
        """
        select position, event_id, type, topic, key, subject_version, is_public, payload, appended_at,
               trace_parent
        from (
          select first.*,
                 sum(octet_length(payload)) over (order by position) - octet_length(payload) as before
          from (
            select * from outbox
            where sent_at is null
              and (topic, key) not in (select * from unnest(?, ?))
            order by position
            limit ?) first
        ) waiting
        where before <= ?
        order by position
        """,
        row ->
            new OutboxRow(
                row.getLong(1),
                row.getObject(2, UUID.class),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getLong(6),
                row.getBoolean(7),
                row.getString(8),
                row.getObject(9, OffsetDateTime.class),
                row.getString(10)),
        except.stream().map(OrderedKey::topic).toList(),
        except.stream().map(OrderedKey::key).toList(),
        limit,
        MOST_BYTES);
  }

  /** Marks rows whose acknowledgement has come; returns how long each had waited, in seconds. */
  List<Double> markSent(Collection<OutboxRow> rows) {
    return sql.list(
        """
        update outbox set sent_at = clock_timestamp()
        where position = any (?::bigint[])
        returning extract(epoch from sent_at - appended_at)
        """,
        row -> row.getDouble(1),
        rows.stream().map(row -> String.valueOf(row.position())).toList());
  }

  /**
   * Has the newest event of each key sent once more, by whoever leads: an older one may have come
   * behind it.
   */
  static void sendAgain(DataSource source, Collection<OrderedKey> keys) {
    try (Connection session = source.getConnection()) {
      Sql sql = Sql.on(session);
      List<Long> before = List.of();
      List<Long> newest = newest(sql, keys);
      // Looked at once more behind the commit: what was appended meanwhile may have been sent
      // before the mark could be seen, and then comes behind this once more.
      while (!newest.equals(before)) {
        sql.update(
            "update outbox set sent_at = null where position = any (?::bigint[])",
            newest.stream().map(String::valueOf).toList());
        before = newest;
        newest = newest(sql, keys);
      }
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  private static List<Long> newest(Sql sql, Collection<OrderedKey> keys) {
    return sql.list(
        """
        select max(o.position)
        from outbox o
        join unnest(?, ?) as k (topic, key) on k.topic = o.topic and k.key = o.key
        group by o.topic, o.key
        order by 1
        """,
        row -> row.getLong(1),
        keys.stream().map(OrderedKey::topic).toList(),
        keys.stream().map(OrderedKey::key).toList());
  }

  Backlog backlog() {
    return sql.first(
            """
            select count(*), coalesce(extract(epoch from clock_timestamp() - min(appended_at))::bigint, 0)
            from outbox
            where sent_at is null
            """,
            row -> new Backlog(row.getLong(1), row.getLong(2)))
        .orElseThrow();
  }

  /**
   * Forgets some of what was sent seven days ago, and of what was received so long ago that no
   * process topic can deliver it again (90 days, and a month for what waited).
   *
   * @return whether there may be more; what is to be sent goes before it
   */
  boolean purge() {
    int sent =
        sql.update(
            """
            delete from outbox where position in (
              select position from outbox where sent_at < now() - interval '7 days' limit ?)
            """,
            PURGED_AT_ONCE);
    int received =
        sql.update(
            """
            delete from inbox where (consumer, event_id) in (
              select consumer, event_id from inbox where received_at < now() - interval '120 days' limit ?)
            """,
            PURGED_AT_ONCE);
    return Math.max(sent, received) == PURGED_AT_ONCE;
  }

  /** Gives the lead back; a session that is broken has lost it already. */
  @Override
  public void close() {
    try (session) {
      sql.exists("select pg_advisory_unlock(?)", LOCK);
      session.setNetworkTimeout(Runnable::run, 0);
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }
}
