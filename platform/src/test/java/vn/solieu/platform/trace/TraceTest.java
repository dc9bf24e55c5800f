package vn.solieu.platform.trace;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.solieu.platform.events.KafkaAccess;
import vn.solieu.platform.events.TopicContents;
import vn.solieu.testing.SharedTestEnvironment;
import vn.solieu.testing.UseTestEnvironment;

/** As the services are shipped: nothing is recorded here, and the caller's trace goes through. */
@QuarkusTest
@UseTestEnvironment
class TraceTest {

  private static final String CALLERS = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  @Inject KafkaAccess kafka;

  private final String id = "traced-" + UUID.randomUUID();

  @Test
  void theTraceOfTheCallerArrivesOnTheEvent() {
    RestAssured.given().header("traceparent", CALLERS).post("/v1/traced/" + id);

    var sent = awaitSent(id);
    assertEquals(CALLERS, TopicContents.header(sent, "ce_traceparent"));
    assertEquals(CALLERS, TopicContents.header(sent, "traceparent"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736",
        "<script>"
      })
  void whatIsNoTraceIsNotPassedOn(String given) {
    RestAssured.given().header("traceparent", given).post("/v1/traced/" + id);

    assertEquals("", TopicContents.header(awaitSent(id), "ce_traceparent"));
  }

  @Test
  void aTraceEndsWithItsRequest() {
    RestAssured.given().header("traceparent", CALLERS).post("/v1/traced/" + id);
    RestAssured.given().post("/v1/traced/" + id + "-later");

    assertEquals("", TopicContents.header(awaitSent(id + "-later"), "ce_traceparent"));
  }

  private ConsumerRecord<String, String> awaitSent(String key) {
    return await()
        .until(
            () ->
                TopicContents.of(
                        SharedTestEnvironment.announcement().bootstrapServers(),
                        kafka.onBroker(TracedResource.TOPIC))
                    .stream()
                    .filter(record -> key.equals(record.key()))
                    .toList(),
            found -> !found.isEmpty())
        .getFirst();
  }
}
