package vn.solieu.platform.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Holds who reaches a service directly to the minimum rate. */
@ApplicationScoped
class RequestDeadlines {

  private static final int FIRST = 1_000;

  void register(@Observes Filters filters, Vertx vertx, MinimumRate rate, ProblemAnswer answer) {
    UnfinishedRequests requests =
        new UnfinishedRequests(
            vertx, rate.minimum(), routing -> answer.end(RequestHead.unreadableBody(), routing));
    filters.register(
        request -> {
          requests.watch(request, () -> {});
          request.next();
        },
        FIRST);
  }
}
