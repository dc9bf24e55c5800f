package vn.solieu.platform.text;

import java.text.Normalizer;
import java.util.regex.Pattern;
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

  /** D and d with a stroke laid over them, which composition does not make a letter of. */
  private static final Pattern OVERLAID = Pattern.compile("([Dd])[\\u0335\\u0336\\u0337]");

  /** Spaces of other widths and without breaks, which word processors put between words. */
  private static final Pattern OTHER_SPACE = Pattern.compile("[\\p{Zs}&&[^ ]]");

  /** What takes no place at all: soft hyphen, zero width space, word joiner, byte order mark. */
  private static final Pattern NOTHING = Pattern.compile("[\\u00AD\\u200B\\u2060\\uFEFF]");

  /**
   * Composed (NFC), with the Vietnamese Đ for all that looks like it, plain spaces, and no space
   * around it; null when nothing is left.
   */
  public static @Nullable String of(@Nullable String text) {
    if (text == null) {
      return null;
    }
    String words = OTHER_SPACE.matcher(NOTHING.matcher(text).replaceAll("")).replaceAll(" ");
    String kept = withDe(Normalizer.normalize(words.strip(), Normalizer.Form.NFC));
    return kept.isBlank() ? null : kept;
  }

  /**
   * Eth (Ð, U+00D0) and the African D (Ɖ, U+0189) look like the Vietnamese Đ (U+0110) and come from
   * keyboards and fonts that lack it; a name that is stored with one is not found by the other.
   */
  private static String withDe(String text) {
    String letters =
        text.replace('\u00D0', '\u0110')
            .replace('\u00F0', '\u0111')
            .replace('\u0189', '\u0110')
            .replace('\u0256', '\u0111');
    return OVERLAID
        .matcher(letters)
        .replaceAll(found -> found.group(1).equals("D") ? "\u0110" : "\u0111");
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
