package vn.solieu.embedded;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.JoseException;

/**
 * Signs whatever claims it is asked for, so it listens on the loopback alone. Services refuse its
 * issuer in production.
 */
final class TokenIssuer implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads;

  private TokenIssuer(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  static TokenIssuer start(EnvironmentSpec plan, Clock clock) throws IOException, JoseException {
    SigningKey key = SigningKey.loadOrGenerate(plan.directoryOf(Component.ISSUER));
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    HttpServer server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), plan.portOf(Component.ISSUER)),
            0);
    server.setExecutor(threads);
    server.createContext(
        "/jwks",
        exchange -> {
          if (allows(exchange, "GET", "/jwks")) {
            answer(exchange, 200, key.publicKeys());
          }
        });
    server.createContext(
        "/token",
        exchange -> {
          if (allows(exchange, "POST", "/token")) {
            issue(exchange, key, clock);
          }
        });
    server.start();
    return new TokenIssuer(server, threads);
  }

  private static boolean allows(HttpExchange exchange, String method, String path)
      throws IOException {
    if (!exchange.getRequestURI().getPath().equals(path)) {
      answer(exchange, 404, "{}");
      return false;
    }
    if (!exchange.getRequestMethod().equals(method)) {
      exchange.getResponseHeaders().set("Allow", method);
      answer(exchange, 405, "{}");
      return false;
    }
    return true;
  }

  private static void issue(HttpExchange exchange, SigningKey key, Clock clock) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    try {
      JwtClaims claims = JwtClaims.parse(body);
      DevelopmentTokens.complete(claims, clock.instant());
      Map<String, Object> response =
          Map.of(
              "access_token", key.sign(claims),
              "token_type", "Bearer",
              "expires_in", DevelopmentTokens.LIFETIME.toSeconds());
      answer(exchange, 200, JsonUtil.toJson(response));
    } catch (InvalidJwtException | JoseException e) {
      answer(
          exchange,
          400,
          JsonUtil.toJson(
              Map.of(
                  "error", "invalid_request",
                  "error_description", "The body is a JSON object of claims.")));
    }
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
