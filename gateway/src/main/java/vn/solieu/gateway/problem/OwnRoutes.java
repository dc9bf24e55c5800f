package vn.solieu.gateway.problem;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.problem.Violation;

/**
 * What the gateway answers itself, under the rules of every other operation: {@code HEAD} where
 * there is {@code GET}, the methods named where there is another, no parameter passed over.
 */
@ApplicationScoped
public class OwnRoutes {

  private static final TreeSet<String> READING = new TreeSet<>(Set.of("GET", "HEAD", "OPTIONS"));

  /** Before the routes of Quarkus' own, which {@link #guard} leads on to. */
  private static final int BEFORE = -1;

  private final ProblemAnswer problems;

  OwnRoutes(ProblemAnswer problems) {
    this.problems = problems;
  }

  /** An operation that is read, without parameters. */
  public void read(Router router, String path, Handler<RoutingContext> answer) {
    router.route(path).handler(routing -> check(routing, Set.of(), answer));
  }

  /** The same for what an extension serves. */
  public void guard(Router router, String path, Set<String> parameters) {
    router
        .route(path)
        .order(BEFORE)
        .handler(routing -> check(routing, parameters, RoutingContext::next));
  }

  /** Pages, to which a browser may append what it likes. They stand in a folder. */
  public void guardPages(Router router, String path) {
    router
        .route(path)
        .order(BEFORE)
        .handler(
            routing -> checkMethod(routing, routing.queryParams().names(), RoutingContext::next));
  }

  /** Ends an answer that has a length, which {@code HEAD} tells as well. */
  public static void end(RoutingContext routing, Buffer body) {
    routing
        .response()
        .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()))
        .end(body);
  }

  private void check(
      RoutingContext routing, Set<String> parameters, Handler<RoutingContext> answer) {
    if (routing.request().path().endsWith("/")) {
      // To the router it is the same route; to the contract, and to every service, another address.
      problems.notFound(routing);
    } else {
      checkMethod(routing, parameters, answer);
    }
  }

  private void checkMethod(
      RoutingContext routing, Set<String> parameters, Handler<RoutingContext> answer) {
    switch (routing.request().method().name()) {
      case "OPTIONS" -> problems.options(routing, READING);
      case "GET", "HEAD" -> {
        List<Violation> unknown =
            routing.queryParams().names().stream()
                .filter(name -> !parameters.contains(name))
                .map(OwnRoutes::unknown)
                .toList();
        if (unknown.isEmpty()) {
          answer.handle(routing);
        } else {
          ProblemAnswer.end(
              routing,
              new ProblemException(
                      ProblemType.INVALID_PARAMETER,
                      LocalizedText.of(
                          "Tham số không hợp lệ; xem errors.",
                          "A parameter is not valid; see errors."))
                  .with(unknown));
        }
      }
      default -> problems.methodNotAllowed(routing, READING);
    }
  }

  private static Violation unknown(String name) {
    return Violation.inParameter(
        name,
        "unknown-parameter",
        LocalizedText.of("Không có tham số này.", "There is no such parameter."));
  }
}
