package vn.solieu.gateway.proxy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/**
 * What stands behind the gateway in these tests: one origin that answers, echoes or keeps silent as
 * the path asks, one that speaks no HTTP, and one where nobody listens.
 */
public final class Origins implements QuarkusTestResourceLifecycleManager {

  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private HttpServer healthy;
  private ServerSocket nonsense;
  private final CountDownLatch end = new CountDownLatch(1);

  @Override
  public Map<String, String> start() {
    try {
      healthy = HttpServer.create(new InetSocketAddress(LOOPBACK, 0), 0);
      healthy.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      healthy.createContext("/", this::answer);
      healthy.start();
      nonsense = new ServerSocket(0, 10, LOOPBACK);
      Thread.ofVirtual().start(this::talkNonsense);
      int nobody;
      try (ServerSocket closedAtOnce = new ServerSocket(0, 1, LOOPBACK)) {
        nobody = closedAtOnce.getLocalPort();
      }
      return Map.of(
          "solieu.gateway.services.calendar-service", address(healthy.getAddress().getPort()),
          "solieu.gateway.services.catalog-service", address(nonsense.getLocalPort()),
          "solieu.gateway.services.indicator-service", address(nobody),
          "solieu.gateway.read-timeout", "PT1S");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String address(int port) {
    return "http://" + LOOPBACK.getHostAddress() + ":" + port;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      switch (exchange.getRequestURI().getPath()) {
        case "/q/health" ->
            send(
                exchange,
                "{\"status\":\"UP\",\"checks\":[{\"name\":\"publications\",\"status\":\"UP\",\"data\":{\"lastApplied\":7}},{\"name\":\"releases\",\"status\":\"UP\",\"data\":{\"broken\":2,\"overdue\":1}}]}");
        case "/v1/releases/silent" -> keepSilent();
        case "/v1/releases/refused/cancel" -> refuse(exchange);
        default -> echo(exchange);
      }
    }
  }

  private void keepSilent() throws IOException {
    try {
      end.await();
    } catch (InterruptedException e) {
      throw new InterruptedIOException(e.getMessage());
    }
  }

  /** As the services refuse a body that turns out too long: the rest is received and dropped. */
  private static void refuse(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
    exchange.getResponseHeaders().set("Content-Type", "application/problem+json");
    exchange.sendResponseHeaders(413, 0);
    exchange
        .getResponseBody()
        .write("{\"type\":\"/problems/content-too-large\"}".getBytes(StandardCharsets.UTF_8));
  }

  /** Sends back what came: the body as it is, the request line and headers as headers. */
  private static void echo(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    exchange.getResponseHeaders().set("Echo-Uri", exchange.getRequestURI().toString());
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> exchange.getResponseHeaders().put("Echo-" + name, values));
    exchange.getResponseHeaders().set("ETag", "\"strong\"");
    exchange.getResponseHeaders().set("Solieu-Sequence", "7");
    exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
    exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  private static void send(HttpExchange exchange, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  private void talkNonsense() {
    while (!nonsense.isClosed()) {
      try (Socket caller = nonsense.accept()) {
        caller.getInputStream().read(new byte[1024]);
        caller.getOutputStream().write("xin chào\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      } catch (IOException closed) {
        return;
      }
    }
  }

  @Override
  public void stop() {
    end.countDown();
    healthy.stop(0);
    try {
      nonsense.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
