package vn.solieu.calendar.release;

import io.smallrye.health.api.Wellness;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Down while a promised release is about to come to nothing, or did: it lists nothing, or too much.
 */
@Wellness
@Singleton
class ReleaseHealth implements HealthCheck {

  private final ReleaseClock clock;

  ReleaseHealth(ReleaseClock clock) {
    this.clock = clock;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("releases")
        .status(clock.broken() == 0)
        .withData("broken", clock.broken())
        .build();
  }
}
