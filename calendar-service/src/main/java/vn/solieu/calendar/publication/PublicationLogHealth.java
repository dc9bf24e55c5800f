package vn.solieu.calendar.publication;

import io.smallrye.health.api.Wellness;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import vn.solieu.platform.sql.Sql;

/** How far the log is: what the other services are measured by. */
@Wellness
@Singleton
class PublicationLogHealth implements HealthCheck {

  private final Sql sql;

  PublicationLogHealth(Sql sql) {
    this.sql = sql;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("publication-log")
        .withData("lastApplied", PublicationLog.last(sql))
        .up()
        .build();
  }
}
