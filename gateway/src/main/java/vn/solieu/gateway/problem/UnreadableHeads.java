package vn.solieu.gateway.problem;

import io.quarkus.logging.Log;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import vn.solieu.platform.http.RequestHead;
import vn.solieu.platform.http.UnfinishedRequests;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;

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
            problem(routing).ifPresentOrElse(problem -> refuse(routing, problem), routing::next),
        FIRST);
  }

  /** What fails before the filters are asked: a target that is no path, or cannot be decoded. */
  void mount(@Observes Router router) {
    // Of a route that cannot decode the path no failure handler is told.
    router.errorHandler(400, routing -> refuse(routing, RequestHead.noAddress()));
    router
        .route()
        .order(-1)
        .failureHandler(
            routing -> {
              if (routing.response().headWritten()) {
                routing.request().connection().close();
              } else if (RequestHead.isWholeServer(routing.request())) {
                RequestHead.answerWholeServer(routing.response());
              } else {
                refuse(routing, ofFailure(routing));
              }
            });
  }

  private Optional<ProblemException> problem(RoutingContext routing) {
    return RequestHead.problem(routing.request(), maxBody);
  }

  private ProblemException ofFailure(RoutingContext routing) {
    if (routing.failure() == null || routing.statusCode() == 400) {
      return problem(routing).orElseGet(RequestHead::noAddress);
    }
    Log.error("A request failed", routing.failure());
    return new ProblemException(
        ProblemType.INTERNAL_ERROR,
        LocalizedText.of(
            "Lỗi ở phía hệ thống, không phải ở yêu cầu của bạn. Khi báo lỗi, hãy gửi kèm requestId.",
            "The fault is ours, not in what you sent. Quote the requestId when you report it."));
  }

  private static void refuse(RoutingContext routing, ProblemException problem) {
    UnfinishedRequests.closeAfterAnswer(routing);
    ProblemAnswer.end(routing, problem);
  }
}
