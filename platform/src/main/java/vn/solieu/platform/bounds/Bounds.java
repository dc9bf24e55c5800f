package vn.solieu.platform.bounds;

import com.fasterxml.jackson.core.StreamReadConstraints;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * The bounds of what is read, whoever sent it: bodies, events, the log of publications, stored
 * documents. A feature narrows them for its own members. Beyond a bound nothing is computed with a
 * value, and it is not repeated in an answer.
 *
 * <p>Those of a body stand in the introduction of every API document.
 */
public final class Bounds {

  /** Of a JSON body. What grows with the data is pushed as a stream, with limits of its own. */
  public static final int BODY_BYTES = 4 * 1024 * 1024;

  /** Objects and arrays within one another. */
  public static final int DEPTH = 32;

  /** Items of one array of a body. The largest that a rule allows is a codelist of 5,000 codes. */
  public static final int ARRAY_ITEMS = 10_000;

  /** Members of one object of a body. */
  public static final int OBJECT_MEMBERS = 1_000;

  /** Values, names and brackets of a body, all together. */
  public static final int TOKENS = 500_000;

  /** Characters of a text. The longest that a rule allows has 20,000. */
  public static final int TEXT_CHARACTERS = 100_000;

  /** Characters of the name of a member. */
  public static final int NAME_CHARACTERS = 500;

  /** Characters of a number as it is written, with sign, point and exponent. */
  public static final int NUMBER_CHARACTERS = 100;

  /** Digits of a number written out in full: 1E+5000000 has more. As many as SQL's decimals. */
  public static final int DIGITS = 38;

  /** RFC 3339 §1 writes years with four digits; databases and readers hold few others. */
  public static final int FIRST_YEAR = 1;

  public static final int LAST_YEAR = 9999;

  private Bounds() {}

  /** For parsers of whatever JSON. How many items there are is for a body alone. */
  public static StreamReadConstraints json() {
    return StreamReadConstraints.builder()
        .maxNestingDepth(DEPTH)
        .maxStringLength(TEXT_CHARACTERS)
        .maxNameLength(NAME_CHARACTERS)
        .maxNumberLength(NUMBER_CHARACTERS)
        .build();
  }

  /** Whether the number has no more than {@value #DIGITS} digits; costs the same for every one. */
  public static boolean holds(BigDecimal number) {
    long whole = (long) number.precision() - number.scale();
    return Math.max(whole, number.precision()) <= DIGITS && number.scale() < DIGITS;
  }

  public static boolean holds(LocalDate day) {
    return holdsYear(day.getYear());
  }

  public static boolean holds(OffsetDateTime instant) {
    return holdsYear(instant.getYear());
  }

  private static boolean holdsYear(int year) {
    return year >= FIRST_YEAR && year <= LAST_YEAR;
  }

  /** The same number without an exponent, as databases write it; of one that is held. */
  public static BigDecimal plain(BigDecimal number) {
    return number.scale() < 0 ? number.setScale(0) : number;
  }

  /** The number that is written so; empty when it is none, or beyond its bounds. */
  public static Optional<BigDecimal> number(String text) {
    if (text.length() > NUMBER_CHARACTERS) {
      return Optional.empty();
    }
    try {
      return Optional.of(new BigDecimal(text)).filter(Bounds::holds);
    } catch (NumberFormatException noNumber) {
      return Optional.empty();
    }
  }

  /**
   * Whether every character of the text can be kept and written as UTF-8: no U+0000, which
   * PostgreSQL has no place for, and no half of a surrogate pair.
   */
  public static boolean isText(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        return false;
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return false;
      }
    }
    return true;
  }

  /** What may be repeated of a text that was refused. */
  public static String shown(String text) {
    int longest = 60;
    if (text.length() <= longest) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
    return text.substring(0, end) + "…";
  }
}
