package vn.solieu.indicator.definition;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A unit of measure.
 *
 * @param base the code of the unit of which it is the label together with {@code multiplier}, as
 *     VND_BN is of (VND, 9); null for a unit of its own
 * @param multiplier power of ten; 0 without a base
 */
record Unit(
    String code, String nameVi, @Nullable String nameEn, @Nullable String base, int multiplier) {

  /**
   * The number words with which the name of a scaled unit begins. "Tỷ" also begins what is no
   * number: tỷ lệ, tỷ suất, tỷ số, tỷ trọng. A rate, "per 1,000", begins otherwise.
   */
  private static final Pattern NUMBER =
      Pattern.compile(
          "(trăm|nghìn|ngàn|vạn|triệu|(tỷ|tỉ)(?! (lệ|suất|số|trọng|phần|giá))"
              + "|hundreds?|thousands?|millions?|billions?|trillions?|10*([.,]000)+|10+)\\b.*",
          Pattern.UNICODE_CHARACTER_CLASS);

  /** Whether it says a power of ten already, by its base or by its name. */
  boolean isScaled() {
    return base != null || names().stream().anyMatch(name -> NUMBER.matcher(name).matches());
  }

  private List<String> names() {
    return Stream.of(nameVi, nameEn == null ? "" : nameEn)
        .map(name -> name.strip().toLowerCase(Locale.ROOT))
        .toList();
  }

  /**
   * Whether a measure that has this unit with a multiplier may have the base unit with another one:
   * it is the same, or what the label says was meant, or both at once.
   */
  boolean mayBecome(int from, String unit, int to) {
    return unit.equals(base)
        && (from == 0 ? to == multiplier : to == multiplier || to == from + multiplier);
  }
}
