package vn.solieu.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class MovableClockTest {

  private static final Instant RELEASE = Instant.parse("2026-03-06T17:30:00Z");

  private final MovableClock clock = new MovableClock();

  @Test
  void standsStillWhereItWasStopped() {
    clock.stopAt(RELEASE);
    assertEquals(RELEASE, clock.instant());
    clock.moveBy(Duration.ofSeconds(-1));
    assertEquals(RELEASE.minusSeconds(1), clock.instant());
  }

  @Test
  void tellsTheDayOfTheProvince() {
    clock.stopAt(RELEASE);
    assertEquals(LocalDate.of(2026, 3, 7), LocalDate.now(clock));
    assertEquals(LocalDate.of(2026, 3, 6), LocalDate.now(clock.withZone(ZoneOffset.UTC)));
  }

  @Test
  void runsOnFromAnInstant() {
    clock.runFrom(RELEASE);
    Instant first = clock.instant();
    assertFalse(first.isBefore(RELEASE));
    assertTrue(Duration.between(RELEASE, first).toMinutes() < 5);
  }

  @Test
  void everyViewMovesWithIt() {
    Clock elsewhere = clock.withZone(ZoneOffset.UTC);
    clock.stopAt(RELEASE);
    assertEquals(RELEASE, elsewhere.instant());
    clock.reset();
    assertTrue(elsewhere.instant().isAfter(Instant.EPOCH));
  }
}
