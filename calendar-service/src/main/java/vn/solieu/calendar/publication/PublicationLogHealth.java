package vn.solieu.calendar.publication;

import io.smallrye.health.api.Wellness;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** How far the log is: what the other services are measured by. */
@Wellness
@Singleton
class PublicationLogHealth implements HealthCheck {

  private final PublicationRepository publications;

  PublicationLogHealth(PublicationRepository publications) {
    this.publications = publications;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("publication-log")
        .withData("lastApplied", publications.last())
        .up()
        .build();
  }
}
