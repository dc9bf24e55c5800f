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
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Stands where the indicator service is, and answers as its contract says: by the beginning of the
 * vintage's id. Where the catalogue is, nobody listens.
 */
public final class Keepers implements QuarkusTestResourceLifecycleManager {

  private static final String FINE = "{\"attachable\":true,\"errors\":[],\"state\":\"accepted\"}";

  private static final String LOWER =
      """
      {"attachable":false,"errors":[{"pointer":"/M/A/2026-10","rule":"lower-level",
      "messageVi":"Số liệu ước tính","messageEn":"An estimate","later":1}]}
      """;

  private static final String OF_STATE =
      """
      {"attachable":false,"errors":[{"pointer":"","rule":"%s",
      "messageVi":"Trạng thái","messageEn":"The state"}]}
      """;

  /** The number of the attachment for which each vintage is held. */
  private static final Map<String, Long> HELD = new ConcurrentHashMap<>();

  /** What was last asked about each vintage. */
  private static final Map<String, String> QUESTIONS = new ConcurrentHashMap<>();

  private static final CyclicBarrier TWINS = new CyclicBarrier(2);

  private static final Map<String, String> FIRST = new ConcurrentHashMap<>();

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
    String question = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    QUESTIONS.put(vintage, question);
    if (question.contains("\"attachment\":")) {
      if (!"development".equals(exchange.getRequestHeaders().getFirst("Solieu-Service-Key"))) {
        send(exchange, 403, "{\"type\":\"/problems/forbidden\"}");
        return;
      }
      HELD.put(vintage, Long.valueOf(question.replaceAll(".*\"attachment\":([0-9]+).*", "$1")));
    }
    switch (vintage.split("-")[0]) {
      case "unknown" -> send(exchange, 404, "{\"type\":\"/problems/not-found\"}");
      case "secret" -> send(exchange, 403, "{\"type\":\"/problems/forbidden\"}");
      case "broken" -> send(exchange, 500, "{\"type\":\"/problems/internal-error\"}");
      case "garbled" -> send(exchange, 200, "{\"attachable\":");
      case "silent" -> {} // never answers
      case "lower" -> send(exchange, 200, LOWER);
      case "held" -> send(exchange, 200, OF_STATE.formatted("state"));
      case "open" -> send(exchange, 200, OF_STATE.formatted("already-open"));
      // Fine at the instant that was first asked about, and lower at any other.
      case "early" ->
          send(
              exchange,
              200,
              FIRST
                      .computeIfAbsent(vintage, first -> publishedAt(question))
                      .equals(publishedAt(question))
                  ? FINE
                  : LOWER);
      // Lower than the vintage that the rest of the id names, if a release lists that.
      case "below" -> send(exchange, 200, lists(question, vintage.substring(6)) ? LOWER : FINE);
      // Lower than its twin. The first time, both have asked before either is answered.
      case "twin" -> {
        String twin =
            vintage.endsWith("a") ? vintage.replaceAll("a$", "b") : vintage.replaceAll("b$", "a");
        if (lists(question, twin)) {
          send(exchange, 200, LOWER);
        } else {
          together();
          send(exchange, 200, FINE);
        }
      }
      default ->
          send(
              exchange,
              exchange.getRequestMethod().equals("POST")
                      && exchange
                          .getRequestHeaders()
                          .getFirst("Authorization")
                          .startsWith("Bearer ")
                      && question.contains("\"publishedAt\":\"")
                      && question.contains("\"release\":\"")
                  ? 200
                  : 400,
              FINE);
    }
  }

  /** For which attachment a vintage is held. */
  public static long attachment(String vintage) {
    return HELD.get(vintage);
  }

  /** What was last asked about a vintage. */
  public static String question(String vintage) {
    return QUESTIONS.get(vintage);
  }

  private static String publishedAt(String question) {
    return question.replaceAll(".*?\"publishedAt\":\"([^\"]+)\".*", "$1");
  }

  private static boolean lists(String question, String vintage) {
    return question.contains("{\"vintage\":\"%s\",\"release\":\"".formatted(vintage));
  }

  private static void together() {
    try {
      TWINS.await(400, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (BrokenBarrierException | TimeoutException alone) {
      TWINS.reset();
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
