package vn.solieu.platform.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.bounds.Bounds;
import vn.solieu.platform.problem.LocalizedText;

/**
 * Instants as they are kept and shown: cut to the microsecond, because the database keeps no more
 * and would round up what it is given, and written as RFC 3339 in the time of Viet Nam, which also
 * says what day it is.
 */
public final class Instants {

  /** Of Viet Nam since 1975. Earlier instants are shown with it too: one form. */
  private static final ZoneOffset OFFSET = ZoneOffset.ofHours(7);

  /** All digits and signs are where they belong. */
  private static final Pattern LOOKS_LIKE_AN_INSTANT =
      Pattern.compile(
          "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,9})?)?(Z|[+-][0-9]{2}:[0-9]{2})",
          Pattern.CASE_INSENSITIVE);

  private Instants() {}

  /** What is left of it in the database: never later than it was. */
  public static Instant cut(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS);
  }

  /** The same, in the time of Viet Nam. */
  public static OffsetDateTime local(Instant instant) {
    return cut(instant).atOffset(OFFSET);
  }

  /** The same, in the time of Viet Nam. */
  public static OffsetDateTime local(OffsetDateTime instant) {
    return local(instant.toInstant());
  }

  public static @Nullable OffsetDateTime localOrNull(@Nullable Instant instant) {
    return instant == null ? null : local(instant);
  }

  /** The day that it is then in Viet Nam. */
  public static LocalDate day(Instant instant) {
    return local(instant).toLocalDate();
  }

  /** The first instant of the day in Viet Nam. */
  public static OffsetDateTime startOf(LocalDate day) {
    return day.atStartOfDay().atOffset(OFFSET);
  }

  /** As in {@code 2026-03-29T08:00:00+07:00}. */
  public static String format(OffsetDateTime instant) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(local(instant));
  }

  /** Why {@link #find} finds none in a text: no such day or hour, another year, another form. */
  public static LocalizedText fault(String text) {
    try {
      OffsetDateTime.parse(text);
      return Dates.OTHER_YEAR;
    } catch (DateTimeException notAnInstant) {
      return LOOKS_LIKE_AN_INSTANT.matcher(text).matches()
          ? LocalizedText.of(
              "Không có ngày hoặc giờ này trong lịch.", "There is no such day or time of day.")
          : LocalizedText.of(
              "Thời điểm phải có múi giờ, như 2026-03-29T08:00:00+07:00.",
              "An instant is written with its offset, as in 2026-03-29T08:00:00+07:00.");
    }
  }

  /**
   * Reads an RFC 3339 instant, with any offset.
   *
   * @return empty also for a year that RFC 3339 cannot write and no database holds
   */
  public static Optional<OffsetDateTime> find(String text) {
    try {
      OffsetDateTime instant = OffsetDateTime.parse(text);
      return Bounds.holds(instant) ? Optional.of(local(instant)) : Optional.empty();
    } catch (DateTimeException notAnInstant) {
      return Optional.empty();
    }
  }
}
