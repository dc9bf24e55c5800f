package vn.solieu.gateway.proxy;

import io.micrometer.core.instrument.config.MeterFilter;
import io.quarkus.vertx.http.runtime.filters.Filters;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import vn.solieu.platform.metrics.RouteLabel;

/** Bounds the labels of the requests to the gateway. */
@Singleton
final class RequestMetrics {

  /** Before everything that may refuse a request. */
  private static final int FIRST = 1_001;

  void register(@Observes Filters filters) {
    filters.register(
        request -> {
          RouteLabel.boundRefusals(request);
          request.next();
        },
        FIRST);
  }

  @Produces
  @Singleton
  MeterFilter methods() {
    return RouteLabel.boundMethods();
  }
}
