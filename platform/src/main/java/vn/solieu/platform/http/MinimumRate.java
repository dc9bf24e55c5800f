package vn.solieu.platform.http;

import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How fast a caller of a service sends its body and takes its answer, at the least. */
@Singleton
class MinimumRate {

  private final RateMonitor.Minimum minimum;

  MinimumRate(
      @ConfigProperty(name = "solieu.http.minimum-rate", defaultValue = "4096") long bytesPerSecond,
      @ConfigProperty(name = "solieu.http.rate-window", defaultValue = "PT30S") Duration window) {
    this.minimum = new RateMonitor.Minimum(bytesPerSecond, window);
  }

  RateMonitor.Minimum minimum() {
    return minimum;
  }
}
