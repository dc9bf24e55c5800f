package vn.solieu.gateway.status;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import vn.solieu.platform.time.Zone;

/**
 * The one clock of the gateway, in microseconds as all instants. It shows times; it decides
 * nothing.
 */
final class GatewayClock {

  @Produces
  @ApplicationScoped
  Clock clock() {
    return Clock.tick(Clock.system(Zone.HO_CHI_MINH), Duration.of(1, ChronoUnit.MICROS));
  }
}
