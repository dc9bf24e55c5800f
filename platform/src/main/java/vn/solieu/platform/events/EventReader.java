package vn.solieu.platform.events;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads events off Kafka into the record that a consumer declares. Members that it does not declare
 * are passed over; a primitive member that is missing makes the event unreadable, so what was added
 * later is declared as nullable.
 */
@ApplicationScoped
public class EventReader {

  private final ObjectReader json;
  private final MeterRegistry metrics;

  EventReader(ObjectMapper json, MeterRegistry metrics) {
    this.json =
        json.reader()
            .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .with(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    this.metrics = metrics;
  }

  /**
   * The type of an event, for a topic that carries several.
   *
   * @throws UnreadableEvent when the record is not one of our events
   */
  public String typeOf(ConsumerRecord<?, byte[]> record) {
    try {
      return header(record, CloudEventHeaders.TYPE);
    } catch (UnreadableEvent e) {
      throw counted(record, e);
    }
  }

  /**
   * The version of the event's subject, for passing over what is known without reading it.
   *
   * @throws UnreadableEvent when the record is not one of our events
   */
  public long subjectVersionOf(ConsumerRecord<?, byte[]> record) {
    try {
      return subjectVersion(record);
    } catch (UnreadableEvent e) {
      throw counted(record, e);
    }
  }

  /** The trace in which the event came about; null where none is told. */
  public @Nullable String traceParentOf(ConsumerRecord<?, byte[]> record) {
    return CloudEventHeaders.find(record.headers(), CloudEventHeaders.TRACE_PARENT).orElse(null);
  }

  /**
   * Reads headers and body.
   *
   * @throws UnreadableEvent when a header is missing or the body does not fit; counted as {@code
   *     solieu.events.unreadable}
   */
  public <T> Received<T> read(ConsumerRecord<?, byte[]> record, Class<T> dataType) {
    try {
      return new Received<>(
          UUID.fromString(header(record, CloudEventHeaders.ID)),
          header(record, CloudEventHeaders.TYPE),
          header(record, CloudEventHeaders.SUBJECT),
          subjectVersion(record),
          data(record, dataType));
    } catch (IllegalArgumentException | IOException e) {
      throw counted(record, new UnreadableEvent("Unreadable event at " + place(record), e));
    } catch (UnreadableEvent e) {
      throw counted(record, e);
    }
  }

  private <T> T data(ConsumerRecord<?, byte[]> record, Class<T> dataType) throws IOException {
    T data = record.value() == null ? null : json.readValue(record.value(), dataType);
    if (data == null) {
      throw new UnreadableEvent("Event without a body at " + place(record));
    }
    return data;
  }

  private static String header(ConsumerRecord<?, ?> record, String name) {
    return CloudEventHeaders.find(record.headers(), name)
        .orElseThrow(() -> new UnreadableEvent("No " + name + " at " + place(record)));
  }

  private static long subjectVersion(ConsumerRecord<?, ?> record) {
    try {
      return Long.parseLong(header(record, CloudEventHeaders.SUBJECT_VERSION));
    } catch (NumberFormatException e) {
      throw new UnreadableEvent("No version of the subject at " + place(record), e);
    }
  }

  private UnreadableEvent counted(ConsumerRecord<?, ?> record, UnreadableEvent e) {
    metrics.counter("solieu.events.unreadable", "topic", record.topic()).increment();
    return e;
  }

  private static String place(ConsumerRecord<?, ?> record) {
    return record.topic() + "-" + record.partition() + "@" + record.offset();
  }
}
