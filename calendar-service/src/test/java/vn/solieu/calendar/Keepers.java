package vn.solieu.calendar;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Executors;

/**
 * Stands where the indicator service is, and answers as its contract says: by the beginning of the
 * vintage's id. Where the catalogue is, nobody listens.
 */
public final class Keepers implements QuarkusTestResourceLifecycleManager {

  private HttpServer indicatorService;

  @Override
  public Map<String, String> start() {
    try {
      InetAddress here = InetAddress.getLoopbackAddress();
      indicatorService = HttpServer.create(new InetSocketAddress(here, 0), 0);
      indicatorService.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      indicatorService.createContext("/v1/vintages/", Keepers::answer);
      indicatorService.start();
      int nobody;
      try (ServerSocket free = new ServerSocket(0, 1, here)) {
        nobody = free.getLocalPort();
      }
      return Map.of(
          "solieu.indicator.url",
          "http://127.0.0.1:" + indicatorService.getAddress().getPort(),
          "solieu.catalog.url",
          "http://127.0.0.1:" + nobody,
          "quarkus.rest-client.indicator-service.read-timeout",
          "500",
          // Short enough for tests to attach something and then see it published.
          "solieu.release.seal-before",
          "PT1S");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void answer(HttpExchange exchange) throws IOException {
    String vintage = exchange.getRequestURI().getPath().split("/")[3];
    switch (vintage.split("-")[0]) {
      case "unknown" -> send(exchange, 404, "{\"type\":\"/problems/not-found\"}");
      case "secret" -> send(exchange, 403, "{\"type\":\"/problems/forbidden\"}");
      case "broken" -> send(exchange, 500, "{\"type\":\"/problems/internal-error\"}");
      case "garbled" -> send(exchange, 200, "{\"attachable\":");
      case "silent" -> {} // never answers
      case "lower" ->
          send(
              exchange,
              200,
              """
              {"attachable":false,"errors":[{"pointer":"/M/A/2026-10","rule":"lower-level",
              "messageVi":"Số liệu ước tính","messageEn":"An estimate","later":1}]}
              """);
      default ->
          send(
              exchange,
              exchange.getRequestHeaders().getFirst("Authorization").startsWith("Bearer ")
                      && exchange.getRequestURI().getQuery().startsWith("publishedAt=")
                  ? 200
                  : 400,
              "{\"attachable\":true,\"errors\":[],\"state\":\"accepted\"}");
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void stop() {
    indicatorService.stop(0);
  }
}
