package vn.solieu.platform.publication;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one operation of calendar-service that a follower needs, with the faults that it may show. It
 * keeps its port when it goes away.
 */
final class CalendarStandIn implements AutoCloseable {

  private static final Pattern QUERY = Pattern.compile("after=(\\d+)&limit=(\\d+)");

  /** How it answers. */
  enum Mood {
    WELL,
    BROKEN,
    HTML,
    ENDLESS,
    SILENT
  }

  /** Entries as JSON, in the order of their sequence from 1. */
  final List<String> log = new CopyOnWriteArrayList<>();

  volatile Mood mood = Mood.WELL;

  /** A page ends with the entry that passes so many letters. */
  volatile int pageLength = 1_000_000;

  /**
   * Whether {@code Link} tells that the log goes on; without it every page but the last is full.
   */
  volatile boolean links = true;

  private final CountDownLatch closing = new CountDownLatch(1);
  private final int port;
  private HttpServer server;

  CalendarStandIn() throws IOException {
    server = HttpServer.create(address(0), 0);
    port = server.getAddress().getPort();
    serve();
  }

  private static InetSocketAddress address(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + port);
  }

  void goAway() {
    server.stop(0);
  }

  void comeBack() throws IOException {
    server = HttpServer.create(address(port), 0);
    serve();
  }

  private void serve() {
    server.createContext("/v1/publications", this::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      switch (mood) {
        case WELL -> page(exchange);
        case BROKEN -> send(exchange, 500, "{}");
        case ENDLESS -> {
          exchange.getResponseHeaders().add("Link", "</v1/publications?after=0>; rel=\"next\"");
          send(exchange, 200, "{\"items\":[]}");
        }
        case HTML -> send(exchange, 200, "<html>Welcome to the network</html>");
        case SILENT -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          closing.await();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void page(HttpExchange exchange) throws IOException {
    String query = exchange.getRequestURI().getQuery();
    Matcher asked = QUERY.matcher(query);
    if (!asked.matches()) {
      throw new IllegalArgumentException(query);
    }
    int after = Integer.parseInt(asked.group(1));
    int limit = Integer.parseInt(asked.group(2));
    List<String> now = List.copyOf(log);
    List<String> items = new ArrayList<>();
    int length = 0;
    for (int at = after; at < now.size() && items.size() < limit; at++) {
      if (links && length > pageLength) {
        break;
      }
      items.add(now.get(at));
      length += now.get(at).length();
    }
    if (links && after + items.size() < now.size()) {
      exchange
          .getResponseHeaders()
          .add(
              "Link",
              "</v1/publications?after=%d&limit=%d>; rel=\"next\""
                  .formatted(after + items.size(), limit));
    }
    send(exchange, 200, "{\"items\":[" + String.join(",", items) + "]}");
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
  }
}
