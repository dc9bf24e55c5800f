package vn.solieu.platform.metrics;

import io.micrometer.core.instrument.config.MeterFilter;
import io.quarkus.vertx.http.runtime.filters.Filters;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Bounds the labels of the requests to a service. */
@Singleton
class RequestMetrics {

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
