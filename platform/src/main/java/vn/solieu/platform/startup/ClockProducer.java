package vn.solieu.platform.startup;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import vn.solieu.platform.time.Zone;

/** The clock that everything reads, in the microseconds that the database keeps. */
class ClockProducer {

  /**
   * @param offset how far the clock is off, for trying out a release without waiting for it;
   *     refused in production
   */
  @Produces
  @Singleton
  @DefaultBean
  Clock clock(
      @ConfigProperty(name = "solieu.clock.offset", defaultValue = "PT0S") Duration offset) {
    return Clock.tick(
        Clock.offset(Clock.system(Zone.HO_CHI_MINH), offset), Duration.of(1, ChronoUnit.MICROS));
  }
}
