package vn.solieu.catalog.product;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Speaks on Kafka as the other services do. */
@Singleton
public class OtherServices {

  private final AtomicLong sequence = new AtomicLong();
  private final String prefix;
  private final KafkaProducer<String, byte[]> producer;

  @Inject
  OtherServices(
      @ConfigProperty(name = "solieu.topic.prefix") String prefix,
      @ConfigProperty(name = "kafka.bootstrap.servers") String servers) {
    this.prefix = prefix;
    createTopics(servers);
    producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                servers,
                // A topic that is missing is a mistake of the test: it should say so at once.
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                10_000),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /** Their owners create them; here nobody else does. */
  private void createTopics(String servers) {
    List<NewTopic> topics =
        Stream.of(
                "solieu.indicator.agency.v1",
                "solieu.calendar.release.v1",
                "solieu.calendar.publication.v1")
            .map(name -> new NewTopic(prefix + name, 1, (short) 1))
            .toList();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      admin.createTopics(topics).all().get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  void tellAgency(String id, long version, String nameVi) {
    send(
        "solieu.indicator.agency.v1",
        "vn.solieu.indicator.agency.changed.v1",
        id,
        version,
        """
        {"id": "%s", "version": %d, "nameVi": "%s", "kind": "department", "level": "province"}
        """
            .formatted(id, version, nameVi));
  }

  void tellRelease(String id, long version, String scheduledAt) {
    send(
        "solieu.calendar.release.v1",
        "vn.solieu.calendar.release.changed.v1",
        id,
        version,
        """
        {"id": "%s", "version": %d, "state": "confirmed", "scheduledAt": "%s"}
        """
            .formatted(id, version, scheduledAt));
  }

  /** Adds an entry to the publication log and returns its sequence. */
  long publish(String release, String publishedAt, String... contents) {
    long next = sequence.incrementAndGet();
    send(
        "solieu.calendar.publication.v1",
        "vn.solieu.calendar.publication.published.v1",
        release,
        next,
        """
        {"sequence": %d, "releaseId": "%s", "publishedAt": "%s", "recordedAt": "%s",
         "origin": "live", "late": false, "reconstructed": false, "contents": [%s]}
        """
            .formatted(next, release, publishedAt, publishedAt, String.join(",", contents)));
    return next;
  }

  static String edition(String id) {
    return "{\"type\": \"edition\", \"id\": \"%s\"}".formatted(id);
  }

  private void send(String topic, String type, String key, long version, String body) {
    ProducerRecord<String, byte[]> event =
        new ProducerRecord<>(prefix + topic, key, body.getBytes(UTF_8));
    Map.of(
            "ce_specversion",
            "1.0",
            "ce_id",
            UUID.randomUUID().toString(),
            "ce_source",
            "/solieu/test",
            "ce_type",
            type,
            "ce_subject",
            key,
            "ce_time",
            "2026-11-06T02:00:00Z",
            "ce_subjectversion",
            String.valueOf(version),
            "content-type",
            "application/json")
        .forEach((name, value) -> event.headers().add(name, value.getBytes(UTF_8)));
    producer.send(event);
    producer.flush();
  }

  @PreDestroy
  void close() {
    producer.close();
  }
}
