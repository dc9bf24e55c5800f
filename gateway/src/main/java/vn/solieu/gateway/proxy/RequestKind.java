package vn.solieu.gateway.proxy;

import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.Set;

/** Reads and writes keep out of each other's way: each has connections and bounds of its own. */
enum RequestKind {
  READ,
  WRITE;

  private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  static RequestKind of(HttpMethod method) {
    return READING.contains(method) ? READ : WRITE;
  }

  int connections(Upstreams upstreams) {
    return this == READ ? upstreams.readConnections() : upstreams.writeConnections();
  }

  int perClient(Upstreams upstreams) {
    return this == READ ? upstreams.readsPerClient() : upstreams.writesPerClient();
  }

  /** How long a service may keep silent. */
  Duration silence(Upstreams upstreams) {
    return this == READ ? upstreams.readTimeout() : upstreams.writeTimeout();
  }
}
