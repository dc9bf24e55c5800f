package vn.solieu.platform.http;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.problem.Violation;
import vn.solieu.platform.problem.Violations;
import vn.solieu.platform.text.TextNormalizer;

/** What a reader looks for in the names of a list. */
public final class SearchText {

  /** Longer than any name. */
  public static final int LONGEST = 200;

  /**
   * Without modifier letters (the U+02BC apostrophe) and raised digits: the database takes them for
   * punctuation, and every name holds a text of which it has nothing left.
   */
  private static final Pattern LETTER_OR_DIGIT =
      Pattern.compile("[\\p{Lu}\\p{Ll}\\p{Lt}\\p{Lo}\\p{Nd}\\p{Nl}]");

  private SearchText() {}

  /**
   * Composed, single spaces; null when it was not asked for, be it by the empty field of a form.
   *
   * @throws ProblemException 400 when it is too long, holds control characters or nothing to look
   *     for
   */
  public static @Nullable String parse(String parameter, @Nullable String typed) {
    Violations violations = new Violations();
    String text = parse(parameter, typed, violations);
    violations.throwIfAny(
        ProblemType.INVALID_PARAMETER,
        LocalizedText.of(
            "Tham số không hợp lệ; xem errors.", "A parameter is not valid; see errors."));
    return text;
  }

  /** The same, with its error added to the violations. */
  public static @Nullable String parse(
      String parameter, @Nullable String typed, Violations violations) {
    if (typed == null || typed.isEmpty()) {
      return null;
    }
    String text = TextNormalizer.of(typed);
    if (text == null || !LETTER_OR_DIGIT.matcher(text).find()) {
      violations.add(
          Violation.inParameter(
              parameter,
              "letter-or-digit",
              LocalizedText.of(
                  "Phải có ít nhất một chữ cái hoặc chữ số để tìm.",
                  "There must be a letter or a digit to look for.")));
      return null;
    }
    String words = text.replaceAll("\\s+", " ");
    violations.check(
        words.length() <= LONGEST && words.chars().noneMatch(Character::isISOControl),
        Violation.inParameter(
            parameter,
            "length",
            LocalizedText.of(
                "Dài nhất " + LONGEST + " ký tự, không có ký tự điều khiển.",
                "At most " + LONGEST + " characters, without control characters.")));
    return words;
  }
}
