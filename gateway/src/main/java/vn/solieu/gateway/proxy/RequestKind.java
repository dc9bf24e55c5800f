package vn.solieu.gateway.proxy;

import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.Set;

/** They keep out of each other's way: each has connections and bounds of its own. */
enum RequestKind {
  READ,

  /** Its body is here before it takes a connection. */
  WRITE,

  /** A write whose body is too long for that. */
  UPLOAD;

  private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  static RequestKind of(HttpMethod method) {
    return READING.contains(method) ? READ : WRITE;
  }

  int connections(Upstreams upstreams) {
    return switch (this) {
      case READ -> upstreams.readConnections();
      case WRITE -> upstreams.writeConnections();
      case UPLOAD -> upstreams.uploadConnections();
    };
  }

  /** How long a service may keep silent. */
  Duration silence(Upstreams upstreams) {
    return this == READ ? upstreams.readTimeout() : upstreams.writeTimeout();
  }
}
