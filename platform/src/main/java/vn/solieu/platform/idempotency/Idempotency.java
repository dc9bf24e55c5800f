package vn.solieu.platform.idempotency;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.sql.Jsonb;
import vn.solieu.platform.sql.SqlFailure;

/** Runs a write once, however often it is sent within {@value #DAYS_KEPT} days. */
@ApplicationScoped
public class Idempotency {

  static final int DAYS_KEPT = 7;

  /** Seed of the hash, so that these locks meet no other advisory locks of the database. */
  private static final long LOCKS = 0x1de3907e;

  private final DataSource database;
  private final Jsonb json;

  Idempotency(DataSource database, Jsonb json) {
    this.database = database;
    this.json = json;
  }

  /**
   * Must be called in the transaction of the write: the key is stored if and only if the effect is.
   * The result is stored as JSON, and is always given as it is read from there. A member that is
   * added to its type has to be one that may be absent: keys of before are still sent.
   *
   * @param type of the result
   * @param former the result that stands for an answer which a version of before has stored
   * @throws ProblemException 409 while the same key is still being worked on, 422 when the key came
   *     with another body before
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public <R> Once<R> once(
      IdempotencyRequest request,
      Class<R> type,
      Function<FormerAnswer, R> former,
      Supplier<? extends R> write) {
    try (Connection connection = database.getConnection()) {
      lock(connection, request);
      Optional<Known> known = find(connection, request);
      if (known.isEmpty()) {
        String result = json.write(write.get());
        store(connection, request, result);
        return new Once<>(json.read(result, type), false);
      }
      if (!known.get().bodyHash().equals(request.bodyHash())) {
        throw new ProblemException(
            ProblemType.IDEMPOTENCY_KEY_REUSED,
            LocalizedText.of(
                "Khóa này đã dùng cho một nội dung khác. Nội dung mới cần khóa mới.",
                "This key was used for other content. New content needs a new key."));
      }
      return new Once<>(
          switch (known.get()) {
            case Result(_, String result) -> json.read(result, type);
            case Former(_, FormerAnswer answer) -> former.apply(answer);
          },
          true);
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  /** Held to the end of the transaction; never waited for, since a write may take minutes. */
  private static void lock(Connection connection, IdempotencyRequest request) throws SQLException {
    try (PreparedStatement lock =
        connection.prepareStatement(
            "SELECT pg_try_advisory_xact_lock(hashtextextended(jsonb_build_array(?, ?, ?)::text, ?))")) {
      bind(lock, request);
      lock.setLong(4, LOCKS);
      try (ResultSet row = lock.executeQuery()) {
        row.next();
        if (!row.getBoolean(1)) {
          throw new ProblemException(
                  ProblemType.REQUEST_IN_PROGRESS,
                  LocalizedText.of(
                      "Lần gửi trước với khóa này chưa xong. Hãy gửi lại sau giây lát.",
                      "The earlier sending with this key is not finished. Send it again in a moment."))
              .retryAfter(Duration.ofSeconds(2));
        }
      }
    }
  }

  private static Optional<Known> find(Connection connection, IdempotencyRequest request)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            SELECT body_hash, result, status, location, body, language FROM idempotency_key
            WHERE agency = ? AND operation = ? AND key = ? AND created_at > now() - make_interval(days => ?)
            """)) {
      bind(select, request);
      select.setInt(4, DAYS_KEPT);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(known(row)) : Optional.empty();
      }
    }
  }

  private static Known known(ResultSet row) throws SQLException {
    String bodyHash = row.getString(1);
    String result = row.getString(2);
    return result != null
        ? new Result(bodyHash, result)
        : new Former(
            bodyHash,
            new FormerAnswer(row.getInt(3), row.getString(4), row.getString(5), row.getString(6)));
  }

  /** Over a row that is past its time and not yet purged, too. */
  private static void store(Connection connection, IdempotencyRequest request, String result)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO idempotency_key (agency, operation, key, body_hash, result)
            VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (agency, operation, key) DO UPDATE SET
              body_hash = excluded.body_hash, result = excluded.result, created_at = excluded.created_at,
              status = NULL, location = NULL, body = NULL, language = NULL
            """)) {
      bind(insert, request);
      insert.setString(4, request.bodyHash());
      insert.setString(5, result);
      insert.executeUpdate();
    }
  }

  private static void bind(PreparedStatement statement, IdempotencyRequest request)
      throws SQLException {
    statement.setString(1, request.agency());
    statement.setString(2, request.operation());
    statement.setString(3, request.key());
  }

  @Scheduled(every = "24h", delayed = "10m", identity = "idempotency-purge")
  @Transactional
  void purge() {
    try (Connection connection = database.getConnection();
        PreparedStatement delete =
            connection.prepareStatement(
                "DELETE FROM idempotency_key WHERE created_at < now() - make_interval(days => ?)")) {
      delete.setInt(1, DAYS_KEPT);
      delete.executeUpdate();
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  private sealed interface Known {
    String bodyHash();
  }

  private record Result(String bodyHash, String result) implements Known {}

  private record Former(String bodyHash, FormerAnswer answer) implements Known {}
}
