package vn.solieu.gateway.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Senders who are slow on purpose, just above the minimum rate, so that nothing cuts them off:
 * whatever they hold, the writes of everybody else are answered.
 */
@QuarkusTest
@QuarkusTestResource(value = BusyOrigin.class, restrictToAnnotatedClass = true)
class SlowSendersTest {

  private static final String OTHER = token("other", 1, "good");
  private static final String ELSEWHERE = "198.51.100.7";

  /** Too long for the gateway to receive it first. */
  private static final int LARGE = 50_000_000;

  /** Of one subject, as the issuer gives them: a new one at each asking, or one for long. */
  enum Tokens {
    ONE(push -> token("reporter", 0, "good")),
    A_FRESH_ONE_FOR_EACH(push -> token("reporter", push, "good"));

    private final IntFunction<String> ofPush;

    Tokens(IntFunction<String> ofPush) {
      this.ofPush = ofPush;
    }
  }

  @TestHTTPResource URI gateway;

  private final List<Socket> sockets = new ArrayList<>();
  private final Map<Socket, String> answers = new ConcurrentHashMap<>();
  private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void end() throws IOException {
    senders.shutdownNow();
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void oneReportersPushesFromFiveAddressesLeaveRoomForOthers(Tokens tokens) throws IOException {
    for (int push = 0; push < 64; push++) {
      trickle(address(push % 5), tokens.ofPush.apply(push), LARGE, 4_096);
    }
    await().until(() -> answered(429) >= 64 - 8);

    assertOthersWritesAreStored();
  }

  @Test
  void whoClaimsToBeAnotherTakesNothingFromIt() throws IOException {
    for (int push = 0; push < 64; push++) {
      trickle(address(push % 5), token("other", 100 + push, "forged"), LARGE, 4_096);
    }

    assertOthersWritesAreStored();
    // Refused by the head: the body has not come yet.
    await().until(() -> answered(401) == 64);
  }

  @Test
  void shortBodiesThatTrickleHoldNoConnectionToTheService() throws IOException {
    for (int i = 0; i < 200; i++) {
      trickle(address(i % 10), token("sender" + i, i, "good"), 200_000, 4_096);
    }

    assertOthersWritesAreStored();
  }

  @Test
  void bodiesThatFillTheMemoryForThemLeaveAWayForOthers() throws IOException {
    for (int i = 0; i < 200; i++) {
      trickle(address(i % 10), token("sender" + i, i, "forged"), 260_000, 250_000);
    }
    // What finds no room is shown to the service, which knows no such token.
    await().until(() -> answered(401) >= 60);

    assertOthersWritesAreStored();
  }

  @Test
  void manyWritersOfOneNetworkAreNotOne() throws IOException {
    for (int i = 0; i < 40; i++) {
      trickle(ELSEWHERE, token("neighbour" + i, i, "good"), 100_000, 4_096);
    }

    assertOthersWritesAreStored();
  }

  @Test
  void headsOfAnAddressGiveWayToWhatOthersOfItSend() throws IOException {
    for (int i = 0; i < 200; i++) {
      begin(ELSEWHERE, i % 2 == 0 ? "none" : token("stranger" + i, i, "forged"));
    }

    assertOthersWritesAreStored();
  }

  /** Each is said after the service knew who it is: it refuses what it does not know with 401. */
  @ParameterizedTest
  @ValueSource(ints = {200, 403, 409, 412, 422, 428})
  void aBodyOfWhoIsKnownComesToItsEndWhileHeadsOfItsAddressComeAndGo(int status)
      throws IOException {
    String token = token("known" + status, 1, "good");
    assertThat(
        send(
            "POST",
            "/v1/submissions?answer=" + status,
            token,
            "Content-Length: 4\r\n",
            new byte[4]),
        startsWith("HTTP/1.1 " + status));
    Socket known = begin(ELSEWHERE, token);
    for (int i = 0; i < 200; i++) {
      begin(ELSEWHERE, token("stranger" + i, i, "forged"));
    }
    await().until(() -> answered(429) >= 200 - 63);

    known.getOutputStream().write(new byte[9]);

    assertThat(read(known), startsWith("HTTP/1.1 200"));
  }

  @ParameterizedTest
  @CsvSource({"POST, 0", "POST, 5", "POST, 262144", "POST, 262145", "POST, 3000000", "PUT, 300000"})
  void aBodyArrivesWholeHoweverItIsSent(String method, int length) throws IOException {
    String path = method.equals("POST") ? "/v1/submissions" : "/v1/areas/x";
    byte[] body = "x".repeat(length).getBytes(US_ASCII);

    String announced = send(method, path, "Content-Length: " + length + "\r\n", body);
    String chunked =
        send(
            method,
            path,
            "Transfer-Encoding: chunked\r\n",
            length == 0
                ? "0\r\n\r\n".getBytes(US_ASCII)
                : (Integer.toHexString(length)
                        + "\r\n"
                        + new String(body, US_ASCII)
                        + "\r\n0\r\n\r\n")
                    .getBytes(US_ASCII));

    assertThat(announced, startsWith("HTTP/1.1 200"));
    assertThat(announced, containsString("stored " + length));
    assertThat(chunked, startsWith("HTTP/1.1 200"));
    assertThat(chunked, containsString("stored " + length));
  }

  @Test
  void theServiceWorksOnFiveReadsOfAClientAtATimeAndAnswersAll() throws Exception {
    List<Future<String>> reads = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      reads.add(senders.submit(() -> send("GET", "/v1/forms", "", new byte[0])));
    }

    int most = 0;
    for (Future<String> read : reads) {
      String answer = read.get();
      assertThat(answer, startsWith("HTTP/1.1 200"));
      int together = answer.indexOf("together ");
      most = Math.max(most, Integer.parseInt(answer.substring(together + 9).strip()));
    }
    assertThat(most, lessThanOrEqualTo(5));
    assertThat(most, greaterThanOrEqualTo(2));
  }

  @Test
  void whoLeavesEarlyHasNoMoreReadsAtTheServiceThanWhoStays() throws Exception {
    for (int i = 0; i < 60; i++) {
      try (Socket socket = connect()) {
        socket
            .getOutputStream()
            .write(head("GET", "/v1/forms", address(9), OTHER, "").getBytes(US_ASCII));
        LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
      }
    }

    String answer = send("GET", "/v1/forms", "", new byte[0]);

    int together = answer.indexOf("together ");
    assertThat(answer, startsWith("HTTP/1.1 200"));
    assertThat(Integer.parseInt(answer.substring(together + 9).strip()), lessThanOrEqualTo(5 + 1));
  }

  private void assertOthersWritesAreStored() throws IOException {
    for (int i = 0; i < 20; i++) {
      String small = send("PUT", "/v1/areas/x", "Content-Length: 4\r\n", new byte[4]);
      assertThat(small, startsWith("HTTP/1.1 200"));
    }
    byte[] body = new byte[1_000_000];
    String large = send("POST", "/v1/submissions", "Content-Length: " + body.length + "\r\n", body);
    assertThat(large, startsWith("HTTP/1.1 200"));
    assertThat(large, containsString("stored " + body.length));
  }

  private long answered(int status) {
    return answers.values().stream().filter(line -> line.contains(" " + status + " ")).count();
  }

  private static String address(int number) {
    return "203.0.113." + number;
  }

  /** As a JSON Web Token is written; whether it is good only the service knows. */
  private static String token(String subject, int number, String signature) {
    String claims = "{\"sub\":\"%s\",\"jti\":\"%d\"}".formatted(subject, number);
    return "x."
        + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(UTF_8))
        + "."
        + signature;
  }

  /** Begins a push, and goes on with it just above the minimum rate until it is answered. */
  private void trickle(String client, String token, int length, int first) throws IOException {
    Socket socket = connect();
    OutputStream out = socket.getOutputStream();
    out.write(
        head("POST", "/v1/submissions", client, token, "Content-Length: " + length + "\r\n")
            .getBytes(US_ASCII));
    senders.submit(
        () -> {
          out.write(new byte[first]);
          while (!answers.containsKey(socket)) {
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
            out.write(new byte[3_000]);
          }
          return null;
        });
    senders.submit(
        () -> {
          answers.put(socket, read(socket));
          return null;
        });
  }

  /** Sends the head of a write and the first byte of ten. */
  private Socket begin(String client, String token) throws IOException {
    Socket socket = connect();
    socket
        .getOutputStream()
        .write(
            (head("PUT", "/v1/areas/x", client, token, "Content-Length: 10\r\n") + "x")
                .getBytes(US_ASCII));
    if (!token.endsWith(".good")) {
      senders.submit(() -> answers.put(socket, read(socket)));
    }
    return socket;
  }

  private static String read(Socket socket) throws IOException {
    return new String(socket.getInputStream().readNBytes(30), US_ASCII);
  }

  private String send(String method, String path, String header, byte[] body) throws IOException {
    return send(method, path, OTHER, header, body);
  }

  private String send(String method, String path, String token, String header, byte[] body)
      throws IOException {
    Socket socket = connect();
    socket.setSoTimeout(20_000);
    OutputStream out = socket.getOutputStream();
    out.write(
        head(method, path, ELSEWHERE, token, header + "Connection: close\r\n").getBytes(US_ASCII));
    out.write(body);
    return new String(socket.getInputStream().readAllBytes(), US_ASCII);
  }

  private static String head(
      String method, String path, String client, String token, String header) {
    return method
        + " "
        + path
        + " HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: "
        + client
        + "\r\nAuthorization: Bearer "
        + token
        + "\r\n"
        + header
        + "\r\n";
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket();
    synchronized (sockets) {
      sockets.add(socket);
    }
    socket.bind(new InetSocketAddress(InetAddress.getByName(BusyOrigin.PROXY), 0));
    socket.connect(
        new InetSocketAddress(InetAddress.getByName("127.0.0.1"), gateway.getPort()), 10_000);
    return socket;
  }
}
