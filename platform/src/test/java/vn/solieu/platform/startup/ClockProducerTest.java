package vn.solieu.platform.startup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.RepeatedTest;

class ClockProducerTest {

  private final Clock clock = new ClockProducer().clock(Duration.ofNanos(1));

  @RepeatedTest(20)
  void theClockTellsNoMoreThanTheDatabaseKeeps() {
    assertEquals(0, clock.instant().getNano() % 1_000);
  }
}
