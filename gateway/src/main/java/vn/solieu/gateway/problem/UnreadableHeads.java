package vn.solieu.gateway.problem;

import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import vn.solieu.platform.http.RequestHead;
import vn.solieu.platform.problem.ProblemException;

/** Refuses a request by its head, as the services would, before anything else reads its address. */
@ApplicationScoped
final class UnreadableHeads {

  private static final int FIRST = 1_000;

  private final long maxBody;

  UnreadableHeads(VertxHttpConfig http) {
    this.maxBody = http.limits().maxBodySize().orElseThrow().asLongValue();
  }

  void register(@Observes Filters filters) {
    filters.register(
        routing ->
            RequestHead.problem(routing.request(), maxBody)
                .ifPresentOrElse(problem -> refuse(routing, problem), routing::next),
        FIRST);
  }

  /** The routes that set headers come before all filters, and look at the path. */
  void mount(@Observes Router router) {
    router.errorHandler(400, routing -> refuse(routing, RequestHead.noAddress()));
  }

  /** What is still on its way of the body is not read: the connection cannot be used again. */
  private static void refuse(RoutingContext routing, ProblemException problem) {
    routing.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    routing.addEndHandler(done -> routing.request().connection().close());
    ProblemAnswer.end(routing, problem);
  }
}
