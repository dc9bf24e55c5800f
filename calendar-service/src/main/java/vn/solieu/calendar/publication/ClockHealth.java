package vn.solieu.calendar.publication;

import io.smallrye.health.api.Wellness;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Down while the database's clock and this copy's differ by more than a second: what falls due is
 * then published by the later of the two.
 */
@Wellness
@Singleton
class ClockHealth implements HealthCheck {

  private final DatabaseClock clock;

  ClockHealth(DatabaseClock clock) {
    this.clock = clock;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("clocks")
        .status(clock.isTrusted())
        .withData("millisecondsAhead", clock.ahead().toMillis())
        .build();
  }
}
