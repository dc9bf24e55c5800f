package vn.solieu.indicator.submission;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.solieu.indicator.form.Reporting.CSV;
import static vn.solieu.indicator.form.Reporting.FARMING;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.solieu.embedded.Grant;
import vn.solieu.indicator.form.Reporting;
import vn.solieu.indicator.form.Reporting.Owed;
import vn.solieu.indicator.form.Reporting.RiceForm;
import vn.solieu.platform.sql.Sql;
import vn.solieu.testing.Tokens;
import vn.solieu.testing.UseTestEnvironment;

/** Bodies that are too large or stop half-way, keys that come twice, callers that may not. */
@QuarkusTest
@UseTestEnvironment
class PushFaultsTest {

  private static final int MEBIBYTE = 1024 * 1024;
  private static final Duration SOON = Duration.ofSeconds(30);

  @Inject Sql sql;
  @Inject SpoolLimits limits;

  @TestHTTPResource URI server;

  @BeforeEach
  void build() {
    Reporting.build();
  }

  @ParameterizedTest(name = "chunked: {0}")
  @ValueSource(booleans = {false, true})
  void aBodyOf200MegabytesIs413WithTheLimit(boolean chunked) throws IOException {
    Owed owed = new RiceForm().owed();
    byte[] piece = "x".repeat(MEBIBYTE).getBytes(StandardCharsets.US_ASCII);

    List<String> answer;
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          head(owed, chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + 200 * MEBIBYTE));
      for (int i = 0; i < 200; i++) {
        if (chunked) {
          out.write((Integer.toHexString(MEBIBYTE) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        }
        out.write(piece);
        if (chunked) {
          out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
      }
      if (chunked) {
        out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      }
      out.flush();
      answer = read(socket);
    }

    assertTrue(answer.getFirst().contains(" 413 "), answer::toString);
    assertTrue(answer.getLast().contains("\"maxBytes\":134217728"), answer::toString);
    assertNothingStored(owed);
  }

  @Test
  void aBodyThatStopsHalfWayLeavesNothing() throws IOException {
    Owed owed = new RiceForm().owed();

    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write(head(owed, "Content-Length: 100000"));
      out.write(owed.file().getBytes(StandardCharsets.UTF_8));
      out.flush();
      socket.shutdownOutput();
      socket.setSoTimeout((int) SOON.toMillis());
      // Until the service has noticed, and has closed its side.
      socket.getInputStream().readAllBytes();
    }

    assertNothingStored(owed);
    assertEquals(201, owed.push(owed.file()).statusCode(), "and the obligation is free");
  }

  @Test
  void theSameKeyAndBodyGiveTheSameAnswerAgain() {
    Owed owed = new RiceForm().owed();
    String key = key();

    Response first = owed.push(owed.file(), key);
    Response again = owed.push(owed.file(), key);

    first.then().statusCode(201);
    again.then().statusCode(201).header("Idempotency-Replayed", "true");
    assertEquals(first.asString(), again.asString());
    assertEquals(first.header("Location"), again.header("Location"));
    assertEquals(1, submissions(owed));
  }

  @Test
  void theSameKeyGivesARefusalAgainToo() {
    Owed owed = new RiceForm().owed();
    String key = key();
    String wrong = owed.file("many", "185,2", "101,0", "476,7");

    Response first = owed.push(wrong, key);
    Response again = owed.push(wrong, key);

    again
        .then()
        .statusCode(422)
        .contentType("application/problem+json")
        .header("Idempotency-Replayed", "true");
    assertEquals(first.asString(), again.asString());
    assertEquals(1, submissions(owed));
  }

  @Test
  void aRepeatIsAnsweredInTheLanguageOfTheFirst() {
    Owed owed = new RiceForm().owed();
    String key = key();
    String wrong = owed.file("many", "185,2", "101,0", "476,7");

    Response first = refused(owed, key, wrong, "en");
    Response again = refused(owed, key, wrong, "vi");

    first.then().statusCode(422).header("Content-Language", "en");
    again
        .then()
        .statusCode(422)
        .header("Content-Language", "en")
        .header("Vary", first.header("Vary"));
    assertEquals(first.asString(), again.asString());
  }

  private static Response refused(Owed owed, String key, String file, String language) {
    return Reporting.reporter()
        .contentType(CSV)
        .header("Idempotency-Key", key)
        .header("Accept-Language", language)
        .body(file.getBytes(StandardCharsets.UTF_8))
        .post("/v1/submissions?obligation=" + owed.obligation());
  }

  /** Each as a version stored it that knew, or did not know yet, in which language a problem is. */
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {"1,-", "many,-", "many,en"})
  void anAnswerThatAVersionOfBeforeStoredIsGivenAgain(String value, @Nullable String language) {
    Owed owed = new RiceForm().owed();
    String key = key();
    String file = owed.file(value, "1", "1", "3");
    Response first = owed.push(file, key);
    String stored = first.asString() + " ";
    sql.update(
        """
        update idempotency_key
        set result = null, status = ?, location = ?, body = ?, language = ? where key = ?
        """,
        first.statusCode(),
        first.header("Location"),
        stored,
        language,
        key);

    Response again = owed.push(file, key);

    again
        .then()
        .statusCode(first.statusCode())
        .contentType(first.contentType())
        .header("Location", first.header("Location"))
        .header("Content-Language", language)
        .header("Idempotency-Replayed", "true");
    assertEquals(stored, again.asString());
    assertEquals(1, submissions(owed));
  }

  @Test
  void theSameKeyWithAnotherBodyIs422() {
    Owed owed = new RiceForm().owed();
    String key = key();
    owed.push(owed.file(), key).then().statusCode(201);

    owed.push(owed.file("1", "1", "1", "3"), key)
        .then()
        .statusCode(422)
        .body("type", equalTo("/problems/idempotency-key-reused"));
    assertEquals(1, submissions(owed));
  }

  @Test
  void theSameKeyAtOnceIsTakenOnce() throws Exception {
    Owed owed = new RiceForm().owed();
    String key = key();

    List<Response> answers = atOnce(4, () -> owed.push(owed.file(), key));

    assertEquals(1, submissions(owed));
    for (Response answer : answers) {
      assertTrue(List.of(201, 409).contains(answer.statusCode()), answer::asString);
      if (answer.statusCode() == 409) {
        answer.then().body("type", equalTo("/problems/request-in-progress"));
        assertEquals("2", answer.header("Retry-After"));
      }
    }
    assertTrue(answers.stream().anyMatch(answer -> answer.statusCode() == 201));
  }

  @Test
  void twoPushesForOneObligationAtOnceAreNotBothReceived() throws Exception {
    Owed owed = new RiceForm().owed();

    List<Response> answers = atOnce(4, () -> owed.push(owed.file(), key()));

    assertEquals(1, answers.stream().filter(answer -> answer.statusCode() == 201).count());
    assertEquals(3, answers.stream().filter(answer -> answer.statusCode() == 409).count());
    assertEquals(1, submissions(owed));
  }

  static Stream<Arguments> badTokens() {
    return Stream.of(
        Arguments.of("expired", Tokens.expired("reporter", FARMING), 401),
        Arguments.of("unsigned", Tokens.unsigned("reporter", FARMING), 401),
        Arguments.of("of another issuer", Tokens.fromOtherIssuer("reporter", FARMING), 401),
        Arguments.of("for another system", Tokens.forOtherAudience("reporter", FARMING), 401),
        Arguments.of("of another key", Tokens.signedByOtherKey("reporter", FARMING), 401),
        Arguments.of("without the role", Tokens.of("appraiser", FARMING), 403),
        Arguments.of(
            "for another form",
            Tokens.withGrants("r", FARMING, Grant.of("reporter", FARMING).forForms("OTHER")),
            404),
        Arguments.of(
            "out of its time",
            Tokens.withGrants(
                "r", FARMING, Grant.of("reporter", FARMING).valid(null, LocalDate.of(2020, 1, 1))),
            403));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badTokens")
  void aTokenThatDoesNotAllowItIsRefused(String what, String token, int status) {
    Owed owed = new RiceForm().owed();

    Reporting.with(token)
        .contentType(CSV)
        .header("Idempotency-Key", key())
        .body(owed.file().getBytes(StandardCharsets.UTF_8))
        .post("/v1/submissions?obligation=" + owed.obligation())
        .then()
        .statusCode(status)
        .contentType("application/problem+json");

    assertNothingStored(owed);
  }

  private static <T> List<T> atOnce(int times, Callable<T> call) throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newFixedThreadPool(times)) {
      List<Future<T>> all = new ArrayList<>();
      for (int i = 0; i < times; i++) {
        all.add(
            threads.submit(
                () -> {
                  start.await();
                  return call.call();
                }));
      }
      start.countDown();
      List<T> answers = new ArrayList<>();
      for (Future<T> one : all) {
        answers.add(one.get());
      }
      return answers;
    }
  }

  private byte[] head(Owed owed, String length) {
    return """
    POST /v1/submissions?obligation=%s HTTP/1.1\r
    Host: localhost\r
    Authorization: Bearer %s\r
    Content-Type: text/csv\r
    Idempotency-Key: %s\r
    Connection: close\r
    %s\r
    \r
    """
        .formatted(owed.obligation(), Tokens.of("reporter", FARMING), key(), length)
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static List<String> read(Socket socket) throws IOException {
    return new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
        .lines()
        .toList();
  }

  private void assertNothingStored(Owed owed) {
    assertEquals(0, submissions(owed));
    assertEquals(List.of(), spooled());
    assertEquals("open", owed.state());
  }

  private List<Path> spooled() {
    try (Stream<Path> files = Files.list(limits.limits().directory())) {
      return files.toList();
    } catch (java.nio.file.NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private long submissions(Owed owed) {
    return sql.first(
            """
            select count(*) from submission s join obligation o on o.key = s.obligation
            where o.id = ?::uuid
            """,
            row -> row.getLong(1),
            owed.obligation())
        .orElseThrow();
  }

  private static String key() {
    return UUID.randomUUID().toString();
  }
}
