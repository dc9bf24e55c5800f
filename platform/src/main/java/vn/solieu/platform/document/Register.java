package vn.solieu.platform.document;

import java.sql.Connection;
import java.util.Optional;
import vn.solieu.platform.events.DomainEvent;
import vn.solieu.platform.identity.Identifier;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.problem.Violation;
import vn.solieu.platform.problem.Violations;
import vn.solieu.platform.security.Caller;
import vn.solieu.platform.security.Scope;
import vn.solieu.platform.version.EntityTag;

/**
 * All documents of one kind: who may write them, how they are found, checked, kept and told. All
 * writing goes through {@link RegisterService}.
 */
public interface Register<D extends Document<D>> {

  /** As in the audit log, and in the types of events: {@code area}. */
  String kind();

  /** What a caller has to be granted to write the document; a change is asked for both states. */
  Scope scope(String id, D document);

  /** Nobody else writes a document of this id, there or not, until the transaction ends. */
  void lock(String id);

  /** As it is stored, in the transaction of the write. */
  Optional<D> find(String id);

  /**
   * As the public reads it.
   *
   * @param connection of the release gate
   */
  Optional<D> find(Connection connection, String id);

  /** Adds what is wrong with the id that a document is put under. */
  default void checkId(String id, D document, Violations violations) {
    violations.check(
        Identifier.isValid(id) && (document.id() == null || id.equals(document.id())),
        Violation.at(
            "/id",
            "id",
            LocalizedText.of(
                "Mã định danh trong nội dung phải trùng với địa chỉ, bắt đầu bằng chữ cái, gồm tối"
                    + " đa 64 chữ cái không dấu, chữ số, - và _.",
                "The id must be the one of the address, begin with a letter and have at most 64"
                    + " letters, digits, - and _.")));
  }

  /**
   * Adds all that is wrong with a document.
   *
   * @param entry under the id and version that it will have
   * @param before what it replaces, empty when it is new
   */
  void check(D entry, Optional<D> before, Violations violations);

  /** Keeps a document that was found right, in place of the one before it. */
  void save(D entry, Caller caller);

  /** What is told of a document that was written; empty when nobody is told. */
  Optional<DomainEvent> toEvent(D entry);

  /**
   * @throws ProblemException 404
   */
  default D require(Connection connection, String id) {
    return find(connection, id).orElseThrow(this::unknown);
  }

  /** That there is none of an id. */
  default ProblemException unknown() {
    return new ProblemException(
        ProblemType.NOT_FOUND,
        LocalizedText.of("Không có đối tượng nào mang mã định danh này.", "Nothing has this id."));
  }

  default EntityTag tag(D entry) {
    return EntityTag.of(kind(), String.valueOf(entry.id()), String.valueOf(entry.version()));
  }
}
