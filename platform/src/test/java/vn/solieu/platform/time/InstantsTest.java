package vn.solieu.platform.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstantsTest {

  private static final Duration MICROSECOND = Duration.ofNanos(1_000);

  @ParameterizedTest
  @CsvSource({
    "2026-03-29T07:59:59.999999999+07:00, 2026-03-29T07:59:59.999999+07:00",
    "2026-03-29T00:59:59.999999999Z,      2026-03-29T07:59:59.999999+07:00",
    "2026-03-29T01:00:00.0000005Z,        2026-03-29T08:00:00+07:00",
    "2026-03-28T20:00:00-05:00,           2026-03-29T08:00:00+07:00",
    "1969-12-31T23:59:59.9999999Z,        1970-01-01T06:59:59.999999+07:00",
  })
  void anInstantIsCutToTheMicrosecondAndShownInTheTimeOfVietNam(String taken, String shown) {
    assertEquals(Optional.of(shown), Instants.find(taken).map(Instants::format));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "2026-03-29",
        "2026-03-29T08:00:00",
        "2026-02-30T08:00:00Z",
        "2026-03-29T24:00:00Z",
        "+999999999-12-31T23:59:59-18:00",
        "-999999999-01-01T00:00:00+18:00",
        "+10000-01-01T00:00:00Z",
        "0000-01-01T00:00:00Z"
      })
  void whatIsNoInstantOfRfc3339IsNotTaken(String text) {
    assertEquals(Optional.empty(), Instants.find(text));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-02-30T08:00:00Z,           There is no such day or time of day.",
    "2026-02-30T08:00:00+07:00,      There is no such day or time of day.",
    "2026-03-29T24:00:00Z,           There is no such day or time of day.",
    "-0001-01-01T00:00:00Z,          The year must be from 1 to 9999.",
    "0000-01-01T00:00:00Z,           The year must be from 1 to 9999.",
    "+10000-01-01T00:00:00Z,         The year must be from 1 to 9999.",
    "2026-03-29T08:00:00,            'An instant is written with its offset, as in 2026-03-29T08:00:00+07:00.'",
    "2026-03-29,                     'An instant is written with its offset, as in 2026-03-29T08:00:00+07:00.'"
  })
  void itIsToldWhyATextIsNoInstant(String text, String why) {
    assertEquals(Optional.empty(), Instants.find(text));
    assertEquals(why, Instants.fault(text).en());
  }

  @Test
  void secondsAreWrittenAlso() {
    assertEquals(
        "2026-03-29T08:00:00+07:00", Instants.format(OffsetDateTime.parse("2026-03-29T01:00Z")));
  }

  @Property
  void noInstantBecomesLaterOrLosesAMicrosecond(
      @ForAll @LongRange(min = -62_000_000_000L, max = 250_000_000_000L) long second,
      @ForAll @LongRange(min = 0, max = 999_999_999) long nano) {
    Instant instant = Instant.ofEpochSecond(second, nano);

    Instant kept = Instants.cut(instant);

    assertFalse(kept.isAfter(instant));
    assertTrue(Duration.between(kept, instant).compareTo(MICROSECOND) < 0);
    assertEquals(kept, Instants.cut(kept));
    assertEquals(
        Optional.of(Instants.local(kept)),
        Instants.find(Instants.format(instant.atOffset(ZoneOffset.UTC))));
  }
}
