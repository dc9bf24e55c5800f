package vn.solieu.platform.startup;

import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import vn.solieu.testing.UseTestEnvironment;

@QuarkusTest
@UseTestEnvironment
class CarrierReadinessTest {

  private static final Duration SOON = Duration.ofSeconds(30);

  @Test
  void aCopyWhoseCarriersAreAllTakenIsNotReadyUntilOneIsFree() {
    await().atMost(SOON).until(() -> readiness().startsWith("200 UP"));
    AtomicBoolean released = new AtomicBoolean();
    int carriers =
        Integer.getInteger(
            "jdk.virtualThreadScheduler.parallelism", Runtime.getRuntime().availableProcessors());
    for (int i = 0; i < carriers; i++) {
      Thread.startVirtualThread(
          () -> {
            while (!released.get()) {
              Thread.onSpinWait();
            }
          });
    }
    try {
      await().atMost(SOON).until(() -> readiness().startsWith("503 DOWN"));
    } finally {
      released.set(true);
    }

    await().atMost(SOON).until(() -> readiness().startsWith("200 UP"));
  }

  private static String readiness() {
    var answer = RestAssured.get("/q/health/ready");
    return answer.statusCode()
        + " "
        + answer.jsonPath().getString("checks.find { it.name == 'virtual threads' }.status");
  }
}
