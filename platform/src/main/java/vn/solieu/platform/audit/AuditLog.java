package vn.solieu.platform.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.security.Caller;

/** Who did what to which thing, and when. */
@ApplicationScoped
public class AuditLog {

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
      @Nullable Map<String, ?> details) {}

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
      @Nullable Map<String, ?> details) {}
}
