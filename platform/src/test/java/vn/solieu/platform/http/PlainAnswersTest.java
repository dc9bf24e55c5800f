package vn.solieu.platform.http;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Method;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.solieu.testing.UseTestEnvironment;

/** Whatever a generated client accepts, it gets what an address has; and no body where none is. */
@QuarkusTest
@UseTestEnvironment
class PlainAnswersTest {

  private static final String JSON_CLIENT = "application/json, application/problem+json";

  @TestHTTPResource URI service;

  @ParameterizedTest
  @CsvSource({"GET,calendar,200", "GET,elsewhere,302", "POST,done,204", "HEAD,calendar,200"})
  void aClientOfJsonGetsWhateverAnAddressHas(String method, String address, int status)
      throws IOException {
    assertThat(ask(method, address, "Accept: " + JSON_CLIENT), startsWith("HTTP/1.1 " + status));
    assertThat(ask(method, address, "Accept: application/json"), startsWith("HTTP/1.1 " + status));
  }

  @ParameterizedTest
  @CsvSource({"GET,elsewhere,406", "POST,done,406"})
  void whatHasNoContentIsRefusedByItsFormatToo(String method, String address, int status)
      throws IOException {
    assertThat(ask(method, address, "Accept: application/xml"), startsWith("HTTP/1.1 " + status));
  }

  @Test
  void whoTakesNoJsonIsNotGivenIt() {
    given()
        .accept("application/json;q=0, image/png")
        .get("/v1/provocations/many-errors")
        .then()
        .statusCode(406);
  }

  @ParameterizedTest
  @CsvSource({"GET,kept", "HEAD,kept", "POST,done", "HEAD,fine"})
  void anAnswerWithoutABodyHasNoneAnnouncedAndItsConnectionGoesOn(String method, String address)
      throws IOException {
    String head =
        method
            + " /v1/provocations/"
            + address
            + " HTTP/1.1\r\nHost: x\r\n"
            + "If-None-Match: \"kept\"\r\n"
            + (method.equals("POST") ? "Content-Length: 0\r\n" : "")
            + "\r\n";
    try (Socket socket = new Socket(service.getHost(), service.getPort())) {
      socket.setSoTimeout(10_000);
      for (int i = 0; i < 3; i++) {
        socket.getOutputStream().write(head.getBytes(UTF_8));
        String answer = headOf(socket);
        assertThat(answer, not(containsString("transfer-encoding")));
      }
      assertEquals(0, socket.getInputStream().available());
    }
  }

  @Test
  void aCreatedThingIsNamedByAPath() {
    given()
        .redirects()
        .follow(false)
        .get("/v1/provocations/elsewhere")
        .then()
        .header("Location", equalTo("/v1/provocations/fine"));
  }

  /** But for its length, which is known once there is content. */
  @ParameterizedTest
  @ValueSource(
      strings = {"calendar", "calendar-kept", "json-kept", "kept", "things/x", "fine", "cacheable"})
  void aHeadHasTheHeadersOfItsGet(String address) {
    assertEquals(headers(Method.GET, address), headers(Method.HEAD, address));
  }

  private static Map<String, String> headers(Method method, String address) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    given()
        .header("X-Request-Id", "same")
        .request(method, "/v1/provocations/" + address)
        .headers()
        .forEach(header -> headers.put(header.getName(), header.getValue()));
    headers.remove("Content-Length");
    headers.remove("Transfer-Encoding");
    return headers;
  }

  private String ask(String method, String address, String header) throws IOException {
    try (Socket socket = new Socket(service.getHost(), service.getPort())) {
      socket.setSoTimeout(20_000);
      socket
          .getOutputStream()
          .write(
              (method
                      + " /v1/provocations/"
                      + address
                      + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                      + header
                      + "\r\n\r\n")
                  .getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  /** Up to the empty line, in lower case. */
  private static String headOf(Socket socket) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        throw new IOException("Closed after: " + head);
      }
      head.append((char) next);
    }
    return head.toString().toLowerCase(Locale.ROOT);
  }
}
