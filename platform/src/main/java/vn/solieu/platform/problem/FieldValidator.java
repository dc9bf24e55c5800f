package vn.solieu.platform.problem;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.identity.Identifier;
import vn.solieu.platform.text.TextNormalizer;

/**
 * The checks that documents share, reported with the JSON Pointer of the member. Each looks only at
 * its own member, so that all of them can be asked before anything is refused.
 */
public final class FieldValidator {

  private static final Pattern CONTROL =
      Pattern.compile("[\\p{Cntrl}&&[^\\n\\t]]|[\\uFFFE\\uFFFF]");
  private static final int NAME = 500;

  private final Violations violations;
  private final String pointer;

  /** The members of the whole body. */
  public FieldValidator(Violations violations) {
    this(violations, "");
  }

  private FieldValidator(Violations violations, String pointer) {
    this.violations = violations;
    this.pointer = pointer;
  }

  /** The members of an item of an array. */
  public FieldValidator item(String array, int index) {
    return new FieldValidator(violations, pointer + "/" + array + "/" + index);
  }

  public void refuse(String member, String rule, LocalizedText message) {
    violations.add(Violation.at(pointer + "/" + member, rule, message));
  }

  /** Returns whether it is there. */
  public boolean required(String member, @Nullable Object value) {
    boolean there =
        value != null && !(value instanceof String text && TextNormalizer.isBlank(text));
    if (!there) {
      refuse(member, "required", LocalizedText.of("Bắt buộc phải có.", "It is required."));
    }
    return there;
  }

  /** The name of a thing in both languages, the Vietnamese one required. */
  public void names(@Nullable String nameVi, @Nullable String nameEn) {
    required("nameVi", nameVi);
    text("nameVi", nameVi, NAME);
    text("nameEn", nameEn, NAME);
  }

  /** Text of at most so many characters, without control characters. */
  public void text(String member, @Nullable String value, int longest) {
    if (value == null) {
      return;
    }
    if (value.length() > longest) {
      refuse(
          member,
          "length",
          LocalizedText.of(
              "Dài nhất " + longest + " ký tự.",
              "At most " + longest + " characters are allowed."));
    }
    if (CONTROL.matcher(value).find()) {
      refuse(
          member,
          "characters",
          LocalizedText.of("Có ký tự điều khiển.", "There is a control character in it."));
    }
  }

  /** An id as {@link Identifier} has it, if there is one. */
  public void id(String member, @Nullable String value) {
    if (value != null && !Identifier.isValid(value)) {
      refuse(
          member,
          "id",
          LocalizedText.of(
              "Mã định danh bắt đầu bằng chữ cái, gồm tối đa 64 chữ cái không dấu, chữ số, - và _.",
              "An id begins with a letter and has at most 64 letters, digits, - and _."));
    }
  }

  /** A text of a given form, if there is one. */
  public void matches(String member, @Nullable String value, Pattern form, LocalizedText message) {
    if (value != null && !form.matcher(value).matches()) {
      refuse(member, "form", message);
    }
  }

  /** One of the given words, required. */
  public void word(String member, @Nullable String value, Collection<String> words) {
    if (required(member, value) && !words.contains(value)) {
      String all = String.join(", ", words);
      refuse(
          member,
          "word",
          LocalizedText.of("Phải là một trong: " + all + ".", "Must be one of: " + all + "."));
    }
  }

  /** A number within bounds, if there is one. */
  public void number(
      String member, @Nullable BigDecimal value, BigDecimal least, BigDecimal most, int decimals) {
    if (value != null
        && (value.compareTo(least) < 0
            || value.compareTo(most) > 0
            || value.stripTrailingZeros().scale() > decimals)) {
      refuse(
          member,
          "range",
          LocalizedText.of(
              "Phải từ %s đến %s, tối đa %d chữ số thập phân."
                  .formatted(LocalizedText.of(least).vi(), LocalizedText.of(most).vi(), decimals),
              "Must be from %s to %s with at most %d decimals."
                  .formatted(LocalizedText.of(least).en(), LocalizedText.of(most).en(), decimals)));
    }
  }

  /** How many items an array has. */
  public void size(String member, Collection<?> items, int least, int most) {
    if (items.size() < least || items.size() > most) {
      refuse(
          member,
          "size",
          LocalizedText.of(
              "Phải có từ %d đến %d phần tử.".formatted(least, most),
              "Must have %d to %d items.".formatted(least, most)));
    }
  }

  /** The first and the last day of a validity, each open when null. */
  public void validity(@Nullable LocalDate validFrom, @Nullable LocalDate validTo) {
    if (validFrom != null && validTo != null && validTo.isBefore(validFrom)) {
      refuse(
          "validTo",
          "validity",
          LocalizedText.of(
              "Ngày cuối hiệu lực không được trước ngày đầu.",
              "The last day of validity is before the first."));
    }
  }
}
