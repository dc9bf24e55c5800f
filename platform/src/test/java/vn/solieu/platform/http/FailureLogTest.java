package vn.solieu.platform.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.solieu.testing.UseTestEnvironment;

@QuarkusTest
@UseTestEnvironment
class FailureLogTest {

  private static final Logger LOGGER = Logger.getLogger(ExceptionClassifier.class.getName());

  @TestHTTPResource URI service;

  private final List<ExtLogRecord> logged = new CopyOnWriteArrayList<>();

  private final Handler listening =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          ExtLogRecord known = ExtLogRecord.wrap(line);
          known.copyMdc();
          logged.add(known);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    LOGGER.addHandler(listening);
  }

  @AfterEach
  void stopListening() {
    LOGGER.removeHandler(listening);
    LOGGER.setLevel(null);
  }

  @Test
  void aFailureIsLoggedUnderItsRequestAndWithoutTheRowThatItWasAbout() {
    RestAssured.given()
        .header("X-Request-Id", "portal-7")
        .get("/v1/provocations/constraint/figure")
        .then()
        .statusCode(500);

    assertEquals(1, logged.size());
    assertEquals("portal-7", logged.getFirst().getMdc(RequestId.MDC_KEY));
    StringWriter told = new StringWriter();
    logged.getFirst().getThrown().printStackTrace(new PrintWriter(told));
    assertTrue(told.toString().contains("provoked_figure"), told.toString());
    assertFalse(told.toString().contains("98765.4321"), told.toString());
  }

  @Test
  void aReaderWhoLeavesIsNoErrorOfOurs() throws IOException {
    LOGGER.setLevel(Level.ALL);
    for (int i = 0; i < 20; i++) {
      try (Socket reader = new Socket(service.getHost(), service.getPort())) {
        reader
            .getOutputStream()
            .write("GET /v1/provocations/pieces HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII));
        reader.getInputStream().readNBytes(100_000 * (i % 3) + 1);
      }
    }

    await().until(() -> logged.size() >= 20);

    for (ExtLogRecord line : logged) {
      assertEquals("DEBUG", line.getLevel().getName());
      assertNull(line.getThrown());
    }
  }

  @Test
  void anAnswerThatFailsInTheMiddleIsAnError() throws IOException {
    try (Socket reader = new Socket(service.getHost(), service.getPort())) {
      reader
          .getOutputStream()
          .write("GET /v1/provocations/half HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII));
      await().until(() -> logged.size() == 1);
    }

    assertEquals("ERROR", logged.getFirst().getLevel().getName());
    assertNotNull(logged.getFirst().getThrown());
  }
}
