package vn.solieu.platform.events;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.bounds.Bounds;
import vn.solieu.platform.sql.SqlFailure;

/**
 * Reads events off Kafka into the record that a consumer declares. Members that it does not declare
 * are passed over; a primitive member that is missing makes the event unreadable, so what was added
 * later is declared as nullable.
 */
@ApplicationScoped
public class EventReader {

  /** In characters. An id has 64 at most; the name of a type is the longest. */
  private static final int LONGEST_HEADER = 200;

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

  /** The trace in which the event came about; null where the record names none. */
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

  /**
   * Reads an event and lets it take effect. What a database will never keep, however often it is
   * given, is as unreadable as what is no JSON: it goes to the dead letters instead of holding up
   * all that follows. Whatever else fails is thrown as it is, to be tried again.
   *
   * @param effect in a transaction of its own
   * @throws UnreadableEvent as {@link #read}, or when the database refuses the data
   */
  public <T> void take(
      ConsumerRecord<?, byte[]> record, Class<T> dataType, Consumer<Received<T>> effect) {
    Received<T> event = read(record, dataType);
    try {
      effect.accept(event);
    } catch (RuntimeException e) {
      if (SqlFailure.isOfData(e)) {
        throw counted(
            record, new UnreadableEvent("Data that cannot be kept at " + place(record), e));
      }
      throw e;
    }
  }

  private <T> T data(ConsumerRecord<?, byte[]> record, Class<T> dataType) throws IOException {
    requireText(record);
    T data = record.value() == null ? null : json.readValue(record.value(), dataType);
    if (data == null) {
      throw new UnreadableEvent("Event without a body at " + place(record));
    }
    return data;
  }

  /** Texts are bounded as those of a body, by the mapper; what they consist of, here. */
  private void requireText(ConsumerRecord<?, byte[]> record) throws IOException {
    if (record.value() == null) {
      return;
    }
    try (JsonParser body = json.createParser(record.value())) {
      for (JsonToken token = body.nextToken(); token != null; token = body.nextToken()) {
        if ((token == JsonToken.VALUE_STRING || token == JsonToken.FIELD_NAME)
            && !Bounds.isText(body.getText())) {
          throw new UnreadableEvent("A character that cannot be kept at " + place(record));
        }
      }
    }
  }

  private static String header(ConsumerRecord<?, ?> record, String name) {
    String value =
        CloudEventHeaders.find(record.headers(), name)
            .orElseThrow(() -> new UnreadableEvent("No " + name + " at " + place(record)));
    if (value.isBlank() || value.length() > LONGEST_HEADER || !Bounds.isText(value)) {
      throw new UnreadableEvent("No valid " + name + " at " + place(record));
    }
    return value;
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
