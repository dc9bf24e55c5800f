package vn.solieu.gateway.problem;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Arrays;
import java.util.Optional;
import vn.solieu.platform.problem.ProblemType;

/**
 * The page behind the {@code type} of a problem (RFC 9457 §3.1.1: it should be readable by people).
 */
@ApplicationScoped
final class ProblemPages {

  private final Template page;
  private final ProblemAnswer problems;

  ProblemPages(@Location("problem.html") Template page, ProblemAnswer problems) {
    this.page = page;
    this.problems = problems;
  }

  void mount(@Observes Router router) {
    router.get("/problems/:slug").handler(this::show);
  }

  private void show(RoutingContext routing) {
    Optional<ProblemType> type =
        Arrays.stream(ProblemType.values())
            .filter(candidate -> candidate.slug().equals(routing.pathParam("slug")))
            .findFirst();
    if (type.isEmpty()) {
      problems.notFound(routing);
      return;
    }
    routing
        .response()
        .putHeader("Content-Type", "text/html; charset=utf-8")
        .putHeader("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
        .putHeader("Cache-Control", "public, max-age=3600")
        .end(page.data("problem", type.get()).render());
  }
}
