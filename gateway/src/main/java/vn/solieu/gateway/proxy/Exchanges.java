package vn.solieu.gateway.proxy;

import static java.util.Objects.requireNonNull;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import vn.solieu.platform.http.RateMonitor;
import vn.solieu.platform.http.UnfinishedRequests;

/** The requests under way: how many each client has, and whether they come to an end. */
@ApplicationScoped
class Exchanges {

  /** How often each is looked at; deadlines are by so much longer at most. */
  private static final long LOOK_MILLIS = 1_000;

  /** Before everything that may answer. */
  private static final int FIRST = 1_002;

  private record Client(String address, RequestKind kind) {}

  private final ClientAddresses addresses;
  private final Map<RequestKind, Exchange.Deadlines> deadlines = new EnumMap<>(RequestKind.class);
  private final Map<RequestKind, Integer> mostOfClient = new EnumMap<>(RequestKind.class);
  private final Map<Client, Integer> underWay = new ConcurrentHashMap<>();
  private final Set<Exchange> open = ConcurrentHashMap.newKeySet();

  Exchanges(Upstreams upstreams, ClientAddresses addresses, Vertx vertx) {
    this.addresses = addresses;
    for (RequestKind kind : RequestKind.values()) {
      deadlines.put(kind, new Exchange.Deadlines(minimum(upstreams), kind.silence(upstreams)));
      mostOfClient.put(kind, kind.perClient(upstreams));
    }
    vertx.setPeriodic(LOOK_MILLIS, tick -> look());
  }

  void register(@Observes Filters filters, Upstreams upstreams, Vertx vertx) {
    UnfinishedRequests requests = new UnfinishedRequests(vertx, minimum(upstreams));
    filters.register(
        routing -> {
          requests.watch(routing);
          routing.next();
        },
        FIRST);
  }

  private static RateMonitor.Minimum minimum(Upstreams upstreams) {
    return new RateMonitor.Minimum(upstreams.minimumRate(), upstreams.rateWindow());
  }

  /** Empty when its client has as many as it may. */
  Optional<Exchange> open(HttpServerRequest request, RequestKind kind) {
    Client client = new Client(addresses.of(request), kind);
    int most = requireNonNull(mostOfClient.get(kind));
    boolean[] admitted = new boolean[1];
    underWay.compute(
        client,
        (key, count) -> {
          int before = count == null ? 0 : count;
          admitted[0] = before < most;
          return admitted[0] ? before + 1 : before;
        });
    if (!admitted[0]) {
      return Optional.empty();
    }
    Exchange exchange =
        new Exchange(request, requireNonNull(deadlines.get(kind)), over -> close(over, client));
    open.add(exchange);
    return Optional.of(exchange);
  }

  private void close(Exchange exchange, Client client) {
    if (open.remove(exchange)) {
      underWay.computeIfPresent(client, (key, count) -> count == 1 ? null : count - 1);
    }
  }

  private void look() {
    long now = System.nanoTime();
    open.forEach(exchange -> exchange.context().runOnContext(there -> exchange.check(now)));
  }
}
