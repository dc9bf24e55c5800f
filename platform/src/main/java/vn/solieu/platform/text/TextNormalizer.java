package vn.solieu.platform.text;

import java.text.Normalizer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How text is kept, so that the same words are the same characters. */
public final class TextNormalizer {

  private TextNormalizer() {}

  /** D and d with a stroke laid over them, which composition does not make a letter of. */
  private static final Pattern OVERLAID = Pattern.compile("([Dd])[\\u0335\\u0336\\u0337]");

  /** Spaces of other widths and without breaks, which word processors put between words. */
  private static final Pattern OTHER_SPACE = Pattern.compile("[\\p{Zs}&&[^ ]]");

  /** What takes no place at all: soft hyphen, zero width space, word joiner, byte order mark. */
  private static final Pattern NOTHING = Pattern.compile("[\\u00AD\\u200B\\u2060\\uFEFF]");

  private static final Pattern SEEN =
      Pattern.compile(
          "[^\\p{IsWhite_Space}\\p{Z}\\p{Cf}\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u2065"
              + "\\u2800\\u3164\\uFE00-\\uFE0F\\uFFA0\\uFFF0-\\uFFF8\\x{E0000}-\\x{E0FFF}]");

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
    return isBlank(kept) ? null : kept;
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
   * Whether a reader sees nothing of it: no text at all, spaces of any width, and characters that
   * Unicode has shown as nothing (Default_Ignorable_Code_Point), Hangul fillers and joiners among
   * them, or as an empty cell of Braille. Other control characters are no blanks: they are refused.
   */
  public static boolean isBlank(String text) {
    return !SEEN.matcher(text).find();
  }
}
