package vn.solieu.platform.http;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.security.CurrentCaller;

/**
 * The one exception mapper. Types for which the framework brings a mapper of its own are named,
 * since the most specific mapper wins.
 */
@Singleton
class ProblemMappers {

  private final ExceptionClassifier failures;
  private final ProblemAnswer answer;
  private final CurrentCaller caller;

  ProblemMappers(ExceptionClassifier failures, ProblemAnswer answer, CurrentCaller caller) {
    this.failures = failures;
    this.answer = answer;
    this.caller = caller;
  }

  @ServerExceptionMapper({
    Throwable.class,
    ProblemException.class,
    WebApplicationException.class,
    NotFoundException.class,
    UnauthorizedException.class,
    AuthenticationFailedException.class,
    AuthenticationCompletionException.class,
    ForbiddenException.class,
    MismatchedInputException.class
  })
  Response any(Throwable failure, RoutingContext request) {
    String path = request.request().path();
    ProblemException problem =
        switch (failure) {
          case NotAllowedException e ->
              failures.problem(e).header(HttpHeaders.ALLOW, Endpoints.methods(path));
          case NotSupportedException e -> {
            String types = Endpoints.types(request.request().method().name(), path);
            yield types.isEmpty() ? failures.problem(e) : unsupported(types);
          }
          case ForbiddenException e -> caller.withoutRole();
          default -> failures.problem(failure);
        };
    return answer.response(problem, request);
  }

  private static ProblemException unsupported(String types) {
    return new ProblemException(
            ProblemType.UNSUPPORTED_MEDIA_TYPE,
            LocalizedText.of(
                "Địa chỉ này chỉ nhận %s; hãy nêu trong Content-Type.".formatted(types),
                "This address takes %s; say which in Content-Type.".formatted(types)))
        .header(HttpHeaders.ACCEPT, types);
  }
}
