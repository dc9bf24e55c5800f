package vn.solieu.gateway.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import vn.solieu.gateway.proxy.RequestIds;
import vn.solieu.platform.problem.Language;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.Problem;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.problem.Violation;

/**
 * The page behind the {@code type} of a problem (RFC 9457 §3.1.1: it should be readable by people).
 */
@ApplicationScoped
final class ProblemPages {

  /** Whose answers name what is wrong, one by one. */
  private static final Set<ProblemType> WITH_ERRORS =
      Set.of(
          ProblemType.MALFORMED_REQUEST,
          ProblemType.INVALID_PARAMETER,
          ProblemType.INVALID_CONTENT);

  private static final LocalizedText MISSING =
      LocalizedText.of("Bắt buộc phải có.", "It is required.");

  private final Template page;
  private final ProblemAnswer problems;
  private final OwnRoutes routes;
  private final ObjectMapper json;

  ProblemPages(
      @Location("problem.html") Template page,
      ProblemAnswer problems,
      OwnRoutes routes,
      ObjectMapper json) {
    this.page = page;
    this.problems = problems;
    this.routes = routes;
    this.json = json;
  }

  void mount(@Observes Router router) {
    routes.read(router, "/problems/:slug", this::show);
    routes.guard(router, "/openapi", Set.of("format"));
    routes.guardPages(router, "/docs");
    routes.guardPages(router, "/docs/*");
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
        .putHeader(RequestIds.HEADER, RequestIds.of(routing.request()));
    OwnRoutes.end(
        routing,
        Buffer.buffer(
            page.data("problem", type.get())
                .data("exampleVi", example(type.get(), Language.VI))
                .data("exampleEn", example(type.get(), Language.EN))
                .render()));
  }

  /** A body as it is answered, with the words of the page itself. */
  private String example(ProblemType type, Language language) {
    ProblemException problem = new ProblemException(type, type.meaning());
    if (WITH_ERRORS.contains(type)) {
      problem =
          problem.with(
              type == ProblemType.INVALID_PARAMETER
                  ? Violation.inParameter("from", "required", MISSING)
                  : Violation.at("/nameVi", "required", MISSING));
    }
    try {
      return json.writerWithDefaultPrettyPrinter()
          .writeValueAsString(
              Problem.of(
                  problem,
                  language,
                  "/v1/indicators/rice-area",
                  "0198f2c0-6f7a-7c11-9d5e-2b7c1f0a4e11"));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a problem is plain data", e);
    }
  }
}
