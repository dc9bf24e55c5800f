package vn.solieu.platform.publication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import vn.solieu.platform.sql.Sql;
import vn.solieu.platform.sql.SqlFailure;
import vn.solieu.testing.SharedTestEnvironment;

/** The role of the public belongs to the cluster, the migration that makes it to each database. */
class GateRoleTest {

  private final String suffix = UUID.randomUUID().toString().substring(0, 8);
  private final String role = "gate_" + suffix;

  @Test
  void databasesThatMigrateAtOnceMeetAtTheRoleWithoutHarm() throws Exception {
    List<Future<?>> migrations = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 6; i++) {
        String database = SharedTestEnvironment.createDatabase("gate_role");
        migrations.add(threads.submit(() -> migrate(database, superuser(), password())));
      }
    }

    for (Future<?> migration : migrations) {
      migration.get();
    }
  }

  @Test
  void aServiceThatIsNoSuperuserTakesTheRoleAndInheritsNothingFromIt() throws Exception {
    String database = SharedTestEnvironment.createDatabase("gate_role");
    String login = "service_" + suffix;
    try (Connection admin = connect(database, superuser(), password())) {
      Sql.on(admin).update("create role " + login + " login createrole password 'secret'");
      Sql.on(admin).update("grant create on schema public to " + login);
    }

    migrate(database, login, "secret");

    theRoleIsTakenAndNothingInherited(database, login);
  }

  /** As in production: deploy/postgres/create-databases.sh. */
  @Test
  void aServiceThatMayNotCreateRolesTakesTheOneThatWasMadeForIt() throws Exception {
    String database = SharedTestEnvironment.createDatabase("gate_role");
    String login = "service_" + suffix;
    try (Connection admin = connect(database, superuser(), password())) {
      Sql.on(admin).update("create role " + role + " nologin");
      Sql.on(admin).update("create role " + login + " login password 'secret'");
      Sql.on(admin)
          .update("grant " + role + " to " + login + " with set true, inherit false, admin false");
      Sql.on(admin).update("alter database " + database + " owner to " + login);
    }

    migrate(database, login, "secret");

    theRoleIsTakenAndNothingInherited(database, login);
  }

  private void theRoleIsTakenAndNothingInherited(String database, String login)
      throws SQLException {
    try (Connection service = connect(database, login, "secret")) {
      Sql sql = Sql.on(service);
      service.setAutoCommit(false);
      sql.update("set local role " + role);
      assertEquals(0L, Sequences.lastApplied(service));
      var refused =
          assertThrows(
              SqlFailure.class, () -> sql.exists("select last_applied from publication_position"));
      assertEquals("42501", ((SQLException) refused.getCause()).getSQLState());
      service.rollback();
      assertEquals(
          List.of(false),
          sql.list(
              "select rolcanlogin from pg_roles where rolname = ?", it -> it.getBoolean(1), role));
      assertEquals(
          List.of(false),
          sql.list("select pg_has_role(current_user, ?, 'USAGE')", it -> it.getBoolean(1), role));
    }
  }

  private Void migrate(String database, String user, String password) {
    Flyway.configure()
        .dataSource(SharedTestEnvironment.announcement().jdbcUrl(database), user, password)
        .locations("db/platform")
        .placeholders(Map.of("gateRole", role))
        .load()
        .migrate();
    return null;
  }

  private static Connection connect(String database, String user, String password)
      throws SQLException {
    return DriverManager.getConnection(
        SharedTestEnvironment.announcement().jdbcUrl(database), user, password);
  }

  private static String superuser() {
    return SharedTestEnvironment.announcement().jdbcUsername();
  }

  private static String password() {
    return SharedTestEnvironment.announcement().jdbcPassword();
  }
}
