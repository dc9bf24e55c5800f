package vn.solieu.platform.publication;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import vn.solieu.platform.audit.AuditLog;
import vn.solieu.platform.security.Caller;
import vn.solieu.platform.sql.SqlFailure;

/**
 * The only place that chooses under which database role figures are read.
 *
 * <p>The public has a pool of its own ({@value #PUBLISHED}), whose sessions are the gate's role
 * from their start: it can read the {@code published_*} views and nothing else, so a query that
 * forgets the openings fails instead of leaking. No statement of a read chooses the role, so none
 * can forget to.
 */
@ApplicationScoped
public class ReleaseGate {

  /** The data source whose sessions are the public's. Nobody else asks for it. */
  public static final String PUBLISHED = "published";

  private static final String READ = "embargo.read";
  private static final String FIGURES = "figures";

  private final DataSource published;
  private final DataSource all;
  private final AuditLog audit;

  ReleaseGate(
      @io.quarkus.agroal.DataSource(PUBLISHED) DataSource published,
      DataSource all,
      AuditLog audit) {
    this.published = published;
    this.all = all;
    this.audit = audit;
  }

  /**
   * Reads what is public: one snapshot (repeatable read, read only) in a transaction of its own, as
   * the role of the public. It takes part in no transaction of the caller: there is nothing to
   * commit, and what is not committed is not public.
   *
   * @throws SqlFailure also when the work asks for anything that is not public
   */
  public <T> T published(GateWork<T> work) {
    try (Connection connection = published.getConnection()) {
      connection.setAutoCommit(false);
      T read = work.read(connection);
      connection.commit();
      return read;
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  /**
   * Reads what is public by single statements: each is a snapshot of its own, as are several that
   * are sent as one text. There is no transaction around them, and so no round trip to end one.
   *
   * @throws SqlFailure also when the work asks for anything that is not public
   */
  public <T> T publishedAtOnce(GateWork<T> work) {
    try (Connection connection = published.getConnection()) {
      return work.read(connection);
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  /**
   * Reads what is not yet public: one snapshot in a transaction of its own, as the service. That
   * the caller looked is committed before the first row is read.
   *
   * @param purpose what is read and why, for the audit log; never a figure
   */
  public <T> T embargoed(Caller caller, String purpose, GateWork<T> work) {
    audit.recordNow(caller, READ, FIGURES, purpose, Map.of());
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              try (Connection connection = all.getConnection();
                  var statement = connection.createStatement()) {
                statement.execute("set transaction isolation level repeatable read, read only");
                return work.read(connection);
              } catch (SQLException e) {
                throw new SqlFailure(e);
              }
            });
  }

  /**
   * Audits that an answer shows the caller what is not public and was read in the course of
   * something else, as by the checks of a push: in the transaction of that, or where there is none
   * in one of its own that is committed before this returns. Never in one that will be rolled back.
   *
   * @param purpose as in {@link #embargoed}
   */
  @Transactional
  public void recordTold(Caller caller, String purpose) {
    audit.record(caller, READ, FIGURES, purpose, Map.of());
  }
}
