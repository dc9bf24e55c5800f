package vn.solieu.indicator.definition;

import java.util.Optional;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.problem.Violations;
import vn.solieu.platform.version.EntityTag;

/**
 * One kind of entry: how it is found, checked and kept. All writing goes through {@link
 * RegisterService}.
 */
public interface Register<D extends Document<D>> {

  /** As in the types of events and the audit log: {@code area}. */
  String kind();

  Optional<D> find(String id);

  /**
   * Adds all that is wrong with an entry.
   *
   * @param before what it replaces, empty when it is new
   */
  void check(D entry, Optional<D> before, Violations violations);

  /** Keeps an entry that was found right, in place of the one before it. */
  void save(D entry);

  /** The entry as its event carries it. */
  default D toEventPayload(D entry) {
    return entry;
  }

  /**
   * @throws ProblemException 404
   */
  default D require(String id) {
    return find(id)
        .orElseThrow(
            () ->
                new ProblemException(
                    ProblemType.NOT_FOUND,
                    LocalizedText.of(
                        "Không có đối tượng nào mang mã định danh này.", "Nothing has this id.")));
  }

  default EntityTag tag(D entry) {
    return EntityTag.of(kind(), String.valueOf(entry.id()), String.valueOf(entry.version()));
  }
}
