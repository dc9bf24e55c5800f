package vn.solieu.gateway.proxy;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import io.quarkus.logging.Log;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Who a request comes from, as far as it can be known: who opened the connection, or whom a trusted
 * proxy names. {@code X-Forwarded-For} is read from its end, since only there stands what our
 * proxies wrote; what is before it is the caller's word.
 */
@Singleton
class ClientAddresses {

  private static final String FORWARDED_FOR = "X-Forwarded-For";

  /** Bits that a provider gives to one subscriber: within them a client has any address. */
  private static final int SUBSCRIBER_OF_IPV6 = 64;

  private final List<IpSubnetFilterRule> trusted;
  private final AtomicBoolean told = new AtomicBoolean();

  @Inject
  ClientAddresses(Upstreams upstreams) {
    this(upstreams.trustedProxies().orElse(List.of()));
  }

  ClientAddresses(List<String> trustedProxies) {
    this.trusted = trustedProxies.stream().map(ClientAddresses::network).toList();
  }

  private static IpSubnetFilterRule network(String text) {
    String network = text.strip();
    return new IpSubnetFilterRule(
        network.contains("/") ? network : network + (network.contains(":") ? "/128" : "/32"),
        IpFilterRuleType.ACCEPT);
  }

  /** One client, as it is counted. */
  String of(HttpServerRequest request) {
    return of(request.remoteAddress().hostAddress(), request.headers().getAll(FORWARDED_FOR));
  }

  /**
   * @param connected who opened the connection
   * @param forwardedFor values of the header, in the order in which they came
   */
  String of(@Nullable String connected, List<String> forwardedFor) {
    InetAddress address = address(connected);
    if (address == null) {
      return "unknown";
    }
    if (!forwardedFor.isEmpty() && !isTrusted(address) && !told.getAndSet(true)) {
      Log.warnf(
          "%s sends X-Forwarded-For and is not among solieu.gateway.trusted-proxies: all its"
              + " requests count as of one client. Said once.",
          address.getHostAddress());
    }
    List<String> named =
        forwardedFor.stream().flatMap(header -> Arrays.stream(header.split(",", -1))).toList();
    for (String one : named.reversed()) {
      InetAddress before = isTrusted(address) ? address(withoutPort(one.strip())) : null;
      if (before == null) {
        break;
      }
      address = before;
    }
    return counted(address);
  }

  private boolean isTrusted(InetAddress address) {
    InetSocketAddress socket = new InetSocketAddress(address, 0);
    return trusted.stream().anyMatch(network -> network.matches(socket));
  }

  private static @Nullable InetAddress address(@Nullable String literal) {
    return literal == null ? null : NetUtil.createInetAddressFromIpAddressString(literal);
  }

  /** As {@code 192.0.2.1:4711} and {@code [2001:db8::1]:4711}. */
  private static String withoutPort(String address) {
    int port = address.lastIndexOf(':');
    boolean onlyColon = port > 0 && address.indexOf(':') == port;
    return onlyColon || address.startsWith("[") && port > address.indexOf(']')
        ? address.substring(0, port)
        : address;
  }

  private static String counted(InetAddress address) {
    if (address instanceof Inet6Address) {
      byte[] network = Arrays.copyOf(address.getAddress(), SUBSCRIBER_OF_IPV6 / Byte.SIZE);
      return NetUtil.bytesToIpAddress(Arrays.copyOf(network, 16));
    }
    return address.getHostAddress();
  }
}
