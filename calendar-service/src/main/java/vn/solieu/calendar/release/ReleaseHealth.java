package vn.solieu.calendar.release;

import io.smallrye.health.api.Wellness;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Tells of promises that are broken, and of those about to be. Always up: the calendar is, and what
 * was published is served. The office has to act, whom {@code solieu.release.broken} alarms.
 */
@Wellness
@Singleton
class ReleaseHealth implements HealthCheck {

  private final ReleaseScheduler clock;

  ReleaseHealth(ReleaseScheduler clock) {
    this.clock = clock;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("releases")
        .up()
        .withData("broken", clock.broken())
        .withData("overdue", clock.overdue())
        .build();
  }
}
