package vn.solieu.platform.http;

import java.util.UUID;
import vn.solieu.platform.identity.Uuids;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;

/** Ids that the server made, where a request carries them as text. */
public final class UuidParameter {

  private static final UUID BEFORE_ALL = new UUID(0, 0);

  private UuidParameter() {}

  /**
   * The id after which a page begins.
   *
   * @throws ProblemException 400 when the cursor holds none
   */
  public static UUID after(Paging paging) {
    return paging.after().isEmpty()
        ? BEFORE_ALL
        : Uuids.parse(paging.after()).orElseThrow(Cursor::ofAnotherQuery);
  }

  /**
   * The id in a path. What is not even an id is as unknown as one that nothing has.
   *
   * @throws ProblemException 404
   */
  public static UUID inPath(String text) {
    return Uuids.parse(text)
        .orElseThrow(
            () ->
                new ProblemException(
                    ProblemType.NOT_FOUND,
                    LocalizedText.of(
                        "Không có đối tượng nào mang mã định danh này.", "Nothing has this id.")));
  }
}
