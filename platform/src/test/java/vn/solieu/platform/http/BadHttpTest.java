package vn.solieu.platform.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.solieu.platform.security.Roles;
import vn.solieu.testing.Tokens;
import vn.solieu.testing.UseTestEnvironment;

/** What no well-behaved client sends, byte by byte. Whatever it is, the service goes on. */
@QuarkusTest
@UseTestEnvironment
class BadHttpTest {

  private static final int MAX_BODY = 16 * 1024 * 1024;

  private static final String MALFORMED = "malformed-request";

  @TestHTTPResource URI service;

  @AfterEach
  void theServiceGoesOn() {
    RestAssured.given().get("/v1/provocations/fine").then().statusCode(200);
  }

  @Test
  void aBodyThatAnnouncesItselfTooLongIsRefusedUnread() throws IOException {
    String answer = send(post("stream", "Content-Length: " + (MAX_BODY + 1)), new byte[0], false);

    assertProblem(answer, 413, "content-too-large");
    assertThat(answer, containsString("\"maxBytes\":" + MAX_BODY));
    assertThat(answer.toLowerCase(Locale.ROOT), containsString("connection: close"));
  }

  @Test
  void aBodyThatTurnsOutTooLongIsRefused() throws IOException {
    byte[] chunk = ("100000\r\n" + "x".repeat(0x100000) + "\r\n").getBytes(UTF_8);
    String answer = send(post("stream", "Transfer-Encoding: chunked"), chunk, 20, "0\r\n\r\n");

    assertProblem(answer, 413, "content-too-large");
    assertThat(answer, containsString("\"maxBytes\":" + MAX_BODY));
  }

  @Test
  void aBodyWithoutAnEndIsNotReceivedForEver() throws IOException {
    byte[] chunk = ("100000\r\n" + "x".repeat(0x100000) + "\r\n").getBytes(UTF_8);
    String answer = send(post("stream", "Transfer-Encoding: chunked"), chunk, 24, "");

    assertProblem(answer, 413, "content-too-large");
    assertThat(answer.toLowerCase(Locale.ROOT), containsString("connection: close"));
  }

  @Test
  void aJsonBodyHasALimitOfItsOwn() throws IOException {
    byte[] body = ("\"" + "x".repeat(JsonBodies.LONGEST) + "\"").getBytes(UTF_8);
    String answer =
        send(
            "POST /v1/provocations/things HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\nContent-Length: "
                + body.length
                + "\r\n\r\n",
            body,
            false);

    assertProblem(answer, 413, "content-too-large");
  }

  @Test
  void aBodyOfBrokenChunksIsAProblem() throws IOException {
    String answer =
        send(
            post("stream", "Transfer-Encoding: chunked"),
            "5\r\nhello\r\nzz\r\n".getBytes(UTF_8),
            false);

    assertProblem(answer, 400, MALFORMED);
  }

  @Test
  void aBodyThatStopsHalfWayIsNobodysAnswer() throws IOException {
    send(post("stream", "Content-Length: 100"), "half".getBytes(UTF_8), true);
  }

  static Stream<Arguments> lines() {
    return Stream.of(
        Arguments.of("GET /v1/provocations/../../etc/passwd HTTP/1.1", 404, "not-found"),
        Arguments.of("GET /../../q/health HTTP/1.1", 404, "not-found"),
        Arguments.of("GET /v1/./provocations/fine HTTP/1.1", 404, "not-found"),
        Arguments.of("GET //v1/provocations/fine HTTP/1.1", 404, "not-found"),
        Arguments.of("BREW /v1/provocations/fine HTTP/1.1", 405, "method-not-allowed"),
        Arguments.of("GET /v1/provocations/things/a%00b HTTP/1.1", 400, "invalid-parameter"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lines")
  void aLineThatMeansNothingIsAProblem(String line, int status, String slug) throws IOException {
    assertProblem(
        send(line + "\r\nHost: x\r\nConnection: close\r\n\r\n", new byte[0], false), status, slug);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"fine?area=%zz", "%zz", "fine?area=%", "things/%f", "fine?area=a|b", "things/a^b"})
  void anAddressThatCannotBeDecodedIsAProblem(String address) throws IOException {
    assertProblem(send(get(address, "Accept-Language: en"), new byte[0], false), 400, MALFORMED);
  }

  @Test
  void headersBeyondTheirLimitAreAProblem() throws IOException {
    String answer =
        send(
            get("fine", "Accept-Language: en\r\nX-Long: " + "x".repeat(20_000)),
            new byte[0],
            false);

    assertProblem(answer, 431, "headers-too-large");
    assertThat(answer, containsString("may have at most 16384 characters"));
  }

  @Test
  void anAddressBeyondItsLimitIsAProblem() throws IOException {
    String answer =
        send(get("fine?area=" + "x".repeat(9_000), "X-Request-Id: long-1"), new byte[0], false);

    assertProblem(answer, 414, "uri-too-long");
    assertThat(answer, containsString("dài nhất là 8192 ký tự"));
    assertThat(answer, containsString("\"requestId\":\"long-1\""));
  }

  @Test
  void moreHeadersThanAnybodyNeedsAreAProblem() throws IOException {
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 120; i++) {
      many.append("X-").append(i).append(": 1\r\n");
    }

    String answer = send(get("fine", many + "Accept-Language: en"), new byte[0], false);

    assertProblem(answer, 431, "headers-too-large");
    assertThat(answer, containsString("\"maxFields\":100"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "things/%2e%2e/%2e%2e/q/health",
        "things/%2E%2e",
        "things/.%2e/fine",
        "things/%2e/fine",
        "things/a%2fb",
        "things/a%2Fb",
        "things/a%5cb"
      })
  void aHiddenStepToAnotherPlaceIsAProblem(String address) throws IOException {
    assertProblem(send(get(address, "Accept-Language: en"), new byte[0], false), 400, MALFORMED);
  }

  static Stream<Arguments> heads() {
    String line = "GET /v1/provocations/fine HTTP/1.1\r\n";
    return Stream.of(
        Arguments.of(line + "Host: a\r\nHost: b", 400, MALFORMED),
        Arguments.of(line + "Host: a\r\nHost: a", 400, MALFORMED),
        Arguments.of(
            line + "Host: x\r\nAuthorization: Bearer a\r\nAuthorization: Bearer b", 400, MALFORMED),
        Arguments.of(
            line + "Host: x\r\nAuthorization: Bearer a\r\nauthorization: Bearer a", 400, MALFORMED),
        Arguments.of(line + "Accept: */*", 400, MALFORMED),
        Arguments.of(line + "Host: a b", 400, MALFORMED),
        Arguments.of("CONNECT example.org:443 HTTP/1.1\r\nHost: x", 405, "method-not-allowed"),
        Arguments.of(
            "CONNECT /v1/provocations/fine HTTP/1.1\r\nHost: x", 405, "method-not-allowed"),
        Arguments.of("TRACE /v1/provocations/fine HTTP/1.1\r\nHost: x", 405, "method-not-allowed"),
        Arguments.of("TRACE * HTTP/1.1\r\nHost: x", 405, "method-not-allowed"),
        Arguments.of("GET * HTTP/1.1\r\nHost: x", 400, MALFORMED),
        Arguments.of("GET v1/provocations/fine HTTP/1.1\r\nHost: x", 400, MALFORMED));
  }

  @ParameterizedTest
  @MethodSource("heads")
  void aHeadThatHttpForbidsIsAProblem(String head, int status, String slug) throws IOException {
    String answer = send(head + "\r\nConnection: close\r\n\r\n", new byte[0], false);

    assertProblem(answer, status, slug);
    if (status == 405) {
      assertThat(
          answer.toLowerCase(Locale.ROOT),
          containsString(
              head.startsWith("TRACE /")
                  ? "\r\nallow: get, head\r\n"
                  : "\r\nallow: get, head, options, post, put, delete\r\n"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/3.0", "HTTP/2.0", "HTTP/1.2", "HTTP/0.9"})
  void aVersionThatIsNotSpokenIsToldSoInOneThatIs(String version) throws IOException {
    String answer =
        send(get("fine", "Accept: */*").replace("HTTP/1.1", version), new byte[0], false)
            .toLowerCase(Locale.ROOT);

    assertThat(answer, startsWith("http/1.1 505"));
    assertThat(answer, containsString("connection: close"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET http://example.org/v1/provocations/fine HTTP/1.1\r\nHost: x",
        "GET /v1/provocations/fine HTTP/1.1\r\nHost: x\r\nX-Folded: a\r\n b",
        "GET /v1/provocations/fine HTTP/1.1\r\nHost: x\r\nExpect: miracles"
      })
  void whatHttpAllowsIsAnswered(String head) throws IOException {
    assertThat(
        send(head + "\r\nConnection: close\r\n\r\n", new byte[0], false),
        startsWith("HTTP/1.1 200"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/", "*/", "*/json", "rubbish", ",,,", "text/csv;q=x", "1E+5000000", "a/b;\""})
  void anAcceptThatMeansNothingIsAnsweredWithWhatThereIs(String accept) throws IOException {
    assertThat(
        send(get("fine", "Accept: " + accept), new byte[0], false), startsWith("HTTP/1.1 200"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "csv", "text/", "/csv", "*/*", "text/*", "text/csv; charset=", "a/b/c", "\""})
  void aContentTypeThatMeansNothingIsAProblem(String type) throws IOException {
    String answer =
        send(
            post("stream", "Content-Length: 4")
                .replace("Content-Type: text/csv\r\n", "Content-Type: " + type + "\r\n"),
            "half".getBytes(UTF_8),
            false);

    assertProblem(answer, 415, "unsupported-media-type");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 1\r\nContent-Length: 2",
        "Content-Length: -1",
        "Content-Length: 1, 2",
        ": without a name\r\nConnection: close",
        "With space : x"
      })
  void aHeadWhoseEndCannotBeTrustedIsRefusedAndTheConnectionClosed(String header)
      throws IOException {
    assertThat(
        send(post("stream", header).replace("Connection: close\r\n", ""), new byte[0], false),
        startsWith("HTTP/1.1 400"));
  }

  @Test
  void theServerAsAWholeTellsItsMethods() throws IOException {
    String answer =
        send("OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", new byte[0], false);

    assertThat(answer, startsWith("HTTP/1.1 204"));
    assertThat(answer.toLowerCase(Locale.ROOT), containsString("\r\nallow: get, head"));
  }

  @Test
  void whoWaitsForLeaveToSendABodyGetsIt() throws IOException {
    try (Socket socket = new Socket(service.getHost(), service.getPort())) {
      socket.setSoTimeout(20_000);
      OutputStream out = socket.getOutputStream();
      out.write(post("stream", "Content-Length: 4\r\nExpect: 100-continue").getBytes(UTF_8));
      String leave = new String(socket.getInputStream().readNBytes(25), UTF_8);
      out.write("half".getBytes(UTF_8));

      assertThat(leave, startsWith("HTTP/1.1 100 Continue"));
      assertThat(read(socket), containsString("HTTP/1.1 200"));
    }
  }

  @Test
  void whoMayNotSendABodyIsToldSoInsteadOfGettingLeave() throws IOException {
    assertThat(
        send(post("reports", "Content-Length: 4\r\nExpect: 100-continue"), new byte[0], false),
        startsWith("HTTP/1.1 401"));
    assertThat(
        send(
            post(
                "reports",
                "Content-Length: 4\r\nExpect: 100-continue\r\nAuthorization: Bearer a.b.c"),
            new byte[0],
            false),
        startsWith("HTTP/1.1 401"));
    assertThat(
        send(
            post(
                "reports",
                "Content-Length: 4\r\nExpect: 100-continue\r\nAuthorization: Bearer "
                    + Tokens.of(Roles.APPRAISER, "TK")),
            new byte[0],
            false),
        startsWith("HTTP/1.1 403"));
  }

  /** Its end is never looked for, and nothing of it is kept: there is nobody to answer to. */
  @Test
  void aHeadBeyondAllMeasureIsEnded() throws IOException {
    assertThat(
        send(get("fine", "X-Long: " + "x".repeat(100_000)), new byte[0], false),
        matchesPattern("(?s)HTTP/1.[01] 431.*"));
    assertThat(
        send(get("fine?area=" + "x".repeat(100_000), "X-Short: x"), new byte[0], false),
        matchesPattern("(?s)HTTP/1.[01] 414.*"));
  }

  private static void assertProblem(String answer, int status, String slug) {
    assertThat(answer, startsWith("HTTP/1.1 " + status));
    assertThat(answer, containsString("application/problem+json"));
    assertThat(answer, containsString("\"type\":\"/problems/" + slug + "\""));
    assertThat(answer, containsString("\"title\":"));
    assertThat(answer, containsString("\"detail\":"));
    assertThat(answer, containsString("\"requestId\":"));
  }

  private static String get(String address, String header) {
    return "GET /v1/provocations/"
        + address
        + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
        + header
        + "\r\n\r\n";
  }

  private static String post(String path, String length) {
    return "POST /v1/provocations/"
        + path
        + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: text/csv\r\n"
        + length
        + "\r\n\r\n";
  }

  private String send(String head, byte[] chunk, int times, String end) throws IOException {
    try (Socket socket = new Socket(service.getHost(), service.getPort())) {
      socket.setSoTimeout(20_000);
      OutputStream out = socket.getOutputStream();
      out.write(head.getBytes(UTF_8));
      try {
        for (int i = 0; i < times; i++) {
          out.write(chunk);
        }
        out.write(end.getBytes(UTF_8));
      } catch (SocketException refusedMeanwhile) {
        // What is left is not read by the service; its answer is on its way.
      }
      return read(socket);
    }
  }

  private String send(String head, byte[] body, boolean stop) throws IOException {
    try (Socket socket = new Socket(service.getHost(), service.getPort())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(head.getBytes(UTF_8));
      socket.getOutputStream().write(body);
      if (stop) {
        return "";
      }
      return read(socket);
    }
  }

  private static String read(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), UTF_8);
  }
}
