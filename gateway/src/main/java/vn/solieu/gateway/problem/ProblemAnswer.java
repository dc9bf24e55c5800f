package vn.solieu.gateway.problem;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import vn.solieu.gateway.proxy.RequestIds;
import vn.solieu.platform.problem.Language;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.problem.Violation;

/** The gateway's own refusals, in the shape that the services give theirs (RFC 9457). */
@ApplicationScoped
public class ProblemAnswer {

  private static final String MEDIA_TYPE = "application/problem+json";

  public void notFound(RoutingContext routing) {
    end(
        routing,
        ProblemType.NOT_FOUND,
        LocalizedText.of(
            "Không có tài nguyên nào ở địa chỉ này. Xem /docs.",
            "There is nothing at this address. See /docs."));
  }

  public void methodNotAllowed(RoutingContext routing, Set<String> allowed) {
    routing.response().putHeader("Allow", String.join(", ", allowed));
    end(
        routing,
        ProblemType.METHOD_NOT_ALLOWED,
        LocalizedText.of(
            "Địa chỉ này chỉ nhận: %s.".formatted(String.join(", ", allowed)),
            "This address takes: %s.".formatted(String.join(", ", allowed))));
  }

  /** What an address takes (RFC 9110 §9.3.7). */
  public void options(RoutingContext routing, Set<String> allowed) {
    routing
        .response()
        .putHeader("Allow", String.join(", ", allowed))
        .putHeader(RequestIds.HEADER, RequestIds.of(routing.request()))
        .setStatusCode(204)
        .end();
  }

  private static void end(RoutingContext routing, ProblemType type, LocalizedText detail) {
    end(routing, new ProblemException(type, detail));
  }

  public static void end(RoutingContext routing, ProblemException problem) {
    HttpServerRequest request = routing.request();
    Language language = language(request);
    headers(request, language, problem).forEach(routing.response()::putHeader);
    routing.response().setStatusCode(problem.type().status()).end(body(request, language, problem));
  }

  /** The answer that a service owes and did not give. */
  public ProxyResponse inPlaceOf(ProxyContext context, ProblemException problem) {
    HttpServerRequest request = context.request().proxiedRequest();
    Language language = language(request);
    ProxyResponse response =
        context.request().release().response().setStatusCode(problem.type().status());
    headers(request, language, problem).forEach(response::putHeader);
    return response.setBody(Body.body(body(request, language, problem)));
  }

  private static Language language(HttpServerRequest request) {
    return Language.negotiate(request.getHeader("Accept-Language"));
  }

  private static Map<String, String> headers(
      HttpServerRequest request, Language language, ProblemException problem) {
    Map<String, String> headers = new LinkedHashMap<>(problem.headers());
    headers.put("Content-Type", MEDIA_TYPE);
    headers.put("Content-Language", language.tag());
    headers.put("Vary", "Accept-Language");
    headers.put("Cache-Control", "no-store");
    headers.put(RequestIds.HEADER, RequestIds.of(request));
    problem
        .retryAfter()
        .ifPresent(wait -> headers.put("Retry-After", Long.toString(wait.toSeconds())));
    return headers;
  }

  private static Buffer body(
      HttpServerRequest request, Language language, ProblemException problem) {
    ProblemType type = problem.type();
    JsonObject body =
        new JsonObject()
            .put("type", type.uri().toString())
            .put("title", type.title().in(language))
            .put("status", type.status())
            .put("detail", problem.detail().in(language))
            .put("instance", request.path())
            .put("requestId", RequestIds.of(request));
    if (!problem.violations().isEmpty()) {
      body.put(
          "errors",
          new JsonArray(problem.violations().stream().map(ProblemAnswer::error).toList()));
    }
    problem.extensions().forEach(body::put);
    return body.toBuffer();
  }

  private static JsonObject error(Violation violation) {
    return new JsonObject()
        .put("pointer", violation.pointer())
        .put("rule", violation.rule())
        .put("messageVi", violation.messageVi())
        .put("messageEn", violation.messageEn());
  }
}
