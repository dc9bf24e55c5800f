package vn.solieu.platform.http;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.validation.ValidationException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;

/**
 * The one exception mapper. Types for which the framework brings a mapper of its own are named,
 * since the most specific mapper wins.
 */
@Singleton
class ProblemMappers {

  private final Failures failures;
  private final ProblemAnswer answer;

  ProblemMappers(Failures failures, ProblemAnswer answer) {
    this.failures = failures;
    this.answer = answer;
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
    MismatchedInputException.class,
    ValidationException.class
  })
  Response any(Throwable failure, RoutingContext request) {
    ProblemException problem = failures.problem(failure);
    return answer.response(
        problem.type() == ProblemType.METHOD_NOT_ALLOWED
            ? problem.header(HttpHeaders.ALLOW, AllowedMethods.of(request.request().path()))
            : problem,
        request);
  }
}
