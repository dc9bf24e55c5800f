package vn.solieu.gateway.proxy;

import static java.util.Objects.requireNonNull;

import io.quarkus.logging.Log;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.Body;
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
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import vn.solieu.gateway.contract.PublishedContract;
import vn.solieu.gateway.contract.RouteTable;
import vn.solieu.gateway.contract.RouteTable.MethodNotAllowed;
import vn.solieu.gateway.contract.RouteTable.Served;
import vn.solieu.gateway.contract.RouteTable.Unknown;
import vn.solieu.gateway.problem.ProblemAnswer;
import vn.solieu.platform.metrics.RouteLabel;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.security.ServiceKey;

/**
 * Passes requests to the service that the contract names. A body is never read as JSON, so the
 * gateway cannot alter a figure.
 */
@ApplicationScoped
final class ProxyRoutes {

  /** After CORS, so that a page of another site may read why; before everything that answers. */
  private static final int FIRST = 50;

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
          "X-Real-IP",
          // Internal: by it the services know one another.
          ServiceKey.HEADER);

  /** Of one connection (RFC 9110 §7.6.1), and not of ours to a service or to a caller. */
  private static final List<String> OF_THE_CONNECTION =
      List.of("Connection", "Keep-Alive", "Proxy-Connection", "Expect");

  /** Refusals of what is asked, not of who asks or of how: these tell nothing of a token. */
  private static final Set<Integer> AFTER_THE_CALLER_IS_KNOWN = Set.of(403, 409, 412, 422, 428);

  private static final Duration SOON = Duration.ofSeconds(1);

  /** A service that is away is usually back after a restart. */
  private static final Duration LATER = Duration.ofSeconds(5);

  private static final LocalizedText TOO_SLOW =
      LocalizedText.of(
          "Nội dung đến quá chậm; không có gì được lưu. Gửi lại yêu cầu với cùng Idempotency-Key là an"
              + " toàn.",
          "The content came too slowly; nothing was stored. Sending the request again with the same"
              + " Idempotency-Key is safe.");

  private static final LocalizedText NOT_PASSED_ON =
      LocalizedText.of(
          "Lỗi của hệ thống; yêu cầu chưa đến dịch vụ nào, không có gì được lưu.",
          "An error of the system: the request has not reached a service, and nothing was stored.");

  private static final LocalizedText TOO_MANY =
      LocalizedText.of(
          "Có quá nhiều yêu cầu của bạn đang được phục vụ cùng lúc. Chờ một yêu cầu xong rồi gửi lại.",
          "Too many of your requests are under way at once. Wait until one is done, then send this"
              + " again.");

  /** Of each connection to a service; Linux takes twice as much. */
  private static final int RECEIVE_BYTES = 64 * 1024;

  private final Upstreams upstreams;
  private final ProblemAnswer problems;
  private final Exchanges exchanges;
  private final RouteTable table;
  private final Map<RequestKind, Map<String, HttpProxy>> proxies = new EnumMap<>(RequestKind.class);

  ProxyRoutes(
      Upstreams upstreams,
      ProblemAnswer problems,
      Exchanges exchanges,
      PublishedContract contract) {
    this.upstreams = upstreams;
    this.problems = problems;
    this.exchanges = exchanges;
    this.table = RouteTable.of(contract.document());
  }

  void register(@Observes Filters filters) {
    filters.register(
        routing -> {
          if (Exchanges.isOneTooMany(routing)) {
            refuse(routing, ProblemType.TOO_MANY_REQUESTS);
          } else {
            routing.next();
          }
        },
        FIRST);
  }

  void mount(@Observes Router router, Vertx vertx) {
    for (RequestKind kind : RequestKind.values()) {
      HttpClient client = vertx.createHttpClient(options(kind));
      Map<String, HttpProxy> ofKind = new HashMap<>();
      upstreams
          .services()
          .forEach((name, address) -> ofKind.put(name, proxy(client, kind, name, address)));
      proxies.put(kind, ofKind);
    }
    router.route().order(LAST).handler(this::pass);
  }

  private HttpClientOptions options(RequestKind kind) {
    return new HttpClientOptions()
        .setConnectTimeout((int) upstreams.connectTimeout().toMillis())
        .setMaxPoolSize(kind.connections(upstreams))
        .setMaxWaitQueueSize(upstreams.waiting())
        // By itself it grows to megabytes, which a service makes ahead of a reader who stops.
        .setReceiveBufferSize(RECEIVE_BYTES)
        // Bodies pass as they are: a strong ETag belongs to the bytes that the service made.
        .setDecompressionSupported(false);
  }

  private void pass(RoutingContext routing) {
    MDC.put(RequestIds.LOGGED_AS, RequestIds.of(routing.request()));
    switch (table.match(routing.request().method().name(), routing.request().path())) {
      case Served(String service, String template) -> {
        RouteLabel.set(routing, template);
        pass(routing, service);
      }
      case MethodNotAllowed(Set<String> allowed, String template) -> {
        RouteLabel.set(routing, template);
        Set<String> answered = new TreeSet<>(allowed);
        answered.add(HttpMethod.OPTIONS.name());
        if (routing.request().method().equals(HttpMethod.OPTIONS)) {
          problems.options(routing, answered);
        } else {
          problems.methodNotAllowed(routing, answered);
        }
      }
      case Unknown() -> problems.notFound(routing);
    }
  }

  private void pass(RoutingContext routing, String service) {
    RequestKind kind = RequestKind.of(routing.request().method());
    exchanges
        .open(routing.request(), kind, because -> refuse(routing, because))
        .ifPresentOrElse(
            exchange -> {
              routing.addEndHandler(
                  ended -> exchange.context().runOnContext(v -> exchange.check(System.nanoTime())));
              if (kind == RequestKind.READ) {
                exchanges.inTurn(exchange, service, () -> pass(exchange, kind, service));
              } else {
                receive(exchange, service);
              }
            },
            () -> refuse(routing, ProblemType.TOO_MANY_REQUESTS));
  }

  private void receive(Exchange exchange, String service) {
    exchange
        .incoming()
        .receive()
        // Who leaves meanwhile is noticed by its connection.
        .onSuccess(
            whole -> {
              RequestKind kind = whole ? RequestKind.WRITE : RequestKind.UPLOAD;
              if (exchange.isOver()) {
                return;
              }
              if (exchanges.admit(exchange, kind)) {
                pass(exchange, kind, service);
              } else {
                exchange.giveUp(ProblemType.TOO_MANY_REQUESTS);
              }
            });
  }

  private void pass(Exchange exchange, RequestKind kind, String service) {
    try {
      requireNonNull(requireNonNull(proxies.get(kind)).get(service), service).handle(exchange);
      exchange.passedOn();
    } catch (RuntimeException failure) {
      // Nobody else would answer, and what the exchange holds would be held as long as its caller
      // waits.
      Log.errorf(failure, "A request was not passed on to %s", service);
      exchange.beginsToAnswer();
      exchange.giveUp(ProblemType.INTERNAL_ERROR);
    }
  }

  /** Before the request was passed on. */
  private static void refuse(RoutingContext routing, ProblemType because) {
    if (!routing.request().isEnded() && routing.request().version() != HttpVersion.HTTP_2) {
      routing.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    ProblemAnswer.end(routing, refusal(because));
  }

  private static ProblemException refusal(ProblemType because) {
    return switch (because) {
      case REQUEST_TIMEOUT -> new ProblemException(because, TOO_SLOW);
      case INTERNAL_ERROR -> new ProblemException(because, NOT_PASSED_ON);
      default -> new ProblemException(because, TOO_MANY).retryAfter(SOON);
    };
  }

  private HttpProxy proxy(HttpClient client, RequestKind kind, String name, URI address) {
    // A tunnel would pass by OnTheWay, and no service speaks WebSocket.
    return HttpProxy.reverseProxy(new ProxyOptions().setSupportWebSocket(false), client)
        .origin(context -> connect(context, kind, address))
        .addInterceptor(new OnTheWay(kind, name));
  }

  private Future<HttpClientRequest> connect(ProxyContext context, RequestKind kind, URI address) {
    Exchange exchange = exchange(context);
    return context
        .client()
        .request(
            new RequestOptions()
                .setHost(address.getHost())
                .setPort(address.getPort())
                .setSsl("https".equals(address.getScheme()))
                // It bounds the waiting for a connection, too.
                .setConnectTimeout(upstreams.connectTimeout().toMillis()))
        .onSuccess(request -> exchange.carriedBy(request, () -> letIn(exchange, kind)));
  }

  /** The service has seen who it is and wants the body. */
  private void letIn(Exchange exchange, RequestKind kind) {
    if (exchanges.confirm(exchange, kind)) {
      exchange.incoming().begin();
    } else {
      exchange.giveUp(ProblemType.TOO_MANY_REQUESTS);
    }
  }

  private static Exchange exchange(ProxyContext context) {
    return (Exchange) context.request().proxiedRequest();
  }

  /** Cleans what goes in, and turns a service's absence into a problem answer. */
  private final class OnTheWay implements ProxyInterceptor {

    private final RequestKind kind;
    private final String service;

    OnTheWay(RequestKind kind, String service) {
      this.kind = kind;
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
      OF_THE_CONNECTION.forEach(request.headers()::remove);
      request.setURI(originForm(original));
      IncomingBody body = exchange(context).incoming();
      switch (kind) {
        case READ -> {
          request.setBody(null);
          exchange(context).ignoreBody();
        }
        case WRITE -> request.setBody(body.isPresent() ? Body.body(body, body.length()) : null);
        case UPLOAD -> {
          request.setBody(Body.body(body, body.length()));
          // The service lets it in, or refuses it, by its head.
          request.headers().set(HttpHeaders.EXPECT, HttpHeaders.CONTINUE);
        }
      }
      return context
          .sendRequest()
          .recover(failure -> Future.succeededFuture(absent(context, failure)));
    }

    @Override
    public Future<Void> handleProxyResponse(ProxyContext context) {
      Exchange exchange = exchange(context);
      exchange.beginsToAnswer();
      var response = context.response();
      if (kind != RequestKind.READ && saysThatTheCallerIsKnown(response.getStatusCode())) {
        exchanges.confirm(exchange);
      }
      OF_THE_CONNECTION.forEach(response.headers()::remove);
      if (exchange.closesAfterAnswer()) {
        response.putHeader("Connection", "close");
      }
      // Vert.x knows a 304 by its code only where no reason phrase was set, and would call its
      // absent body chunked.
      response.setStatusMessage(null);
      response.putHeader(RequestIds.HEADER, RequestIds.of(exchange));
      // Figures are no page: whatever a browser is made to believe, nothing in them may run.
      response.putHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
      Body body = response.getBody();
      boolean unchunked =
          exchange.version() == HttpVersion.HTTP_1_0 && body != null && body.length() < 0;
      return (unchunked ? exchange.sendUnchunked(response, body.stream()) : context.sendResponse())
          .onComplete(done -> exchange.conclude());
    }

    /** A service says 401 before all else to whose token it does not know. */
    private static boolean saysThatTheCallerIsKnown(int status) {
      return status / 100 == 2 || AFTER_THE_CALLER_IS_KNOWN.contains(status);
    }

    /** RFC 9112 §3.2.2: whoever takes us for a proxy names a host, which is no matter of ours. */
    private static String originForm(HttpServerRequest request) {
      String query = request.query();
      return query == null ? request.path() : request.path() + "?" + query;
    }

    private ProxyResponse absent(ProxyContext context, Throwable failure) {
      ProblemType refusal = exchange(context).refusal();
      if (refusal == ProblemType.REQUEST_TIMEOUT || refusal == ProblemType.TOO_MANY_REQUESTS) {
        return problems.inPlaceOf(context, refusal(refusal));
      }
      boolean full = failure instanceof ConnectionPoolTooBusyException;
      boolean ours = full || exchange(context).isGone();
      // Not the address: what a caller asks for, and with which words, is no matter of a log.
      Log.logf(
          ours ? Logger.Level.DEBUG : Logger.Level.WARN,
          "%s did not answer: %s",
          service,
          refusal == null ? failure : "silent for too long");
      ProblemType type = refusal == null ? typeOf(failure) : refusal;
      ProblemException problem = new ProblemException(type, detail(type));
      return problems.inPlaceOf(
          context,
          type == ProblemType.UNAVAILABLE ? problem.retryAfter(full ? SOON : LATER) : problem);
    }

    private static ProblemType typeOf(Throwable failure) {
      return switch (failure) {
        case ConnectionPoolTooBusyException full -> ProblemType.UNAVAILABLE;
        // Of waiting for a connection: the service's silence is told by the exchange.
        case TimeoutException noConnection -> ProblemType.UNAVAILABLE;
        case IOException unreachable -> ProblemType.UNAVAILABLE;
        default -> ProblemType.BAD_GATEWAY;
      };
    }

    private LocalizedText detail(ProblemType type) {
      return switch (type) {
        case GATEWAY_TIMEOUT ->
            LocalizedText.of(
                "Dịch vụ %s không trả lời kịp. Gửi lại yêu cầu với cùng Idempotency-Key là an toàn."
                    .formatted(service),
                "%s did not answer in time. Sending the request again with the same Idempotency-Key is safe."
                    .formatted(service));
        case UNAVAILABLE ->
            LocalizedText.of(
                "Dịch vụ %s tạm thời không sẵn sàng.".formatted(service),
                "%s is not available for the moment.".formatted(service));
        default ->
            LocalizedText.of(
                "Dịch vụ %s trả lời không đọc được.".formatted(service),
                "%s answered in a way that cannot be read.".formatted(service));
      };
    }
  }
}
