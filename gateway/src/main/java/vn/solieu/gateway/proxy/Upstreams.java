package vn.solieu.gateway.proxy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the services are, what the gateway asks of them, and what callers may ask of it. */
@ConfigMapping(prefix = "solieu.gateway")
public interface Upstreams {

  /**
   * Base address of each service, by its name in the contract, such as {@code indicator-service}.
   */
  Map<String, URI> services();

  /** Until a connection to a service stands, or one becomes free. Beyond it the answer is 503. */
  @WithDefault("PT2S")
  Duration connectTimeout();

  /** Silence of a service while it answers a read. Beyond it the answer is 504. */
  @WithDefault("PT30S")
  Duration readTimeout();

  /**
   * Silence of a service while it works on a write. Longer than for reads: a push of a million rows
   * is validated and stored before the first byte of its receipt.
   */
  @WithDefault("PT5M")
  Duration writeTimeout();

  /** Connections to each service that reads may take. */
  @WithDefault("256")
  int readConnections();

  /**
   * Connections to each service that writes may take whose body was received whole: only while the
   * service works on them.
   */
  @WithDefault("128")
  int writeConnections();

  /** Connections to each service that writes with a longer body may take, while it comes. */
  @WithDefault("64")
  int uploadConnections();

  /**
   * Requests that may wait for a connection, of each kind and for each service. Beyond it the
   * answer is 503 at once.
   */
  @WithDefault("256")
  int waiting();

  /** Reads of one client under way at a time. Beyond it the answer is 429. */
  @WithDefault("64")
  int readsPerClient();

  /**
   * Reads of one client that one service works on at a time, until it begins to answer; the others
   * wait. Half of the sessions that a service has for reads of the public.
   */
  @WithDefault("5")
  int readsPerService();

  /**
   * Writes of one client under way at a time, but for uploads that a service has let in. Beyond it
   * one whose body is still coming gives way to the next.
   */
  @WithDefault("64")
  int writesPerClient();

  /** Writes of one subject that are passed on at a time. Beyond it the answer is 429. */
  @WithDefault("16")
  int writesPerSubject();

  /** The same of those with a longer body. */
  @WithDefault("8")
  int uploadsPerSubject();

  /** Bytes of a body, at the most, that is received whole before it is passed on. */
  @WithDefault("262144")
  int receivedBody();

  /**
   * Bytes of all such bodies together that the gateway holds. Beyond it they are passed on as
   * longer ones.
   */
  @WithDefault("33554432")
  long receivedBodies();

  /**
   * Bytes per second that a client sends of its body, and takes of its answer, at the least: on
   * average over {@link #rateWindow}.
   */
  @WithDefault("4096")
  long minimumRate();

  /** Time of waiting for a client over which its rate is taken. */
  @WithDefault("PT30S")
  Duration rateWindow();

  /**
   * Addresses or networks ({@code 172.18.0.0/16}) of the reverse proxies whose {@code
   * X-Forwarded-For} is believed. Nobody's unless said: then the client is who opened the
   * connection.
   */
  Optional<List<String>> trustedProxies();
}
