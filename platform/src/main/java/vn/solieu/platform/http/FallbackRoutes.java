package vn.solieu.platform.http;

import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.quarkus.vertx.http.runtime.filters.Filters;
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

  /** After the request id, before anything reads the address or the body. */
  private static final int ON_ITS_HEAD = 950;

  private static final int FIRST = -1;

  private final ExceptionClassifier failures;
  private final ProblemAnswer answer;
  private final long maxBody;

  FallbackRoutes(ExceptionClassifier failures, ProblemAnswer answer, VertxHttpConfig http) {
    this.failures = failures;
    this.answer = answer;
    this.maxBody = http.limits().maxBodySize().orElseThrow().asLongValue();
  }

  void refuse(@Observes Filters filters) {
    filters.register(
        request -> {
          MediaRanges.mendAccept(request.request().headers());
          RequestHead.problem(request.request(), maxBody)
              .ifPresentOrElse(
                  problem -> {
                    UnfinishedRequests.closeAfterAnswer(request);
                    answer.end(problem, request);
                  },
                  () -> {
                    JsonClients.widenAccept(request.request().headers());
                    request.next();
                  });
        },
        ON_ITS_HEAD);
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
              } else if (RequestHead.isWholeServer(request.request())) {
                RequestHead.answerWholeServer(request.response());
              } else {
                answer.end(ofFailure(request), request);
              }
            });
    router
        .route()
        .last()
        .handler(request -> answer.end(ExceptionClassifier.ofStatus(404), request));
  }

  private ProblemException ofFailure(RoutingContext request) {
    int status = request.statusCode();
    if (!request.request().uri().startsWith("/")) {
      // The router fails at what has no path before any filter is asked.
      return RequestHead.problem(request.request(), maxBody).orElseGet(RequestHead::noAddress);
    }
    if (request.failure() != null && (status < 400 || status >= 500)) {
      return failures.problem(request.failure());
    }
    return ExceptionClassifier.ofStatus(status);
  }
}
