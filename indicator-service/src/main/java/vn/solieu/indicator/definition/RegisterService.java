package vn.solieu.indicator.definition;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.Optional;
import vn.solieu.platform.audit.AuditLog;
import vn.solieu.platform.events.DomainEvent;
import vn.solieu.platform.events.Outbox;
import vn.solieu.platform.events.Visibility;
import vn.solieu.platform.identity.Identifier;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.problem.Violation;
import vn.solieu.platform.problem.Violations;
import vn.solieu.platform.security.Act;
import vn.solieu.platform.security.Caller;
import vn.solieu.platform.security.Scope;
import vn.solieu.platform.sql.Jsonb;
import vn.solieu.platform.version.Precondition;

/**
 * Writes entries of the registers: one entry, its audit row and its event in one transaction. One
 * write at a time over all registers, so that a check and what it allows see the same state;
 * definitions change rarely.
 */
@ApplicationScoped
public class RegisterService {

  /** The event with the entry must fit into a record of the broker. */
  private static final int MOST_BYTES = 800_000;

  private final Definitions definitions;
  private final AuditLog audit;
  private final Outbox outbox;
  private final Jsonb json;
  private final TransactionSynchronizationRegistry transaction;

  RegisterService(
      Definitions definitions,
      AuditLog audit,
      Outbox outbox,
      Jsonb json,
      TransactionSynchronizationRegistry transaction) {
    this.definitions = definitions;
    this.audit = audit;
    this.outbox = outbox;
    this.json = json;
    this.transaction = transaction;
  }

  /**
   * What a write came to.
   *
   * @param created whether there was no such entry before
   */
  public record Written<D>(D entry, boolean created) {}

  /**
   * Creates or changes an entry. Putting what is already there changes nothing.
   *
   * <p>A register is of the whole installation: a grant that is bounded on any side opens none.
   *
   * @throws ProblemException 403; 412 and 428 as the preconditions ask; 422 with everything that is
   *     wrong
   */
  @Transactional
  public <D extends Document<D>> Written<D> put(
      Register<D> register, String id, D document, Caller caller, Precondition precondition) {
    caller.require(Act.DEFINE, Scope.everywhere());
    definitions.takeTurn();
    Optional<D> before = register.find(id);
    precondition.createOrMatch(before.map(register::tag));

    long version = before.map(Document::version).orElse(0L);
    if (before.isPresent() && document.as(id, version).equals(before.get())) {
      transaction.setRollbackOnly(); // the revision as well
      return new Written<>(before.get(), false);
    }
    D entry = document.as(id, version + 1);
    check(register, id, document, entry, before);

    register.save(entry);
    audit.record(
        caller,
        register.kind() + (before.isEmpty() ? ".create" : ".change"),
        register.kind(),
        id,
        Map.of("version", version + 1));
    outbox.append(
        new DomainEvent(
            "vn.solieu.indicator." + register.kind() + ".changed.v1",
            "solieu.indicator." + register.kind() + ".v1",
            id,
            version + 1,
            Visibility.PUBLIC,
            register.toEventPayload(entry)));
    return new Written<>(readBack(register, id, entry), before.isEmpty());
  }

  private <D extends Document<D>> void check(
      Register<D> register, String id, D document, D entry, Optional<D> before) {
    Violations violations = new Violations();
    if (!Identifier.isValid(id) || (document.id() != null && !id.equals(document.id()))) {
      violations.add(
          Violation.at(
              "/id",
              "id",
              LocalizedText.of(
                  "Mã định danh trong nội dung phải trùng với địa chỉ, bắt đầu bằng chữ cái, gồm"
                      + " tối đa 64 chữ cái không dấu, chữ số, - và _.",
                  "The id must be the one of the address, begin with a letter and have at most 64"
                      + " letters, digits, - and _.")));
    }
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

  /** An entry that cannot be read as it was written is not kept: it would break every list. */
  private static <D extends Document<D>> D readBack(Register<D> register, String id, D entry) {
    D kept = register.require(id);
    if (!kept.equals(entry)) {
      throw new IllegalStateException(
          "The " + register.kind() + " " + id + " is not read back as it was written");
    }
    return kept;
  }
}
