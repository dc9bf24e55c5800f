package vn.solieu.gateway.proxy;

import static java.util.Objects.requireNonNull;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.solieu.gateway.problem.ProblemAnswer;
import vn.solieu.gateway.proxy.WritesOfAddress.Place;
import vn.solieu.platform.http.RateMonitor;
import vn.solieu.platform.http.RequestHead;
import vn.solieu.platform.http.SendBuffer;
import vn.solieu.platform.http.UnfinishedRequests;
import vn.solieu.platform.problem.ProblemType;

/** The requests under way: how many whoever has, and whether they come to an end. */
@ApplicationScoped
class Exchanges {

  /** How often each is looked at; deadlines are by so much longer at most. */
  private static final long LOOK_MILLIS = 1_000;

  /** Before everything that may answer. */
  private static final int FIRST = 1_002;

  private static final String ONE_TOO_MANY = Exchanges.class.getName();

  private record ClientOfService(String client, String service) {}

  private final ClientAddresses addresses;
  private final Credentials credentials;
  private final BodyMemory memory;
  private final Map<RequestKind, Exchange.Deadlines> deadlines = new EnumMap<>(RequestKind.class);
  private final Shares<String> readsOfClient;
  private final WritesOfAddress writesOfClient;
  private final Turns<ClientOfService> readsOfService;
  private final Map<RequestKind, Shares<String>> ofSubject = new EnumMap<>(RequestKind.class);
  private final Set<Exchange> open = ConcurrentHashMap.newKeySet();

  Exchanges(Upstreams upstreams, ClientAddresses addresses, Credentials credentials, Vertx vertx) {
    this.addresses = addresses;
    this.credentials = credentials;
    this.memory = new BodyMemory(upstreams.receivedBodies(), upstreams.receivedBody());
    for (RequestKind kind : RequestKind.values()) {
      deadlines.put(kind, new Exchange.Deadlines(minimum(upstreams), kind.silence(upstreams)));
    }
    readsOfClient = new Shares<>(upstreams.readsPerClient());
    writesOfClient = new WritesOfAddress(upstreams.writesPerClient());
    readsOfService = new Turns<>(upstreams.readsPerService());
    ofSubject.put(RequestKind.WRITE, new Shares<>(upstreams.writesPerSubject()));
    ofSubject.put(RequestKind.UPLOAD, new Shares<>(upstreams.uploadsPerSubject()));
    vertx.setPeriodic(LOOK_MILLIS, tick -> look());
  }

  void register(@Observes Filters filters, Upstreams upstreams, Vertx vertx) {
    UnfinishedRequests requests =
        new UnfinishedRequests(
            vertx,
            minimum(upstreams),
            routing -> ProblemAnswer.end(routing, RequestHead.unreadableBody()));
    filters.register(
        routing -> {
          count(routing, requests);
          routing.next();
        },
        FIRST);
  }

  /** Whoever answers it, a read is under way until its answer has been taken. */
  private void count(RoutingContext routing, UnfinishedRequests requests) {
    if (RequestKind.of(routing.request().method()) != RequestKind.READ) {
      requests.watch(routing, () -> {});
      return;
    }
    String client = addresses.of(routing.request());
    if (readsOfClient.take(client)) {
      requests.watch(routing, () -> readsOfClient.giveBack(client));
    } else {
      requests.watch(routing, () -> {});
      routing.put(ONE_TOO_MANY, true);
    }
  }

  /** Whether its client has as many reads under way as it may, without it. */
  static boolean isOneTooMany(RoutingContext routing) {
    return routing.get(ONE_TOO_MANY) != null;
  }

  @Produces
  @Singleton
  HttpServerOptionsCustomizer sendBuffer() {
    return new SendBuffer();
  }

  private static RateMonitor.Minimum minimum(Upstreams upstreams) {
    return new RateMonitor.Minimum(upstreams.minimumRate(), upstreams.rateWindow());
  }

  /**
   * Empty when its client has as many writes as it may; reads are counted before.
   *
   * @param kind as far as it can be told by the method
   * @param refuser told why, when it is given up before it was passed on
   */
  Optional<Exchange> open(
      HttpServerRequest request, RequestKind kind, Consumer<ProblemType> refuser) {
    Exchange exchange =
        new Exchange(
            request,
            requireNonNull(deadlines.get(kind)),
            new IncomingBody(request, memory),
            refuser);
    if (kind != RequestKind.READ && !enter(exchange)) {
      return Optional.empty();
    }
    exchange.whenOver(() -> open.remove(exchange));
    open.add(exchange);
    return Optional.of(exchange);
  }

  private boolean enter(Exchange exchange) {
    Optional<Place> place =
        writesOfClient.enter(
            addresses.of(exchange), exchange, credentials.confirmed(token(exchange)));
    place.ifPresent(exchange::placedAt);
    return place.isPresent();
  }

  /** Passes a read on when it is its client's turn at the service. */
  void inTurn(Exchange exchange, String service, Runnable pass) {
    ClientOfService client = new ClientOfService(addresses.of(exchange), service);
    Runnable go =
        () ->
            exchange
                .context()
                .runOnContext(
                    itsTurn -> {
                      if (exchange.isOver()) {
                        readsOfService.leave(client);
                      } else {
                        exchange.whenAnswered(() -> readsOfService.leave(client));
                        pass.run();
                      }
                    });
    exchange.whenOver(() -> readsOfService.giveUp(client, go));
    readsOfService.enter(client, go);
  }

  /**
   * False when it has given way to another meanwhile, or whose token it carries has as many of the
   * kind as it may.
   */
  boolean admit(Exchange exchange, RequestKind kind) {
    return exchange.keepsPlace() && admit(exchange, kind, holder(exchange));
  }

  /** To be told when a service has known the caller of a request, so that its token is good. */
  void confirm(Exchange exchange) {
    credentials.confirm(token(exchange));
  }

  /**
   * The same of one that is under way: false when its subject has as many as it may. From then on
   * it counts for its subject alone, not for its address.
   */
  boolean confirm(Exchange exchange, RequestKind kind) {
    confirm(exchange);
    String now = holder(exchange);
    if (!now.equals(exchange.holder()) && !admit(exchange, kind, now)) {
      return false;
    }
    exchange.leavePlace();
    return true;
  }

  /** Without a token nobody is let in; until the service says so it is the client who counts. */
  private String holder(Exchange exchange) {
    return credentials.holder(token(exchange)).orElseGet(() -> addresses.of(exchange));
  }

  private static @Nullable String token(Exchange exchange) {
    return exchange.getHeader(HttpHeaders.AUTHORIZATION);
  }

  private boolean admit(Exchange exchange, RequestKind kind, String holder) {
    Shares<String> shares = requireNonNull(ofSubject.get(kind));
    if (!shares.take(holder)) {
      return false;
    }
    exchange.countedFor(holder, () -> shares.giveBack(holder));
    return true;
  }

  private void look() {
    long now = System.nanoTime();
    open.forEach(exchange -> exchange.context().runOnContext(there -> exchange.check(now)));
  }
}
