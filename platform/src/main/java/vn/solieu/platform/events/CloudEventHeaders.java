package vn.solieu.platform.events;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import vn.solieu.platform.trace.TraceParent;

/**
 * Names of the record headers: CloudEvents 1.0, Kafka protocol binding, binary mode, with the
 * extension for distributed tracing and one of our own for the version of the subject.
 */
final class CloudEventHeaders {

  static final String SPEC_VERSION = "ce_specversion";
  static final String ID = "ce_id";
  static final String SOURCE = "ce_source";
  static final String TYPE = "ce_type";
  static final String SUBJECT = "ce_subject";
  static final String TIME = "ce_time";
  static final String DATA_SCHEMA = "ce_dataschema";
  static final String SUBJECT_VERSION = "ce_subjectversion";
  static final String CONTENT_TYPE = "content-type";

  /** Where the event came about; stays with the event wherever it is passed on to. */
  static final String TRACE_PARENT = "ce_traceparent";

  /** What clients of Kafka read and write that know of traces and not of events. */
  static final String HOP = TraceParent.HEADER;

  private CloudEventHeaders() {}

  static void put(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  static Optional<String> find(Headers headers, String name) {
    return Optional.ofNullable(headers.lastHeader(name))
        .map(Header::value)
        .map(value -> new String(value, StandardCharsets.UTF_8));
  }
}
