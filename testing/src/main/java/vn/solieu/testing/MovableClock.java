package vn.solieu.testing;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * Stands in for the clock of a tested service. It runs with the system until a test moves or stops
 * it; a test that did so puts it right again with {@link #reset()}.
 */
@Alternative
@Priority(1)
@Singleton
public class MovableClock extends Clock {

  private static final ZoneId HO_CHI_MINH = ZoneId.of("Asia/Ho_Chi_Minh");

  private final Source source;
  private final ZoneId zone;

  public MovableClock() {
    this(new Source(), HO_CHI_MINH);
  }

  private MovableClock(Source source, ZoneId zone) {
    this.source = source;
    this.zone = zone;
  }

  /** Stands still at this instant. */
  public void stopAt(Instant instant) {
    source.clock = Clock.fixed(instant, zone);
  }

  /** Runs on from this instant. */
  public void runFrom(Instant instant) {
    Clock system = Clock.systemUTC();
    source.clock = Clock.offset(system, Duration.between(system.instant(), instant));
  }

  /** Back for a negative duration. A clock that stands still stands still at the new instant. */
  public void moveBy(Duration duration) {
    source.clock = Clock.offset(source.clock, duration);
  }

  /** Runs with the system again. */
  public void reset() {
    source.clock = Clock.systemUTC();
  }

  @Override
  public Instant instant() {
    return source.clock.instant();
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  /** Moves with this clock. */
  @Override
  public Clock withZone(ZoneId other) {
    return new MovableClock(source, other);
  }

  /** What all views of one clock share. */
  private static final class Source {
    private volatile Clock clock = Clock.systemUTC();
  }
}
