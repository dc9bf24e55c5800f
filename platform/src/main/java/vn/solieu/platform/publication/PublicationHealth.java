package vn.solieu.platform.publication;

import io.smallrye.health.api.Wellness;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Down while a publication cannot be opened. Wellness and not readiness: what is already public
 * goes on being served.
 */
@Wellness
@Singleton
class PublicationHealth implements HealthCheck {

  private final PublicationFollower follower;

  PublicationHealth(PublicationFollower follower) {
    this.follower = follower;
  }

  @Override
  public HealthCheckResponse call() {
    var response =
        HealthCheckResponse.named("publications").withData("lastApplied", follower.lastApplied());
    return follower
        .stopped()
        .map(stop -> response.down().withData("stoppedAt", stop.sequence()))
        .orElseGet(response::up)
        .build();
  }
}
