package vn.solieu.indicator.form;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.bounds.Bounds;

/**
 * How a form writes numbers. The other separator may group thousands, but never where that could be
 * meant as decimals: in a form with a decimal comma {@code 1.234} is refused, not guessed.
 */
public enum DecimalSeparator {
  POINT('.', ','),
  COMMA(',', '.');

  private final char decimal;
  private final char group;
  private final Pattern grouped;
  private final Pattern oneGroup;

  DecimalSeparator(char decimal, char group) {
    this.decimal = decimal;
    this.group = group;
    String thousands = "\\" + group + "[0-9]{3}";
    this.grouped =
        Pattern.compile(
            "-?[1-9][0-9]{0,2}(?:(?:%s){2,}(?:\\%s[0-9]+)?|%s\\%s[0-9]+)"
                .formatted(thousands, decimal, thousands, decimal));
    this.oneGroup = Pattern.compile("(-?[1-9][0-9]{0,2})" + "\\" + group + "([0-9]{3})");
  }

  /** As forms and messages write it. */
  public String symbol() {
    return String.valueOf(decimal);
  }

  public static Optional<DecimalSeparator> find(@Nullable String symbol) {
    return switch (symbol) {
      case "." -> Optional.of(POINT);
      case "," -> Optional.of(COMMA);
      case null, default -> Optional.empty();
    };
  }

  /**
   * The number with a decimal point and without groups, with all its decimals; null if the text is
   * not a number of this format, or could be two.
   */
  public @Nullable String read(String text) {
    int digits = 0;
    int point = -1;
    int start = text.startsWith("-") ? 1 : 0;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        digits++;
      } else if (c == decimal && point < 0 && i > start && i < text.length() - 1) {
        point = i;
      } else {
        return c == group ? ungroup(text) : null;
      }
    }
    if (digits == 0 || digits > Bounds.DIGITS) {
      return null;
    }
    return point < 0 || decimal == '.' ? text : text.replace(decimal, '.');
  }

  private @Nullable String ungroup(String text) {
    return grouped.matcher(text).matches() && text.length() <= Bounds.DIGITS
        ? text.replace(String.valueOf(group), "").replace(decimal, '.')
        : null;
  }

  /**
   * The two readings of a text that is ambiguous in this format, as in {@code 1.234}: a thousand,
   * or a decimal with the wrong separator.
   */
  public Optional<Readings> ambiguity(String text) {
    Matcher matcher = oneGroup.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new Readings(
                matcher.group(1) + matcher.group(2), matcher.group(1) + decimal + matcher.group(2)))
        : Optional.empty();
  }

  /** How this format writes a number of the other format; empty where the text is none. */
  public Optional<String> fromOther(String text) {
    return Optional.ofNullable((this == POINT ? COMMA : POINT).read(text))
        .map(number -> number.replace('.', decimal));
  }

  /** What an ambiguous text could mean, each written so that the form takes it. */
  public record Readings(String thousands, String decimals) {}
}
