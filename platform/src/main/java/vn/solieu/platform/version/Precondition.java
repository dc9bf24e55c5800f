package vn.solieu.platform.version;

import java.util.List;
import java.util.Optional;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.problem.Violation;

/**
 * In which state a write is to find what it writes, as its caller says: nobody overwrites what they
 * have not seen.
 *
 * @param expected the state has to have one of these tags
 * @param unwanted the state must have none of these tags
 */
public record Precondition(Tags expected, Tags unwanted) {

  /** What a caller says of the tags of a state. */
  public sealed interface Tags {

    /**
     * Whether this is said of a tag.
     *
     * @param weakly whether a weak tag means it too (RFC 9110 §8.8.3.2)
     * @throws ProblemException 400 when what is said cannot be read
     */
    default boolean include(EntityTag tag, boolean weakly) {
      return switch (this) {
        case Unsaid _ -> false;
        case Any _ -> true;
        case Listed(List<Listed.Tag> tags) ->
            tags.stream()
                .anyMatch(
                    listed -> (weakly || !listed.weak()) && listed.value().equals(tag.value()));
        case Unreadable unreadable -> throw unreadable.problem();
      };
    }
  }

  /** Nothing is said. */
  public record Unsaid() implements Tags {}

  /** It exists, whatever its state. */
  public record Any() implements Tags {}

  /** One of these. */
  public record Listed(List<Tag> tags) implements Tags {

    /**
     * @param value as in {@link EntityTag}
     */
    public record Tag(boolean weak, String value) {}
  }

  /**
   * Refused when it is checked and not before, so that whoever may not write, or asks for what is
   * not there, is told that.
   *
   * @param header in which it came
   * @param text as it came
   */
  public record Unreadable(String header, String text) implements Tags {

    private ProblemException problem() {
      return new ProblemException(
              ProblemType.INVALID_PARAMETER,
              LocalizedText.of("Tiêu đề không đọc được.", "The header cannot be read."))
          .with(
              Violation.inHeader(
                  header,
                  "syntax",
                  LocalizedText.of(
                      "Phải là * hoặc danh sách ETag trong dấu ngoặc kép.",
                      "Must be * or a list of entity tags in double quotes.")));
    }
  }

  /**
   * For changing what exists.
   *
   * @throws ProblemException 428 when no state is expected, 412 when another one is, 400 when what
   *     is expected cannot be read
   */
  public void requireMatch(EntityTag current) {
    if (expected instanceof Unsaid
        || (expected instanceof Unreadable(_, String text) && text.isBlank())) {
      throw new ProblemException(
          ProblemType.PRECONDITION_REQUIRED,
          LocalizedText.of(
              "Hãy đọc lại dữ liệu và gửi ETag của lần đọc đó trong tiêu đề If-Match.",
              "Read it again and send the ETag of that reading in the If-Match header."));
    }
    if (!expected.include(current, false)) {
      throw changed();
    }
  }

  /**
   * For what is created or changed: creating needs no expected state, or that there be none yet;
   * changing needs one.
   *
   * @param current the tag of what exists, empty when nothing does
   * @throws ProblemException as {@link #requireMatch}; 412 also when it was to be created and
   *     exists, or to be changed and does not
   */
  public void createOrMatch(Optional<EntityTag> current) {
    if (unwanted instanceof Unreadable unreadable) {
      throw unreadable.problem();
    }
    if (current.isPresent()) {
      if (unwanted.include(current.get(), true)) {
        throw new ProblemException(
            ProblemType.PRECONDITION_FAILED,
            LocalizedText.of("Đối tượng này đã có.", "This already exists."));
      }
      requireMatch(current.get());
    } else if (expected instanceof Unreadable unreadable) {
      throw unreadable.problem();
    } else if (!(expected instanceof Unsaid)) {
      throw changed();
    }
  }

  private static ProblemException changed() {
    return new ProblemException(
        ProblemType.PRECONDITION_FAILED,
        LocalizedText.of(
            "Dữ liệu đã thay đổi sau lần đọc của bạn. Hãy đọc lại rồi sửa.",
            "It has changed since you read it. Read it again, then change it."));
  }
}
