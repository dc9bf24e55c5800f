package vn.solieu.platform.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** At least 4 bytes a second, over 30 seconds of waiting: 120 bytes. */
class RateMonitorTest {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final RateMonitor rate =
      new RateMonitor(new RateMonitor.Minimum(4, Duration.ofSeconds(30)), 0);

  @Test
  void whoKeepsTheMinimumRateIsNeverTooSlow() {
    for (int second = 1; second <= 600; second++) {
      assertFalse(rate.isTooSlow(true, 4L * second, second * SECOND));
    }
  }

  @Test
  void whoIsBelowItIsTooSlowAtTheEndOfTheStretch() {
    assertFalse(rate.isTooSlow(true, 100, 29 * SECOND));
    assertTrue(rate.isTooSlow(true, 119, 30 * SECOND));
  }

  @Test
  void oneByteBeforeEachEndHoldsNothing() {
    boolean slow = false;
    for (int second = 1; second <= 30; second++) {
      slow |= rate.isTooSlow(true, second, second * SECOND);
    }
    assertTrue(slow);
  }

  @Test
  void whatWasTakenAtOnceEarnsNoRestAfterwards() {
    assertFalse(rate.isTooSlow(true, 1_000_000, 30 * SECOND));
    assertTrue(rate.isTooSlow(true, 1_000_000, 60 * SECOND));
  }

  @Test
  void timeInWhichNobodyWaitedForItIsNotItsTime() {
    assertFalse(rate.isTooSlow(false, 0, 1_000 * SECOND));
    assertFalse(rate.isTooSlow(true, 0, 1_029 * SECOND));
    assertTrue(rate.isTooSlow(true, 0, 1_030 * SECOND));
  }
}
