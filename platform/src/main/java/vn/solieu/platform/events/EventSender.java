package vn.solieu.platform.events;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.time.Instants;

/** Sends rows to the broker and waits for its acknowledgement. For one thread. */
final class EventSender implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(EventSender.class);

  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(1);

  private final KafkaAccess access;
  private final Topics topics;
  private @Nullable Producer<String, String> producer;
  private boolean topicsAreThere;

  EventSender(KafkaAccess access, Topics topics) {
    this.access = access;
    this.topics = topics;
  }

  /**
   * Creates the topics and the producer, unless both are there.
   *
   * @throws KafkaException when the broker cannot be reached
   */
  void connect() {
    producer();
  }

  /**
   * Sends every row and waits. Rows of one key may not be together in one call: only what has been
   * acknowledged may be followed by the next of its key.
   *
   * @return what was not acknowledged by every topic that it belongs to, and why
   * @throws KafkaException when the broker cannot be reached
   */
  Map<OutboxRow, KafkaException> send(List<OutboxRow> rows) {
    Producer<String, String> kafka = producer();
    Set<String> unreachable = new HashSet<>();
    Map<OutboxRow, List<Future<RecordMetadata>>> sent = new LinkedHashMap<>();
    Map<OutboxRow, KafkaException> failed = new LinkedHashMap<>();
    for (OutboxRow row : rows) {
      List<Future<RecordMetadata>> acknowledgements = new ArrayList<>();
      for (String topic : topicsOf(row)) {
        if (unreachable.contains(topic)) {
          // Asking again would block again, once for each row.
          failed.put(row, new TimeoutException("No leader for " + topic));
          continue;
        }
        Future<RecordMetadata> acknowledgement = kafka.send(record(row, topic));
        if (failedAtOnce(acknowledgement) instanceof TimeoutException) {
          unreachable.add(topic);
        }
        acknowledgements.add(acknowledgement);
      }
      sent.put(row, acknowledgements);
    }
    sent.forEach(
        (row, acknowledgements) ->
            acknowledgements.forEach(
                acknowledgement -> {
                  KafkaException failure = failure(acknowledgement);
                  if (failure != null) {
                    failed.put(row, failure);
                  }
                }));
    // A broker that lost its data has lost the topics as well.
    topicsAreThere = failed.size() < rows.size();
    return failed;
  }

  private List<String> topicsOf(OutboxRow row) {
    String own = access.onBroker(row.topic());
    return row.isPublic()
        ? List.of(own, access.onBroker(Topic.PUBLIC_EVENTS.name()))
        : List.of(own);
  }

  private static ProducerRecord<String, String> record(OutboxRow row, String topic) {
    var record = new ProducerRecord<>(topic, row.key(), row.payload());
    var headers = record.headers();
    CloudEventHeaders.put(headers, CloudEventHeaders.SPEC_VERSION, "1.0");
    CloudEventHeaders.put(headers, CloudEventHeaders.ID, row.eventId().toString());
    CloudEventHeaders.put(headers, CloudEventHeaders.SOURCE, row.source());
    CloudEventHeaders.put(headers, CloudEventHeaders.TYPE, row.type());
    CloudEventHeaders.put(headers, CloudEventHeaders.SUBJECT, row.key());
    CloudEventHeaders.put(headers, CloudEventHeaders.TIME, Instants.format(row.appendedAt()));
    CloudEventHeaders.put(
        headers, CloudEventHeaders.DATA_SCHEMA, "urn:solieu:schema:" + row.type());
    CloudEventHeaders.put(
        headers, CloudEventHeaders.SUBJECT_VERSION, Long.toString(row.subjectVersion()));
    CloudEventHeaders.put(headers, CloudEventHeaders.CONTENT_TYPE, "application/json");
    if (row.traceParent() != null) {
      CloudEventHeaders.put(headers, CloudEventHeaders.TRACE_PARENT, row.traceParent());
      CloudEventHeaders.put(headers, CloudEventHeaders.HOP, row.traceParent());
    }
    return record;
  }

  private static @Nullable KafkaException failedAtOnce(Future<RecordMetadata> acknowledgement) {
    return acknowledgement.isDone() ? failure(acknowledgement) : null;
  }

  private static @Nullable KafkaException failure(Future<?> acknowledgement) {
    try {
      acknowledgement.get();
      return null;
    } catch (ExecutionException e) {
      return e.getCause() instanceof KafkaException cause
          ? cause
          : new KafkaException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new KafkaException("Interrupted before the acknowledgement", e);
    }
  }

  /** Starts anew at the next send: a producer may have failed for good. */
  void restart() {
    close();
  }

  @Override
  public void close() {
    if (producer != null) {
      producer.close(LONGEST_CLOSE);
      producer = null;
    }
  }

  private Producer<String, String> producer() {
    if (!topicsAreThere) {
      createTopics();
      topicsAreThere = true;
    }
    if (producer == null) {
      Map<String, Object> settings = access.settings(ProducerConfig.configNames());
      settings.putAll(
          Map.of(
              ProducerConfig.ACKS_CONFIG, "all",
              ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true,
              // The relay waits for each batch: lingering would only delay it.
              ProducerConfig.LINGER_MS_CONFIG, 0,
              // An absent broker must neither hold up the shutdown nor hide for long.
              ProducerConfig.MAX_BLOCK_MS_CONFIG, 3_000,
              ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000,
              ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000));
      producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }
    return producer;
  }

  private void createTopics() {
    Map<String, Object> settings = access.settings(AdminClientConfig.configNames());
    settings.putAll(
        Map.of(
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000));
    try (Admin admin = Admin.create(settings)) {
      for (KafkaFuture<Void> creation : admin.createTopics(topics.toCreate()).values().values()) {
        KafkaException failure = failure(creation);
        if (failure instanceof AuthorizationException) {
          LOG.warn("Topics may not be created by this service: they have to be there", failure);
        } else if (failure != null && !(failure instanceof TopicExistsException)) {
          throw failure;
        }
      }
    }
  }
}
