package vn.solieu.gateway.proxy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** Where the services are, and how long the gateway waits for them. */
@ConfigMapping(prefix = "solieu.gateway")
public interface Upstreams {

  /**
   * Base address of each service, by its name in the contract, such as {@code indicator-service}.
   */
  Map<String, URI> services();

  /** Until a connection to a service stands. Beyond it the answer is 502. */
  @WithDefault("PT2S")
  Duration connectTimeout();

  /** Silence of a service while it answers a read. Beyond it the answer is 504. */
  @WithDefault("PT30S")
  Duration readTimeout();

  /**
   * Silence of a service while it works on a write. Longer than for reads: a push of a million rows
   * is validated and stored before the first byte of its receipt.
   */
  @WithDefault("PT5M")
  Duration writeTimeout();

  /** Connections kept to each service; further requests wait for one. */
  @WithDefault("64")
  int connections();
}
