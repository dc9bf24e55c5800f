package vn.solieu.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import vn.solieu.platform.problem.Language;
import vn.solieu.platform.problem.Problem;
import vn.solieu.platform.problem.ProblemException;

/** Turns a problem into an answer, for Jakarta REST and for what never reaches it. */
@Singleton
class ProblemAnswer {

  private final ObjectMapper json;

  ProblemAnswer(ObjectMapper json) {
    this.json = json;
  }

  Response response(ProblemException problem, RoutingContext request) {
    Response.ResponseBuilder answer =
        Response.status(problem.type().status()).entity(body(problem, request));
    headers(problem, language(request)).forEach(answer::header);
    return answer.build();
  }

  void end(ProblemException problem, RoutingContext request) {
    request.response().setStatusCode(problem.type().status());
    headers(problem, language(request)).forEach(request.response()::putHeader);
    request.response().end(body(problem, request));
  }

  private static Map<String, String> headers(ProblemException problem, Language language) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", Problem.MEDIA_TYPE);
    headers.put("Content-Language", language.tag());
    headers.put("Vary", "Accept-Language");
    // 404 and 405 may be cached unless told otherwise (RFC 9110 §15.1): a release would stay
    // hidden.
    headers.put("Cache-Control", "no-store");
    problem
        .retryAfter()
        .ifPresent(
            wait ->
                headers.put(
                    "Retry-After", Long.toString(Math.max(1, wait.plusMillis(999).toSeconds()))));
    headers.putAll(problem.headers());
    return headers;
  }

  private String body(ProblemException problem, RoutingContext request) {
    try {
      return json.writeValueAsString(
          Problem.of(problem, language(request), request.request().path(), RequestId.of(request)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a problem is plain data", e);
    }
  }

  private static Language language(RoutingContext request) {
    return Language.negotiate(request.request().getHeader("Accept-Language"));
  }
}
