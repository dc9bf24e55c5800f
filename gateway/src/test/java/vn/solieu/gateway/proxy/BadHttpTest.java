package vn.solieu.gateway.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no well-behaved client sends, byte by byte: refused as the services would. */
@QuarkusTest
@QuarkusTestResource(Origins.class)
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
