package vn.solieu.platform.publication;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Down when nothing asks for publications any more: what is read here would grow stale unnoticed.
 * That the calendar or Kafka is away is no reason, for then nothing is published either.
 */
@Readiness
@Singleton
class FollowerReadiness implements HealthCheck {

  private final PublicationFollower follower;

  FollowerReadiness(PublicationFollower follower) {
    this.follower = follower;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("publication follower").status(follower.isAlive()).build();
  }
}
