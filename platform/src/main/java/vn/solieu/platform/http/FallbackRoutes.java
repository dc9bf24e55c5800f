package vn.solieu.platform.http;

import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import vn.solieu.platform.problem.ProblemException;

/**
 * What never reaches a resource is refused as a problem too: the framework's own refusals are empty
 * or HTML.
 */
@ApplicationScoped
class FallbackRoutes {

  /** After the request id, before the framework's own check of the length. */
  private static final int BEFORE_THE_BODY = 900;

  private static final int FIRST = -1;

  private final Failures failures;
  private final ProblemAnswer answer;
  private final long maxBody;

  FallbackRoutes(Failures failures, ProblemAnswer answer, VertxHttpConfig http) {
    this.failures = failures;
    this.answer = answer;
    this.maxBody =
        http.limits().maxBodySize().map(size -> size.asLongValue()).orElse(Long.MAX_VALUE);
  }

  void refuseLongBodies(@Observes Filters filters) {
    filters.register(
        request -> {
          if (announcedLength(request) > maxBody) {
            // What is still on its way is not read: the connection cannot be used again.
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            request.addEndHandler(done -> request.request().connection().close());
            answer.end(Failures.ofStatus(413).extension("maxBytes", maxBody), request);
          } else {
            request.next();
          }
        },
        BEFORE_THE_BODY);
  }

  void register(@Observes Router router) {
    router
        .route()
        .order(FIRST)
        .failureHandler(
            request -> {
              if (request.response().ended()) {
                return;
              }
              if (request.response().headWritten()) {
                request.request().connection().close();
              } else {
                answer.end(ofFailure(request), request);
              }
            });
    router.route().last().handler(request -> answer.end(Failures.ofStatus(404), request));
  }

  private ProblemException ofFailure(RoutingContext request) {
    int status = request.statusCode();
    if (request.failure() != null && (status < 400 || status >= 500)) {
      return failures.problem(request.failure());
    }
    return Failures.ofStatus(status);
  }

  private static long announcedLength(RoutingContext request) {
    String length = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    return length == null ? 0 : Long.parseLong(length);
  }
}
