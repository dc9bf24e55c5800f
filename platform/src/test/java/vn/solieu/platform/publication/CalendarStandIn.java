package vn.solieu.platform.publication;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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
    SILENT
  }

  /** Entries as JSON, in the order of their sequence from 1. */
  final List<String> log = new CopyOnWriteArrayList<>();

  volatile Mood mood = Mood.WELL;

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
        case WELL -> send(exchange, 200, page(exchange.getRequestURI().getQuery()));
        case BROKEN -> send(exchange, 500, "{}");
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

  private String page(String query) {
    Matcher asked = QUERY.matcher(query);
    if (!asked.matches()) {
      throw new IllegalArgumentException(query);
    }
    int after = Integer.parseInt(asked.group(1));
    List<String> now = List.copyOf(log);
    int from = Math.min(after, now.size());
    int to = Math.min(from + Integer.parseInt(asked.group(2)), now.size());
    return "{\"items\":[" + String.join(",", now.subList(from, to)) + "]}";
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
