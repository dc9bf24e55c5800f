package vn.solieu.catalog.product;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import vn.solieu.platform.publication.ContentReference;
import vn.solieu.platform.publication.Publication;
import vn.solieu.platform.publication.PublicationOpener;
import vn.solieu.platform.sql.Sql;

/** Does what the other services do: speaks on Kafka, and publishes. */
@Singleton
public class OtherServices {

  private final String prefix;
  private final Sql sql;
  private final PublicationOpener opener;
  private final KafkaProducer<String, byte[]> producer;

  @Inject
  OtherServices(
      @ConfigProperty(name = "solieu.topic.prefix") String prefix,
      @ConfigProperty(name = "kafka.bootstrap.servers") String servers,
      Sql sql,
      PublicationOpener opener) {
    this.prefix = prefix;
    this.sql = sql;
    this.opener = opener;
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
        Stream.of("solieu.indicator.agency.v1", "solieu.calendar.release.v1")
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
        {"id": "%s", "version": %d, "nameVi": "%s", "kind": "%s", "level": "province"}
        """
            .formatted(
                id, version, nameVi, id.equals(Given.OFFICE) ? "statistics-office" : "department"));
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

  /** Adds an entry to the publication log, which opens it; returns its sequence. */
  long publish(String release, String publishedAt, ContentReference... contents) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              long sequence =
                  sql.first(
                          "update publication_position set last_applied = last_applied + 1"
                              + " returning last_applied",
                          row -> row.getLong(1))
                      .orElseThrow();
              OffsetDateTime instant = OffsetDateTime.parse(publishedAt);
              opener.open(
                  new Publication(
                      sequence,
                      release,
                      instant,
                      instant,
                      Publication.LIVE,
                      false,
                      false,
                      null,
                      null,
                      List.of(contents)));
              return sequence;
            });
  }

  static ContentReference edition(String id) {
    return new ContentReference(ContentReference.EDITION, id);
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
