package vn.solieu.platform.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.Optional;
import vn.solieu.platform.audit.AuditLog;
import vn.solieu.platform.events.Outbox;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.problem.Violation;
import vn.solieu.platform.problem.Violations;
import vn.solieu.platform.security.Act;
import vn.solieu.platform.security.Caller;
import vn.solieu.platform.sql.Jsonb;
import vn.solieu.platform.version.Precondition;

/** Writes documents: one, its audit row and its event in one transaction. */
@ApplicationScoped
public class RegisterService {

  /** The event with the document must fit into a record of the broker, and several on a page. */
  private static final int MOST_BYTES = 800_000;

  private final AuditLog audit;
  private final Outbox outbox;
  private final Jsonb json;
  private final TransactionSynchronizationRegistry transaction;

  RegisterService(
      AuditLog audit, Outbox outbox, Jsonb json, TransactionSynchronizationRegistry transaction) {
    this.audit = audit;
    this.outbox = outbox;
    this.json = json;
    this.transaction = transaction;
  }

  /**
   * What a write came to.
   *
   * @param created whether there was no such document before
   */
  public record Written<D>(D entry, boolean created) {}

  /**
   * Creates or changes a document. Putting what is already there changes nothing.
   *
   * @throws ProblemException 403; 412 and 428 as the precondition asks; 422 with everything that is
   *     wrong
   */
  @Transactional
  public <D extends Document<D>> Written<D> put(
      Register<D> register, String id, D document, Caller caller, Precondition precondition) {
    caller.require(Act.DEFINE, register.scope(id, document));
    register.lock(id);
    Optional<D> before = register.find(id);
    before.ifPresent(kept -> caller.require(Act.DEFINE, register.scope(id, kept)));
    precondition.createOrMatch(before.map(register::tag));

    long version = before.map(Document::version).orElse(0L);
    if (before.isPresent() && document.as(id, version).equals(before.get())) {
      transaction.setRollbackOnly(); // what the lock has counted, as well
      return new Written<>(before.get(), false);
    }
    D entry = document.as(id, version + 1);
    check(register, id, document, entry, before);

    register.save(entry, caller);
    audit.record(
        caller,
        register.kind() + (before.isEmpty() ? ".create" : ".change"),
        register.kind(),
        id,
        Map.of("version", version + 1));
    register.toEvent(entry).ifPresent(outbox::append);
    return new Written<>(readBack(register, id, entry), before.isEmpty());
  }

  private <D extends Document<D>> void check(
      Register<D> register, String id, D document, D entry, Optional<D> before) {
    Violations violations = new Violations();
    register.checkId(id, document, violations);
    register.check(entry, before, violations);
    if (violations.isEmpty() && json.write(entry).getBytes(UTF_8).length > MOST_BYTES) {
      violations.add(
          Violation.at(
              "",
              "size",
              LocalizedText.of(
                  "Nội dung dài quá " + MOST_BYTES + " byte.",
                  "The content is longer than " + MOST_BYTES + " bytes.")));
    }
    violations.throwIfAny(
        ProblemType.INVALID_CONTENT,
        LocalizedText.of(
            "Nội dung chưa đúng; xem errors.", "The content is not valid; see errors."));
  }

  /** A document that cannot be read as it was written is not kept: it would break every list. */
  private static <D extends Document<D>> D readBack(Register<D> register, String id, D entry) {
    D kept = register.find(id).orElseThrow();
    if (!kept.equals(entry)) {
      throw new IllegalStateException(
          "The " + register.kind() + " " + id + " is not read back as it was written");
    }
    return kept;
  }
}
