package vn.solieu.platform.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import vn.solieu.platform.bounds.Bounds;

/**
 * Instants as they are kept and shown: cut to the microsecond, because the database keeps no more
 * and would round up what it is given, and written as RFC 3339 in the time of Viet Nam.
 */
public final class Instants {

  /** Of Viet Nam since 1975. Earlier instants are shown with it too: one form. */
  private static final ZoneOffset OFFSET = ZoneOffset.ofHours(7);

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

  /** As in {@code 2026-03-29T08:00:00+07:00}. */
  public static String format(OffsetDateTime instant) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(local(instant));
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
