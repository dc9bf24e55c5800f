package vn.solieu.platform.publication;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import vn.solieu.platform.audit.AuditLog;
import vn.solieu.platform.security.Caller;
import vn.solieu.platform.sql.SqlFailure;

/**
 * The only place that chooses under which database role figures are read.
 *
 * <p>The role of the public can read the {@code published_*} views and nothing else, so a query
 * that forgets the openings fails instead of leaking. It is set for one transaction ({@code SET
 * LOCAL}): commit, rollback and a broken connection all end it, and no pooled connection keeps it.
 */
@ApplicationScoped
public class ReleaseGate {

  /** A long answer streams out of the snapshot; a reader slower than this loses it. */
  private static final Duration LONGEST_READ = Duration.ofMinutes(10);

  private static final Pattern ROLE = Pattern.compile("[a-z][a-z0-9_]{0,62}");

  private final DataSource source;
  private final AuditLog audit;
  private final String role;

  ReleaseGate(
      DataSource source, AuditLog audit, @ConfigProperty(name = "solieu.gate.role") String role) {
    if (!ROLE.matcher(role).matches()) {
      throw new IllegalArgumentException("solieu.gate.role is not the name of a role: " + role);
    }
    this.source = source;
    this.audit = audit;
    this.role = role;
  }

  /**
   * Reads what is public: one snapshot (repeatable read, read only) in a transaction of its own, as
   * the role of the public.
   *
   * @throws SqlFailure also when the work asks for anything that is not public
   */
  public <T> T published(GateWork<T> work) {
    return read(work, "set local role \"" + role + "\"");
  }

  /**
   * Reads what is not yet public: one snapshot in a transaction of its own, as the service. That
   * the caller looked is committed before the first row is read.
   *
   * @param purpose what is read and why, for the audit log; never a figure
   */
  public <T> T embargoed(Caller caller, String purpose, GateWork<T> work) {
    audit.recordNow(caller, "embargo.read", "figures", purpose, Map.of());
    return read(work, "set local role none");
  }

  private <T> T read(GateWork<T> work, String chooseRole) {
    return QuarkusTransaction.requiringNew()
        .timeout((int) LONGEST_READ.toSeconds())
        .call(
            () -> {
              try (Connection connection = source.getConnection()) {
                try (var statement = connection.createStatement()) {
                  statement.execute("set transaction isolation level repeatable read, read only");
                  statement.execute(chooseRole);
                }
                return work.read(connection);
              } catch (SQLException e) {
                throw new SqlFailure(e);
              }
            });
  }
}
