package vn.solieu.platform.publication;

import io.smallrye.health.api.Wellness;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Down while a publication cannot be opened or the calendar's log has changed; and, until somebody
 * has looked and the service is started again, once the publication topic had a record that the log
 * does not have. Wellness and not readiness: what is already public goes on being served.
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
        HealthCheckResponse.named("publications")
            .withData("lastApplied", follower.lastApplied())
            .withData("passedOver", follower.passedOver());
    follower.stopped().ifPresent(stop -> response.withData("stoppedAt", stop.sequence()));
    return response.status(follower.stopped().isEmpty() && follower.passedOver() == 0).build();
  }
}
