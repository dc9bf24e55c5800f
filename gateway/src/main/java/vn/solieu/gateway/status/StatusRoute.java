package vn.solieu.gateway.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.logging.Log;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.solieu.gateway.problem.OwnRoutes;
import vn.solieu.gateway.proxy.RequestIds;
import vn.solieu.gateway.proxy.Upstreams;

/** {@code GET /v1/status}: asked of the services at each call, so that it is never a stale "up". */
@ApplicationScoped
final class StatusRoute {

  /** A service that takes longer than this to say that it is well is not. */
  private static final int PATIENCE_MILLIS = 2_000;

  private final Map<String, URI> services;
  private final ObjectMapper json;
  private final Clock clock;

  private final OwnRoutes routes;
  private @Nullable Future<SystemStatus> asked;

  StatusRoute(Upstreams upstreams, ObjectMapper json, Clock clock, OwnRoutes routes) {
    this.routes = routes;
    this.services = new TreeMap<>(upstreams.services());
    this.json = json;
    this.clock = clock;
  }

  void mount(@Observes Router router, Vertx vertx) {
    HttpClient client =
        vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(PATIENCE_MILLIS));
    routes.read(router, "/v1/status", routing -> answer(client, routing));
  }

  private void answer(HttpClient client, RoutingContext routing) {
    status(client)
        .onSuccess(
            status -> {
              routing
                  .response()
                  .putHeader("Content-Type", "application/json")
                  .putHeader("Cache-Control", "no-store")
                  .putHeader(RequestIds.HEADER, RequestIds.of(routing.request()));
              OwnRoutes.end(routing, toJson(status));
            })
        .onFailure(routing::fail);
  }

  /** Many callers at once are one question to the services. */
  private synchronized Future<SystemStatus> status(HttpClient client) {
    Future<SystemStatus> underWay = asked;
    if (underWay != null && !underWay.isComplete()) {
      return underWay;
    }
    List<Future<ServiceStatus>> all =
        services.entrySet().stream()
            .map(service -> ask(client, service.getKey(), service.getValue()))
            .toList();
    Future<SystemStatus> status =
        Future.all(all).map(each -> SystemStatus.of(each.list(), OffsetDateTime.now(clock)));
    asked = status;
    return status;
  }

  private Buffer toJson(SystemStatus status) {
    try {
      return Buffer.buffer(json.writeValueAsBytes(status));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A record of strings and numbers is always JSON", e);
    }
  }

  private static Future<ServiceStatus> ask(HttpClient client, String name, URI address) {
    return client
        .request(
            new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost(address.getHost())
                .setPort(address.getPort())
                .setURI("/q/health")
                .setIdleTimeout(PATIENCE_MILLIS))
        .compose(request -> request.send())
        .compose(HttpClientResponse::body)
        .map(body -> read(name, body.toJsonObject()))
        .otherwise(
            failure -> {
              Log.debugf("%s did not tell its health: %s", name, failure);
              return ServiceStatus.down(name);
            });
  }

  private static ServiceStatus read(String name, JsonObject health) {
    return new ServiceStatus(
        name,
        "UP".equals(health.getString("status")) ? ServiceStatus.UP : ServiceStatus.DOWN,
        told(health, "lastApplied"),
        told(health, "overdue"));
  }

  /** The greatest number that the checks of a service tell under a name; null where none does. */
  private static @Nullable Long told(JsonObject health, String name) {
    return health.getJsonArray("checks", new JsonArray()).stream()
        .map(check -> ((JsonObject) check).getJsonObject("data", new JsonObject()))
        .map(data -> data.getLong(name))
        .filter(Objects::nonNull)
        .max(Long::compare)
        .orElse(null);
  }
}
