package vn.solieu.gateway.proxy;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * A service with real HTTP: it refuses what is posted without a good token unread; reads what is
 * put, or posted with one, and answers what it is asked to; and has one small answer, one that
 * takes a while, and one that is longer than all buffers on the way, of which it tells how much it
 * has written.
 */
public final class BusyOrigin implements QuarkusTestResourceLifecycleManager {

  /** Megabytes: more than all buffers on the way take. */
  static final int LONG = 64;

  /** Whose X-Forwarded-For is believed. */
  static final String PROXY = "127.0.0.99";

  /** How long the answer takes that takes a while. */
  private static final int WHILE_MILLIS = 100;

  /** One for all, since it is written to two hundred at once. */
  private static final Buffer PIECE = Buffer.buffer(new byte[1 << 16]);

  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger atOnce = new AtomicInteger();
  private final Map<String, LongAdder> written = new ConcurrentHashMap<>();

  @Override
  public Map<String, String> start() {
    HttpServer server =
        vertx
            .createHttpServer(new HttpServerOptions().setSendBufferSize(PIECE.length()))
            .requestHandler(this::answer)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    String address = "http://127.0.0.1:" + server.actualPort();
    return Map.of(
        "solieu.gateway.services.indicator-service", address,
        "solieu.gateway.services.calendar-service", address,
        "solieu.gateway.services.catalog-service", address,
        "solieu.gateway.read-timeout", "PT30S",
        "solieu.gateway.rate-window", "PT10S",
        "solieu.gateway.trusted-proxies", PROXY);
  }

  private void answer(HttpServerRequest request) {
    HttpServerResponse response = request.response().exceptionHandler(gone -> {});
    request.exceptionHandler(gone -> {});
    String token = request.getHeader("Authorization");
    if (request.method().equals(HttpMethod.PUT)
        || request.method().equals(HttpMethod.POST) && token != null && token.endsWith(".good")) {
      if (request.getHeader("Expect") != null) {
        response.writeContinue();
      }
      String status = request.getParam("answer", "200");
      request
          .body()
          .onSuccess(
              whole ->
                  response.setStatusCode(Integer.parseInt(status)).end("stored " + whole.length()));
    } else if (request.method().equals(HttpMethod.POST)) {
      response.setStatusCode(401).end("unread");
    } else if (request.getHeader("If-None-Match") != null) {
      response.setStatusCode(304).putHeader("ETag", "\"kept\"").end();
    } else if (request.method().equals(HttpMethod.DELETE)) {
      response.setStatusCode(204).end();
    } else if (request.path().equals("/v1/forms")) {
      int together = atOnce.incrementAndGet();
      vertx.setTimer(
          WHILE_MILLIS,
          done -> {
            atOnce.decrementAndGet();
            response.end("together " + together);
          });
    } else if (request.path().equals("/v1/observations")) {
      response.setChunked(true);
      write(response, LONG << 4, written(request));
    } else if (request.path().equals("/v1/agencies")) {
      response.end(Long.toString(written(request).sum()));
    } else {
      response
          .putHeader("ETag", "\"kept\"")
          .putHeader("Vary", "Accept, Authorization")
          .putHeader("Echo-Uri", request.uri())
          .putHeader("Echo-Expect", String.valueOf(request.getHeader("Expect")))
          .end("read");
    }
  }

  private LongAdder written(HttpServerRequest request) {
    return written.computeIfAbsent(request.getParam("reader", ""), reader -> new LongAdder());
  }

  private static void write(HttpServerResponse response, int left, LongAdder written) {
    if (left == 0) {
      response.end();
    } else {
      response
          .write(PIECE)
          .onSuccess(
              done -> {
                written.add(PIECE.length());
                write(response, left - 1, written);
              });
    }
  }

  @Override
  public void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
