package vn.solieu.platform.time;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;
import vn.solieu.platform.bounds.Bounds;
import vn.solieu.platform.problem.LocalizedText;

/** Days of the calendar in ISO 8601, of the years that are kept. */
public final class Dates {

  private static final Pattern LOOKS_LIKE_A_DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

  static final LocalizedText OTHER_YEAR =
      LocalizedText.of(
          "Năm phải từ %d đến %d.".formatted(Bounds.FIRST_YEAR, Bounds.LAST_YEAR),
          "The year must be from %d to %d.".formatted(Bounds.FIRST_YEAR, Bounds.LAST_YEAR));

  private Dates() {}

  /** Empty for what is no such day; {@link #fault} says why. */
  public static Optional<LocalDate> find(String text) {
    try {
      return Optional.of(LocalDate.parse(text)).filter(Bounds::holds);
    } catch (DateTimeException notADay) {
      return Optional.empty();
    }
  }

  /** Why {@link #find} finds none in a text: no such day, another year, another form. */
  public static LocalizedText fault(String text) {
    try {
      LocalDate.parse(text);
      return OTHER_YEAR;
    } catch (DateTimeException notADay) {
      return LOOKS_LIKE_A_DAY.matcher(text).matches()
          ? LocalizedText.of("Không có ngày này trong lịch.", "There is no such day.")
          : LocalizedText.of("Phải là ngày như 2026-11-03.", "Must be a day as 2026-11-03.");
    }
  }
}
