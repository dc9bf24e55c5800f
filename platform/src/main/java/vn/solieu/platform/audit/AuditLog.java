package vn.solieu.platform.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.http.RequestId;
import vn.solieu.platform.security.Caller;
import vn.solieu.platform.sql.SqlFailure;

/** Who did what to which thing, and when. */
@ApplicationScoped
public class AuditLog {

  private static final String INSERT =
      """
      INSERT INTO audit (caller, caller_name, agency, action, subject_type, subject_id, details, request_id)
      VALUES (?, ?, ?, ?, ?, ?, ?::jsonb, ?)
      """;

  private final DataSource database;
  private final ObjectMapper json;

  AuditLog(DataSource database, ObjectMapper json) {
    this.database = database;
    this.json = json;
  }

  /**
   * A state change: written in the transaction that makes it, so that neither is without the other.
   *
   * @param action what was done, as {@code release.confirm}
   * @param details what else is needed to understand it later, versions before and after; never
   *     figures
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void record(
      Caller caller,
      String action,
      String subjectType,
      String subjectId,
      @Nullable Map<String, ?> details) {
    insert(caller, action, subjectType, subjectId, details);
  }

  /**
   * A read under embargo: committed before this returns, whatever becomes of the caller's
   * transaction.
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void recordNow(
      Caller caller,
      String action,
      String subjectType,
      String subjectId,
      @Nullable Map<String, ?> details) {
    insert(caller, action, subjectType, subjectId, details);
  }

  private void insert(
      Caller caller,
      String action,
      String subjectType,
      String subjectId,
      @Nullable Map<String, ?> details) {
    try (var connection = database.getConnection();
        var insert = connection.prepareStatement(INSERT)) {
      insert.setString(1, caller.subject());
      insert.setString(2, caller.name());
      insert.setString(3, caller.agency());
      insert.setString(4, action);
      insert.setString(5, subjectType);
      insert.setString(6, subjectId);
      insert.setString(7, details == null ? null : json.writeValueAsString(details));
      insert.setObject(8, MDC.get(RequestId.MDC_KEY));
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new SqlFailure(e);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Audit details must be plain data", e);
    }
  }
}
