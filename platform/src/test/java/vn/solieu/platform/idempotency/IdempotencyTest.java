package vn.solieu.platform.idempotency;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.solieu.platform.identity.UuidV7;
import vn.solieu.testing.UseTestEnvironment;

@QuarkusTest
@UseTestEnvironment
class IdempotencyTest {

  @Inject Idempotency idempotency;
  @Inject Rows rows;
  @Inject Hold hold;

  private String key;
  private long before;

  @BeforeEach
  void aNewKey() {
    key = UuidV7.next().toString();
    before = rows.count("provoked");
  }

  @Test
  void whatIsSentTwiceHappensOnceAndIsAnsweredAlike() {
    Response first = send("SO-CT", key, "a");
    Response second = send("SO-CT", key, "a");

    first.then().statusCode(201).header("Idempotency-Replayed", nullValue());
    second
        .then()
        .statusCode(201)
        .header("Idempotency-Replayed", "true")
        .header("Location", first.header("Location"))
        .body(equalTo(first.asString()));
    assertEquals(1, effects());
  }

  @Test
  void otherContentNeedsAnotherKey() {
    send("SO-CT", key, "a").then().statusCode(201);

    send("SO-CT", key, "b")
        .then()
        .statusCode(422)
        .body("type", equalTo("/problems/idempotency-key-reused"));
    assertEquals(1, effects());
  }

  @Test
  void theKeysOfOneAgencyAreNothingToAnother() {
    send("SO-CT", key, "a").then().statusCode(201);
    send("SO-YT", key, "b").then().statusCode(201);

    assertEquals(2, effects());
  }

  @Test
  void whatFailedLeavesNoKeyBehind() {
    send("SO-CT", key, "fail").then().statusCode(500);
    assertEquals(0, effects());
    assertEquals(0, keys());

    send("SO-CT", key, "a").then().statusCode(201).header("Idempotency-Replayed", nullValue());
    assertEquals(1, effects());
  }

  @Test
  void aSecondSendingDoesNotWaitForTheFirst() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Response> first = threads.submit(() -> send("SO-CT", key, "wait"));
      assertTrue(hold.reached.await(20, TimeUnit.SECONDS));

      send("SO-CT", key, "wait")
          .then()
          .statusCode(409)
          .header("Retry-After", "2")
          .body("type", equalTo("/problems/request-in-progress"));

      hold.release.countDown();
      first.get().then().statusCode(201);
      send("SO-CT", key, "wait").then().statusCode(201).header("Idempotency-Replayed", "true");
    }
    assertEquals(1, effects());
  }

  @Test
  void aKeyIsForgottenAfterSevenDays() {
    send("SO-CT", key, "a").then().statusCode(201);
    age("6 days 23 hours");
    send("SO-CT", key, "a").then().header("Idempotency-Replayed", "true");

    age("1 hour 1 minute");
    send("SO-CT", key, "b").then().statusCode(201).header("Idempotency-Replayed", nullValue());

    age("7 days 1 minute");
    idempotency.purge();
    assertEquals(0, keys());
  }

  @Test
  void anAnswerThatAVersionOfBeforeStoredStandsForItsResult() {
    send("SO-CT", key, "a").then().statusCode(201);
    rows.run(
        "UPDATE idempotency_key SET result = NULL, status = 201, location = '/x', body = 'stored'"
            + " WHERE key = '"
            + key
            + "'");

    send("SO-CT", key, "a")
        .then()
        .header("Idempotency-Replayed", "true")
        .body("id", equalTo("201 /x stored"));
    assertEquals(1, effects());

    age("7 days 1 minute");
    send("SO-CT", key, "b").then().statusCode(201).header("Idempotency-Replayed", nullValue());
    send("SO-CT", key, "b").then().statusCode(201).header("Idempotency-Replayed", "true");
    assertEquals(2, effects());
  }

  @Test
  void aWriteThatMustHaveAKeySaysSo() {
    given()
        .contentType("text/plain")
        .body("a")
        .post("/v1/once?agency=SO-CT")
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("Idempotency-Key:"))
        .body("errors[0].rule", equalTo("required"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "khóa"})
  void aKeyIsVisibleAscii(String bad) {
    send("SO-CT", bad, "a").then().statusCode(400).body("errors[0].rule", equalTo("syntax"));
    send("SO-CT", "x".repeat(129), "a").then().statusCode(400);
    assertEquals(0, effects());
  }

  private static Response send(String agency, String key, String body) {
    return given()
        .contentType("text/plain")
        .header("Idempotency-Key", key)
        .body(body)
        .post("/v1/once?agency=" + agency);
  }

  private long effects() {
    return rows.count("provoked") - before;
  }

  private long keys() {
    return rows.count("idempotency_key WHERE key = '" + key + "'");
  }

  private void age(String interval) {
    rows.run(
        "UPDATE idempotency_key SET created_at = created_at - interval '"
            + interval
            + "' WHERE key = '"
            + key
            + "'");
  }
}
