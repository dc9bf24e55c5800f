package vn.solieu.indicator.form.rule;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import vn.solieu.platform.problem.Language;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.text.TextNormalizer;

/**
 * A rule that figures are checked by. The number is for ever: departments quote it. Texts are
 * {@link java.util.Formatter} patterns with numbered arguments, the same in both languages; a
 * number is written with the decimal separator of the language, a {@link LocalizedText} in it.
 */
public interface ValidationRule {

  /** Where the duty comes from. */
  enum Source {
    FORM_CONTENT("Luật Thống kê 89/2015/QH13, Điều 40(2)"),
    LEVELS("Luật Thống kê 89/2015/QH13, Điều 48"),
    UNITS_OF_TERRITORY("Quyết định 19/2025/QĐ-TTg"),
    PERIODS("Thông tư 02/2019/TT-BTC; Nghị định 62/2024/NĐ-CP"),
    EXPLANATION("Thông tư 02/2019/TT-BTC"),
    ENCODING("TCVN 6909:2001");

    private final String act;

    Source(String act) {
      this.act = act;
    }

    public String act() {
      return act;
    }
  }

  String id();

  Severity severity();

  Source source();

  /** The pattern of the message in Vietnamese. */
  String vi();

  /** The pattern of the message in English. */
  String en();

  default LocalizedText message(Object... arguments) {
    return LocalizedText.of(
        written(vi(), Language.VI, arguments), written(en(), Language.EN, arguments));
  }

  /** What it is about, without the things of one finding. */
  default LocalizedText meaning() {
    // As many arguments as any rule has.
    LocalizedText any = message(Collections.nCopies(5, "…").toArray());
    return LocalizedText.of(tidy(any.vi()), tidy(any.en()));
  }

  /** Without what only some findings say behind it. */
  private static String tidy(String any) {
    return any.replace(")…", ")").replace("……", "…").replace("… …", "…");
  }

  private static String written(String pattern, Language language, Object... arguments) {
    return String.format(
        Locale.ROOT,
        pattern,
        Arrays.stream(arguments).map(argument -> written(argument, language)).toArray());
  }

  private static Object written(Object argument, Language language) {
    return switch (argument) {
      case LocalizedText text -> visible(text.in(language));
      case String text -> visible(text);
      case BigDecimal number -> LocalizedText.of(number).in(language);
      case Embargoed told -> LocalizedText.of(told.number()).in(language);
      default -> argument;
    };
  }

  /** The text with each character that nobody sees by its number, as in {@code 85[U+200B]}. */
  private static String visible(String text) {
    if (text.chars().allMatch(c -> c >= ' ' && c < 0x7F)) {
      return text;
    }
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              boolean seen =
                  Character.getType(c) == Character.SPACE_SEPARATOR
                      || !(Character.isISOControl(c)
                          || TextNormalizer.isBlank(Character.toString(c)));
              if (seen) {
                shown.appendCodePoint(c);
              } else {
                shown.append("[U+%04X]".formatted(c));
              }
            });
    return shown.toString();
  }
}
