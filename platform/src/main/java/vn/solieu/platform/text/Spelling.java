package vn.solieu.platform.text;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.problem.Text;
import vn.solieu.platform.problem.Violation;

/** How text is kept, so that the same words are the same characters. */
public final class Spelling {

  private Spelling() {}

  /** Longer than any name. */
  private static final int LONGEST_SEARCH = 200;

  /** Composed (NFC), without space around it; null when nothing is left. */
  public static @Nullable String of(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    return Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
  }

  /**
   * The search text {@code q} of a list: composed, single spaces; null when there is none.
   *
   * @throws ProblemException 400 when it is too long or holds control characters
   */
  public static @Nullable String ofSearch(@Nullable String q) {
    String text = of(q);
    if (text == null) {
      return null;
    }
    String words = text.replaceAll("\\s+", " ");
    if (words.length() > LONGEST_SEARCH || words.chars().anyMatch(Character::isISOControl)) {
      throw new ProblemException(
              ProblemType.INVALID_PARAMETER,
              Text.of("Tham số không hợp lệ.", "A parameter is not valid."))
          .with(
              Violation.inParameter(
                  "q",
                  "length",
                  Text.of(
                      "q dài nhất " + LONGEST_SEARCH + " ký tự, không có ký tự điều khiển.",
                      "q has at most "
                          + LONGEST_SEARCH
                          + " characters and no control characters.")));
    }
    return words;
  }
}
