package vn.solieu.gateway.proxy;

import static java.util.Objects.requireNonNull;

import io.quarkus.logging.Log;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyOptions;
import io.vertx.httpproxy.ProxyResponse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.MDC;
import vn.solieu.gateway.contract.PublishedContract;
import vn.solieu.gateway.contract.RouteTable;
import vn.solieu.gateway.contract.RouteTable.MethodNotAllowed;
import vn.solieu.gateway.contract.RouteTable.Served;
import vn.solieu.gateway.contract.RouteTable.Unknown;
import vn.solieu.gateway.problem.ProblemAnswer;
import vn.solieu.platform.metrics.RouteLabel;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.problem.Text;

/**
 * Passes requests to the service that the contract names, as streams in both directions: a body is
 * never held in the gateway's memory, and never read again as JSON, so the gateway cannot alter a
 * figure.
 */
@ApplicationScoped
final class ProxyRoutes {

  /** After every route of Quarkus' own, so that this one answers what nobody else does. */
  private static final int LAST = 100_000;

  /**
   * What a stranger might send to pretend to be somebody. The gateway is no trust boundary (each
   * service verifies the token itself), but addresses in links and logs must not be the caller's
   * invention.
   */
  private static final List<String> CALLERS_CLAIMS =
      List.of(
          "Forwarded",
          "X-Forwarded-For",
          "X-Forwarded-Host",
          "X-Forwarded-Port",
          "X-Forwarded-Prefix",
          "X-Forwarded-Proto",
          "X-Real-IP");

  private static final Set<HttpMethod> READS =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private final Upstreams upstreams;
  private final ProblemAnswer problems;
  private final RouteTable table;
  private final Map<String, HttpProxy> proxies = new HashMap<>();

  ProxyRoutes(Upstreams upstreams, ProblemAnswer problems, PublishedContract contract) {
    this.upstreams = upstreams;
    this.problems = problems;
    this.table = RouteTable.of(contract.document());
  }

  void mount(@Observes Router router, Vertx vertx) {
    HttpClient client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout((int) upstreams.connectTimeout().toMillis())
                .setMaxPoolSize(upstreams.connections())
                .setMaxWaitQueueSize(upstreams.connections() * 16)
                // Bodies pass as they are: a strong ETag belongs to the bytes that the service
                // made.
                .setDecompressionSupported(false));
    upstreams
        .services()
        .forEach((name, address) -> proxies.put(name, proxy(client, name, address)));
    router.route().order(LAST).handler(this::pass);
  }

  private void pass(RoutingContext routing) {
    MDC.put(RequestIds.LOGGED_AS, RequestIds.of(routing.request()));
    switch (table.match(routing.request().method().name(), routing.request().path())) {
      case Served(String service, String template) -> {
        RouteLabel.set(routing, template);
        requireNonNull(proxies.get(service), service).handle(new CloseOnReset(routing.request()));
      }
      case MethodNotAllowed(Set<String> allowed, String template) -> {
        RouteLabel.set(routing, template);
        problems.methodNotAllowed(routing, allowed);
      }
      case Unknown() -> problems.notFound(routing);
    }
  }

  private HttpProxy proxy(HttpClient client, String name, URI address) {
    // A tunnel would pass by OnTheWay, and no service speaks WebSocket.
    return HttpProxy.reverseProxy(new ProxyOptions().setSupportWebSocket(false), client)
        .origin(context -> connect(context, address))
        .addInterceptor(new OnTheWay(name));
  }

  private Future<HttpClientRequest> connect(ProxyContext context, URI address) {
    Duration silence =
        READS.contains(context.request().getMethod())
            ? upstreams.readTimeout()
            : upstreams.writeTimeout();
    return context
        .client()
        .request(
            new RequestOptions()
                .setHost(address.getHost())
                .setPort(address.getPort())
                .setSsl("https".equals(address.getScheme()))
                .setConnectTimeout(upstreams.connectTimeout().toMillis())
                .setIdleTimeout(silence.toMillis()));
  }

  /** Cleans what goes in, and turns a service's absence into a problem answer. */
  private final class OnTheWay implements ProxyInterceptor {

    private final String service;

    OnTheWay(String service) {
      this.service = service;
    }

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
      var request = context.request();
      var original = request.proxiedRequest();
      CALLERS_CLAIMS.forEach(request.headers()::remove);
      request.headers().set("X-Forwarded-Proto", original.isSSL() ? "https" : "http");
      if (original.authority() != null) {
        request.headers().set("X-Forwarded-Host", original.authority().toString());
      }
      request.headers().set(RequestIds.HEADER, RequestIds.of(original));
      return context
          .sendRequest()
          .recover(failure -> Future.succeededFuture(absent(context, failure)));
    }

    @Override
    public Future<Void> handleProxyResponse(ProxyContext context) {
      var response = context.response();
      response.putHeader(RequestIds.HEADER, RequestIds.of(context.request().proxiedRequest()));
      // Figures are no page: whatever a browser is made to believe, nothing in them may run.
      response.putHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
      return context.sendResponse();
    }

    private ProxyResponse absent(ProxyContext context, Throwable failure) {
      boolean slow = failure instanceof TimeoutException;
      // Not the address: what a caller asks for, and with which words, is no matter of a log. The
      // message of a timeout quotes it.
      Log.warnf("%s did not answer: %s", service, slow ? "silent for too long" : failure);
      boolean unreachable = failure instanceof IOException;
      ProblemType type =
          slow
              ? ProblemType.GATEWAY_TIMEOUT
              : unreachable ? ProblemType.UNAVAILABLE : ProblemType.BAD_GATEWAY;
      return problems.inPlaceOf(context, type, detail(type));
    }

    private Text detail(ProblemType type) {
      return switch (type) {
        case GATEWAY_TIMEOUT ->
            Text.of(
                "Dịch vụ %s không trả lời kịp. Gửi lại yêu cầu với cùng Idempotency-Key là an toàn."
                    .formatted(service),
                "%s did not answer in time. Sending the request again with the same Idempotency-Key is safe."
                    .formatted(service));
        case UNAVAILABLE ->
            Text.of(
                "Dịch vụ %s tạm thời không sẵn sàng.".formatted(service),
                "%s is not available for the moment.".formatted(service));
        default ->
            Text.of(
                "Dịch vụ %s trả lời không đọc được.".formatted(service),
                "%s answered in a way that cannot be read.".formatted(service));
      };
    }
  }
}
