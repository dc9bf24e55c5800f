package vn.solieu.platform.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import vn.solieu.testing.UseTestEnvironment;

/** Switched on, the request and whoever takes its event stand in the trace of the caller. */
@QuarkusTest
@UseTestEnvironment
@TestProfile(RecordedTraceTest.Recording.class)
class RecordedTraceTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  public static final class Recording implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("quarkus.otel.sdk.disabled", "false", "quarkus.otel.traces.exporter", "none");
    }
  }

  /** In place of a collector. */
  @Singleton
  static final class Spans implements SpanProcessor {
    private final List<SpanData> ended = new CopyOnWriteArrayList<>();

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {}

    @Override
    public boolean isStartRequired() {
      return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
      ended.add(span.toSpanData());
    }

    @Override
    public boolean isEndRequired() {
      return true;
    }

    SpanData await(SpanKind kind) {
      return org.awaitility.Awaitility.await()
          .until(
              () ->
                  ended.stream()
                      .filter(span -> span.getTraceId().equals(TRACE) && span.getKind() == kind)
                      .toList(),
              found -> !found.isEmpty())
          .getFirst();
    }
  }

  @Inject Spans spans;

  @Test
  void theTakingOfAnEventFollowsTheRequestThatMadeIt() {
    RestAssured.given()
        .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
        .post("/v1/traced/recorded-" + UUID.randomUUID());

    SpanData request = spans.await(SpanKind.SERVER);
    SpanData taking = spans.await(SpanKind.CONSUMER);

    assertEquals("00f067aa0ba902b7", request.getParentSpanId());
    assertEquals(request.getSpanId(), taking.getParentSpanId());
  }
}
