package vn.solieu.platform.events;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import vn.solieu.embedded.EnvironmentDescriptor;
import vn.solieu.platform.sql.Sql;
import vn.solieu.platform.sql.SqlFailure;
import vn.solieu.testing.SharedTestEnvironment;

/** A database with the platform's tables, for one test alone. */
final class FreshDatabase {

  final DataSource source;

  FreshDatabase() {
    this(
        SharedTestEnvironment.announcement(),
        SharedTestEnvironment.createDatabase("platform_events"));
  }

  /** An empty one, wherever it is. */
  FreshDatabase(EnvironmentDescriptor environment, String name) {
    var postgres = new PGSimpleDataSource();
    postgres.setUrl(environment.jdbcUrl(name));
    postgres.setUser(environment.jdbcUsername());
    postgres.setPassword(environment.jdbcPassword());
    Flyway.configure()
        .dataSource(postgres)
        .locations("db/platform")
        .placeholders(Map.of("gateRole", "solieu_platform_test_public"))
        .load()
        .migrate();
    source = postgres;
  }

  <T> T with(SqlWork<T> work) {
    try (Connection connection = source.getConnection()) {
      return work.on(Sql.on(connection));
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  int update(String sql, Object... parameters) {
    return with(database -> database.update(sql, parameters));
  }

  long count(String sql) {
    return with(database -> database.first(sql, row -> row.getLong(1)).orElseThrow());
  }

  /** An event as the outbox writes it. */
  void append(String topic, String key, long version, String payload) {
    update(
        """
        insert into outbox (type, topic, key, subject_version, is_public, payload)
        values ('vn.solieu.test.thing.changed.v1', ?, ?, ?, false, ?)
        """,
        topic,
        key,
        version,
        payload);
  }

  long unsent() {
    return count("select count(*) from outbox where sent_at is null");
  }

  /** Ends the session of whoever sends, as a broken network would. */
  boolean endTheLead() {
    return with(
        database ->
            database.exists(
                """
                select pg_terminate_backend(pid) from pg_locks
                where locktype = 'advisory' and granted
                  and database = (select oid from pg_database where datname = current_database())
                """));
  }

  /** Kills a process of the server, which then throws away what is not on disk yet. */
  void crash() {
    long process =
        count("select pid from pg_stat_activity where backend_type = 'background writer'");
    ProcessHandle killed = ProcessHandle.of(process).orElseThrow();
    killed.destroyForcibly();
    killed.onExit().join();
  }

  @FunctionalInterface
  interface SqlWork<T> {
    T on(Sql sql);
  }
}
