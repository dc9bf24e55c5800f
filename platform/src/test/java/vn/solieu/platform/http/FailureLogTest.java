package vn.solieu.platform.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.solieu.testing.InHouse;

@QuarkusTest
@InHouse
class FailureLogTest {

  private static final Logger LOGGER = Logger.getLogger(Failures.class.getName());

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
}
