package vn.solieu.platform.startup;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import vn.solieu.platform.publication.ReleaseGate;
import vn.solieu.platform.sql.SqlFailure;

/**
 * What must be true before a service may serve. In production anything that is not stops it, with
 * all of it said at once and how to put it right; elsewhere it is logged.
 */
@Singleton
class ReadinessChecks {

  static final String DEVELOPMENT_ISSUER = "urn:solieu:development";

  static final String DEVELOPMENT_SERVICE_KEY = "development";

  /** Of 16 random bytes in hexadecimal digits. */
  private static final int SHORTEST_SERVICE_KEY = 32;

  private static final Logger LOG = Logger.getLogger(ReadinessChecks.class);

  private final DataSource database;
  private final DataSource published;
  private final boolean production;
  private final String issuer;
  private final Duration clockOffset;
  private final Optional<String> gateRole;
  private final String serviceKey;

  ReadinessChecks(
      DataSource database,
      @io.quarkus.agroal.DataSource(ReleaseGate.PUBLISHED) DataSource published,
      @ConfigProperty(name = "solieu.environment") Environment environment,
      @ConfigProperty(name = "mp.jwt.verify.issuer") Optional<String> issuer,
      @ConfigProperty(name = "solieu.clock.offset", defaultValue = "PT0S") Duration clockOffset,
      @ConfigProperty(name = "solieu.gate.role") Optional<String> gateRole,
      @ConfigProperty(name = "solieu.service-key") Optional<String> serviceKey) {
    this.database = database;
    this.published = published;
    this.production = environment == Environment.PRODUCTION;
    this.issuer = issuer.orElse("");
    this.clockOffset = clockOffset;
    this.gateRole = gateRole;
    this.serviceKey = serviceKey.orElse("");
  }

  void check(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
    List<String> found = findings();
    if (production && !found.isEmpty()) {
      throw new IllegalStateException(
          "Not fit for production:\n  - " + String.join("\n  - ", found));
    }
    found.forEach(finding -> LOG.infof("Would not start in production: %s", finding));
  }

  List<String> findings() {
    List<String> found = new ArrayList<>();
    if (issuer.isBlank()) {
      found.add("mp.jwt.verify.issuer is not set: name the issuer whose tokens are good");
    }
    if (issuer.equals(DEVELOPMENT_ISSUER)) {
      found.add("mp.jwt.verify.issuer is " + DEVELOPMENT_ISSUER + ", which signs for whoever asks");
    }
    if (!clockOffset.isZero()) {
      found.add(
          "solieu.clock.offset is " + clockOffset + ": releases would not keep their instants");
    }
    if (serviceKey.equals(DEVELOPMENT_SERVICE_KEY)) {
      found.add("solieu.service-key is that of development, which everybody knows");
    } else if (serviceKey.length() < SHORTEST_SERVICE_KEY) {
      found.add(
          "solieu.service-key is not set, or shorter than "
              + SHORTEST_SERVICE_KEY
              + " characters: give all services the same random one");
    }
    try (Connection connection = database.getConnection()) {
      setting(connection, "TimeZone", "UTC", found);
      setting(connection, "fsync", "on", found);
      setting(connection, "full_page_writes", "on", found);
      setting(connection, "server_encoding", "UTF8", found);
      if (show(connection, "synchronous_commit").equals("off")) {
        found.add("the database has synchronous_commit=off: acknowledged writes could be lost");
      }
      for (String user :
          ask(
              connection,
              "SELECT rolname FROM pg_roles WHERE rolname = current_user AND rolsuper = ?::boolean",
              "true")) {
        found.add(
            "the database user "
                + user
                + " is a superuser: give the service one that owns its database alone");
      }
      if (gateRole.isPresent()) {
        gate(connection, gateRole.get(), found);
      }
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
    return found;
  }

  private static void setting(Connection connection, String name, String wanted, List<String> found)
      throws SQLException {
    String actual = show(connection, name);
    if (!actual.equals(wanted)) {
      found.add("the database has " + name + "=" + actual + ": set it to " + wanted);
    }
  }

  private static String show(Connection connection, String name) throws SQLException {
    return ask(connection, "SELECT current_setting(?)", name).getFirst();
  }

  private void gate(Connection connection, String role, List<String> found) throws SQLException {
    if (ask(connection, "SELECT rolname FROM pg_roles WHERE rolname = ?", role).isEmpty()) {
      found.add("the role " + role + " (solieu.gate.role) does not exist in the database");
      return;
    }
    for (String table :
        ask(
            connection,
            """
            SELECT format('%I.%I', n.nspname, c.relname)
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, (SELECT ?::text AS role) gate
            WHERE c.relkind IN ('r', 'p', 'm', 'f')
              AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'
              AND (has_table_privilege(gate.role, c.oid, 'SELECT,INSERT,UPDATE,DELETE,TRUNCATE')
                OR has_any_column_privilege(gate.role, c.oid, 'SELECT,INSERT,UPDATE'))
            ORDER BY 1
            """,
            role)) {
      found.add("the role " + role + " reaches the table " + table + ": it may read views alone");
    }
    try (Connection session = published.getConnection();
        var reset = session.createStatement()) {
      reset.execute("RESET ROLE");
      String user = show(session, "role");
      if (!user.equals(role)) {
        found.add(
            "public reads (quarkus.datasource.published) come back to the role "
                + user
                + " after RESET: start their sessions with the option -c role="
                + role);
      }
      setting(session, "default_transaction_read_only", "on", found);
      setting(session, "default_transaction_isolation", "repeatable read", found);
    }
  }

  private static List<String> ask(Connection connection, String sql, String parameter)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, parameter);
      List<String> values = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          values.add(rows.getString(1));
        }
      }
      return values;
    }
  }
}
