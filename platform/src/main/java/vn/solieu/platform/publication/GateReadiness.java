package vn.solieu.platform.publication;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Down while the role of the public cannot read what is published. Apart from the database's own
 * check: a role that lost its rights is mended elsewhere than a database that is away.
 */
@Readiness
@Singleton
class GateReadiness implements HealthCheck {

  private static final Logger LOG = Logger.getLogger(GateReadiness.class);

  private final ReleaseGate gate;

  GateReadiness(ReleaseGate gate) {
    this.gate = gate;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("release gate").status(isOpen()).build();
  }

  private boolean isOpen() {
    try {
      gate.published(Sequences::lastApplied);
      return true;
    } catch (RuntimeException e) {
      LOG.debug("Nothing can be read through the gate", e);
      return false;
    }
  }
}
