package vn.solieu.gateway.status;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import vn.solieu.platform.time.Zone;

/** The one clock of the gateway. It shows times; it decides nothing. */
final class GatewayClock {

  @Produces
  @ApplicationScoped
  Clock clock() {
    return Clock.system(Zone.HO_CHI_MINH);
  }
}
