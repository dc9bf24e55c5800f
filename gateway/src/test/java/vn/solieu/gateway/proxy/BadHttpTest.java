package vn.solieu.gateway.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no well-behaved client sends, byte by byte: refused as the services would. */
@QuarkusTest
@QuarkusTestResource(value = Origins.class, restrictToAnnotatedClass = true)
class BadHttpTest {

  @TestHTTPResource URI gateway;

  @ParameterizedTest
  @ValueSource(strings = {"/v1/releases?text=%zz", "/v1/%zz", "/v1/releases?text=a|b"})
  void anAddressThatCannotBeDecodedIsAProblem(String address) throws IOException {
    assertProblem(send(get(address, "X-Request-Id: a"), 0), 400, "malformed-request");
  }

  @Test
  void anAddressBeyondItsLimitIsAProblemInTheCallersLanguage() throws IOException {
    String address = "/v1/releases?text=" + "x".repeat(9_000);

    String english = send(get(address, "Accept-Language: en"), 0);

    assertProblem(english, 414, "uri-too-long");
    assertThat(english, containsString("at most 8192 characters"));
    assertThat(
        send(get(address, "X-Request-Id: long-1"), 0), containsString("dài nhất là 8192 ký tự"));
  }

  @Test
  void headersBeyondTheirLimitAreAProblem() throws IOException {
    String answer = send(get("/v1/releases", "X-Long: " + "x".repeat(20_000)), 0);

    assertProblem(answer, 431, "headers-too-large");
    assertThat(answer, containsString("\"maxCharacters\":16384"));
  }

  @Test
  void aBodyThatAnnouncesItselfTooLongIsAProblem() throws IOException {
    String answer =
        send("POST /v1/releases HTTP/1.1\r\nHost: x\r\nContent-Length: 5000000000\r\n\r\n", 0);

    assertProblem(answer, 413, "content-too-large");
  }

  @Test
  void theRefusalOfABodyThatTurnsOutTooLongComesThrough() throws IOException {
    String answer =
        send(
            "POST /v1/releases/refused/cancel HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n",
            20);

    assertThat(answer, startsWith("HTTP/1.1 413"));
    assertThat(answer, containsString("/problems/content-too-large"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/areas/%2e%2e/%2e%2e/q/health",
        "/v1/releases/%2E%2e",
        "/v1/releases/.%2e/history",
        "/v1/releases/a%2fb",
        "/v1/releases/a%5Cb",
        "/problems/%2e%2e/q/health",
        "/docs/%2e%2e/q/health",
        "/%2e%2e/%2E./q/health",
        "/%2e/q/health",
        "/q%2fhealth",
        "/q%5chealth"
      })
  void aHiddenStepToAnotherPlaceIsNotPassedOn(String address) throws IOException {
    assertProblem(send(get(address, "X-Request-Id: a"), 0), 400, "malformed-request");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/releases/..",
        "/v1/releases/../q/health",
        "/v1/releases/./..",
        "/../../q/health",
        "/v1/../q/health",
        "/./q/health",
        "/q/./health",
        "//q/health",
        "/q//health",
        "/v1//releases",
        "/v1/releases/.",
        "/..;a/q/health",
        "/docs/../q/health",
        "/.."
      })
  void aStepToAnotherPlaceLeadsNowhere(String address) throws IOException {
    assertProblem(send(get(address, "X-Request-Id: a"), 0), 404, "not-found");
  }

  static Stream<Arguments> heads() {
    String line = "GET /v1/releases HTTP/1.1\r\n";
    return Stream.of(
        Arguments.of(line + "Host: a\r\nHost: b", 400, "malformed-request"),
        Arguments.of(
            line + "Host: x\r\nAuthorization: Bearer a\r\nAuthorization: Bearer b",
            400,
            "malformed-request"),
        Arguments.of(line + "Accept: */*", 400, "malformed-request"),
        Arguments.of(line + "Host: a b", 400, "malformed-request"),
        Arguments.of("CONNECT example.org:443 HTTP/1.1\r\nHost: x", 405, "method-not-allowed"),
        Arguments.of("CONNECT /v1/releases HTTP/1.1\r\nHost: x", 405, "method-not-allowed"),
        Arguments.of("TRACE /v1/releases HTTP/1.1\r\nHost: x", 405, "method-not-allowed"),
        Arguments.of("TRACE * HTTP/1.1\r\nHost: x", 405, "method-not-allowed"),
        Arguments.of("GET * HTTP/1.1\r\nHost: x", 400, "malformed-request"),
        Arguments.of("GET v1/releases HTTP/1.1\r\nHost: x", 400, "malformed-request"),
        Arguments.of(
            "BREW /v1/releases HTTP/1.1\r\nHost: x\r\nOrigin: https://a.example",
            405,
            "method-not-allowed"),
        Arguments.of(
            line + "Host: x\r\n" + "X-A: 1\r\n".repeat(120) + "X-B: 1", 431, "headers-too-large"));
  }

  @Test
  void traceIsAnsweredWithTheMethodsOfItsAddress() throws IOException {
    String answer = send("TRACE /v1/releases HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", 0);

    assertThat(
        answer.toLowerCase(Locale.ROOT), containsString("\r\nallow: get, head, options, post\r\n"));
  }

  @ParameterizedTest
  @MethodSource("heads")
  void aHeadThatHttpForbidsIsAProblem(String head, int status, String slug) throws IOException {
    String answer = send(head + "\r\nConnection: close\r\n\r\n", 0);

    assertProblem(answer, status, slug);
    if (status == 405) {
      assertThat(answer.toLowerCase(Locale.ROOT), containsString("\r\nallow: get, head"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/3.0", "HTTP/2.0", "HTTP/1.2", "HTTP/0.9"})
  void aVersionThatIsNotSpokenIsToldSoInOneThatIs(String version) throws IOException {
    String answer =
        send("GET /v1/releases " + version + "\r\nHost: x\r\n\r\n", 0).toLowerCase(Locale.ROOT);

    assertThat(answer, startsWith("http/1.1 505"));
    assertThat(answer, containsString("connection: close"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 1\r\nContent-Length: 2",
        "Content-Length: -1",
        ": without a name\r\nConnection: close",
        "With space : x"
      })
  void aHeadWhoseEndCannotBeTrustedIsRefused(String header) throws IOException {
    assertThat(
        send("POST /v1/releases HTTP/1.1\r\nHost: x\r\n" + header + "\r\n\r\n", 0),
        startsWith("HTTP/1.1 400"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/status/", "/v1/areas/", "/problems/not-found/", "/openapi/"})
  void anAddressWithASlashAtItsEndIsAnotherOne(String address) throws IOException {
    assertProblem(send(get(address, "X-Request-Id: a"), 0), 404, "not-found");
  }

  @Test
  void aBodyOfBrokenChunksIsAProblem() throws IOException {
    String answer =
        send(
            "POST /v1/releases HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nzz\r\n",
            0);

    assertProblem(answer, 400, "malformed-request");
    assertThat(answer.toLowerCase(Locale.ROOT), containsString("connection: close"));
  }

  @Test
  void aTargetInAbsoluteFormIsThatPath() throws IOException {
    String answer =
        send(
            "GET http://example.org/v1/releases?limit=2 HTTP/1.1\r\nHost: x\r\n"
                + "Connection: close\r\n\r\n",
            0);

    assertThat(answer, startsWith("HTTP/1.1 200"));
    assertThat(
        answer.toLowerCase(Locale.ROOT), containsString("echo-uri: /v1/releases?limit=2\r\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "/v1/releases", "/v1/status", "/problems/not-found", "/openapi"})
  void optionsTellWhatAnAddressTakes(String target) throws IOException {
    String answer =
        send("OPTIONS " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", 0);

    assertThat(answer, startsWith("HTTP/1.1 204"));
    assertThat(answer.toLowerCase(Locale.ROOT), containsString("\r\nallow: get, head, options"));
  }

  @Test
  void whoWaitsForLeaveToSendABodyGetsItAndTheServiceIsNotAsked() throws IOException {
    try (Socket socket = new Socket(gateway.getHost(), gateway.getPort())) {
      socket.setSoTimeout(20_000);
      OutputStream out = socket.getOutputStream();
      out.write(
          ("POST /v1/releases HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 4\r\n"
                  + "Expect: 100-continue\r\n\r\n")
              .getBytes(UTF_8));
      String leave = new String(socket.getInputStream().readNBytes(25), UTF_8);
      out.write("half".getBytes(UTF_8));
      String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);

      assertThat(leave, startsWith("HTTP/1.1 100 Continue"));
      assertThat(answer, containsString("HTTP/1.1 200"));
      assertThat(answer, containsString("half"));
      assertThat(answer.toLowerCase(Locale.ROOT), not(containsString("echo-expect")));
    }
  }

  private static void assertProblem(String answer, int status, String slug) {
    assertThat(answer, startsWith("HTTP/1.1 " + status));
    assertThat(answer, containsString("application/problem+json"));
    assertThat(answer, containsString("\"type\":\"/problems/" + slug + "\""));
    assertThat(answer, containsString("\"detail\":"));
    assertThat(answer, containsString("\"requestId\":"));
  }

  private static String get(String address, String header) {
    return "GET " + address + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + header + "\r\n\r\n";
  }

  private String send(String head, int chunks) throws IOException {
    byte[] chunk = ("100000\r\n" + "x".repeat(0x100000) + "\r\n").getBytes(UTF_8);
    try (Socket socket = new Socket(gateway.getHost(), gateway.getPort())) {
      socket.setSoTimeout(20_000);
      OutputStream out = socket.getOutputStream();
      out.write(head.getBytes(UTF_8));
      try {
        for (int i = 0; i < chunks; i++) {
          out.write(chunk);
        }
        if (chunks > 0) {
          out.write("0\r\n\r\n".getBytes(UTF_8));
        }
      } catch (SocketException refusedMeanwhile) {
        // What is left is not received; the answer is on its way.
      }
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }
}
