package vn.solieu.platform.trace;

import io.opentelemetry.api.trace.Span;
import io.quarkus.opentelemetry.runtime.QuarkusContextStorage;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Takes the caller's trace where no span is recorded; where one is, it belongs to that trace
 * already.
 */
@Singleton
class RequestTrace {

  /** With the request id: before everything that may refuse a request. */
  private static final int FIRST = 1_000;

  void register(@Observes Filters filters) {
    filters.register(
        request -> {
          takeUp(request);
          request.next();
        },
        FIRST);
  }

  private static void takeUp(RoutingContext request) {
    String given = request.request().getHeader(TraceParent.HEADER);
    Context context = QuarkusContextStorage.getVertxContext();
    if (given != null && context != null && !Span.current().getSpanContext().isValid()) {
      // Ends with the request, for the context is the request's own.
      QuarkusContextStorage.INSTANCE.attach(context, TraceParent.received(given));
    }
  }
}
