package vn.solieu.testing.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** It sees a hole where there is one, and none where there is none. */
class FuzzTest {

  private static final String DOCUMENT =
      """
      openapi: 3.1.0
      paths:
        /things:
          get:
            parameters:
            - {name: day, in: query, schema: {type: string}}
        /things/{id}:
          put:
            parameters:
            - {name: id, in: path, required: true, schema: {type: string}}
            requestBody:
              content:
                application/json:
                  schema:
                    type: object
                    required: [name, shares]
                    properties:
                      name: {type: string}
                      shares: {type: array, items: {type: number}}
      components:
        schemas:
          Problem: {type: object, properties: {title: {type: string}}}
      """;

  @ParameterizedTest
  @ValueSource(strings = {"999999999", "1E+5000000", "\\u0000", "null]", "PUT /things/x"})
  void aHoleIsSeen(String hole) throws IOException {
    AssertionError found =
        assertThrows(AssertionError.class, () -> play(request -> request.contains(hole), 400));

    assertTrue(found.getMessage().contains("seed 7"), found.getMessage());
    assertTrue(found.getMessage().contains("=> 500 a hole"), found.getMessage());
  }

  @Test
  void aServiceWithoutOnePasses() throws IOException {
    play(request -> false, 400);
  }

  @Test
  void aRefusalThatIsNoProblemIsSeen() throws IOException {
    assertThrows(AssertionError.class, () -> play(request -> false, 404));
  }

  @Test
  void aProblemWithAMemberThatTheDocumentDoesNotNameIsSeen() throws IOException {
    AssertionError found = assertThrows(AssertionError.class, () -> play(request -> false, 409));

    assertTrue(found.getMessage().contains("'odd'"), found.getMessage());
  }

  private static void play(Predicate<String> hole, int refusal) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> answer(exchange, hole, refusal));
    server.start();
    try {
      URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
      Fuzz.of(base, DOCUMENT, List.of(Fuzz.Caller.nobody()), List.of("x", "known")).run(7, 600);
    } finally {
      server.stop(0);
    }
  }

  private static void answer(HttpExchange exchange, Predicate<String> hole, int refusal)
      throws IOException {
    String request =
        exchange.getRequestMethod()
            + " "
            + exchange.getRequestURI()
            + "\n"
            + new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    if (hole.test(request)) {
      reply(exchange, 500, "text/plain", "a hole");
    } else if (request.contains("known")) {
      reply(exchange, 200, "application/json", "{\"id\": \"known\"}");
    } else {
      reply(
          exchange,
          refusal,
          refusal == 404 ? "text/html" : "application/problem+json",
          refusal == 409 ? "{\"odd\": 1}" : "{}");
    }
  }

  private static void reply(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    exchange.getResponseHeaders().add("Content-Type", type);
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, head ? -1 : text.length());
    if (!head) {
      exchange.getResponseBody().write(text.getBytes(UTF_8));
    }
    exchange.close();
  }
}
