package vn.solieu.indicator.form;

import java.util.Optional;
import java.util.UUID;
import vn.solieu.platform.http.Cursor;
import vn.solieu.platform.http.Paging;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;

/** Ids that the server made, where a request carries them as text. */
public final class Ids {

  private static final UUID BEFORE_ALL = new UUID(0, 0);

  private Ids() {}

  /**
   * The id after which a page begins.
   *
   * @throws ProblemException 400 when the cursor holds none
   */
  public static UUID after(Paging paging) {
    return paging.after().isEmpty()
        ? BEFORE_ALL
        : parse(paging.after()).orElseThrow(Cursor::ofAnotherQuery);
  }

  /**
   * The id in a path. What is not even an id is as unknown as one that nothing has.
   *
   * @throws ProblemException 404
   */
  public static UUID inPath(String text) {
    return parse(text)
        .orElseThrow(
            () ->
                new ProblemException(
                    ProblemType.NOT_FOUND,
                    LocalizedText.of(
                        "Không có đối tượng nào mang mã định danh này.", "Nothing has this id.")));
  }

  private static Optional<UUID> parse(String text) {
    try {
      UUID id = UUID.fromString(text);
      return id.toString().equals(text) ? Optional.of(id) : Optional.empty();
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }
}
