package vn.solieu.gateway.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever the version of HTTP, the method and the body: each request is answered. */
@QuarkusTest
@QuarkusTestResource(value = BusyOrigin.class, restrictToAnnotatedClass = true)
class EveryVersionTest {

  /** As a JSON Web Token is written, of the subject "a". */
  private static final String GOOD = "Bearer x.eyJzdWIiOiJhIn0.good";

  enum Version {
    HTTP_1_1(new HttpClientOptions()),
    H2C_WITH_PRIOR_KNOWLEDGE(http2().setHttp2ClearTextUpgrade(false)),
    H2C_BY_UPGRADE(http2().setHttp2ClearTextUpgrade(true));

    private final HttpClientOptions options;

    Version(HttpClientOptions options) {
      this.options = options;
    }

    private static HttpClientOptions http2() {
      return new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_2).setHttp2MaxPoolSize(1);
    }
  }

  private record Sent(HttpMethod method, String path, String token, int length, String answer) {}

  @TestHTTPResource URI gateway;

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void end() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @ParameterizedTest
  @EnumSource
  void everyMethodIsAnsweredWithABodyAndWithout(Version version) throws Exception {
    List<Sent> expected = new ArrayList<>();
    for (int length : new int[] {0, 1, 5_000, 262_144, 262_145, 1_000_000}) {
      expected.add(
          new Sent(HttpMethod.POST, "/v1/submissions", GOOD, length, "200 stored " + length));
      expected.add(new Sent(HttpMethod.POST, "/v1/submissions", "", length, "401 unread"));
      expected.add(new Sent(HttpMethod.PUT, "/v1/areas/x", "", length, "200 stored " + length));
      expected.add(new Sent(HttpMethod.DELETE, "/v1/releases/x/notice", "", length, "204 "));
    }
    expected.add(new Sent(HttpMethod.GET, "/v1/areas", "", 0, "200 read"));
    expected.add(new Sent(HttpMethod.GET, "/v1/areas", "", 10, "200 read"));
    expected.add(new Sent(HttpMethod.HEAD, "/v1/areas", "", 0, "200 "));
    expected.add(new Sent(HttpMethod.OPTIONS, "/v1/areas", "", 0, "204 "));
    for (Sent each : expected) {
      // A connection of its own, so that an upgrade is what carries the request.
      HttpClient client = vertx.createHttpClient(version.options);

      String answer =
          answer(client, each).toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);

      assertEquals(each, new Sent(each.method, each.path, each.token, each.length, answer));
      client.close();
    }
  }

  @Test
  void manyWritesOfOneConnectionAreAnswered() throws Exception {
    HttpClient one = vertx.createHttpClient(Version.H2C_WITH_PRIOR_KNOWLEDGE.options);
    for (int round = 0; round < 10; round++) {
      List<Future<String>> answers = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        answers.add(answer(one, new Sent(HttpMethod.POST, "/v1/submissions", GOOD, i % 3, "")));
      }
      for (int i = 0; i < 16; i++) {
        assertEquals(
            "200 stored " + i % 3,
            answers.get(i).toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS));
      }
    }
  }

  /** Most of them wait for their turn, and have ended when it comes. */
  @Test
  void manyReadsOfOneConnectionAreAnswered() throws Exception {
    HttpClient one = vertx.createHttpClient(Version.H2C_WITH_PRIOR_KNOWLEDGE.options);
    List<Future<String>> answers = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      answers.add(answer(one, new Sent(HttpMethod.GET, "/v1/forms", "", 0, "")));
    }
    List<String> statuses = new ArrayList<>();
    for (Future<String> answer : answers) {
      statuses.add(
          answer
              .toCompletionStage()
              .toCompletableFuture()
              .get(20, TimeUnit.SECONDS)
              .substring(0, 3));
    }
    assertEquals(Collections.nCopies(40, "200"), statuses);
  }

  private Future<String> answer(HttpClient client, Sent sent) {
    return client
        .request(
            new RequestOptions()
                .setMethod(sent.method)
                .setHost("127.0.0.1")
                .setPort(gateway.getPort())
                .setURI(sent.path))
        .compose(
            request -> {
              if (!sent.token.isEmpty()) {
                request.putHeader("Authorization", sent.token);
              }
              request.exceptionHandler(restOfTheBodyIsNotWanted -> {});
              return sent.length == 0
                  ? request.send()
                  : request.send(Buffer.buffer(new byte[sent.length]));
            })
        .compose(EveryVersionTest::text);
  }

  private static Future<String> text(HttpClientResponse response) {
    return response.body().map(body -> response.statusCode() + " " + body);
  }
}
