package vn.solieu.calendar.agency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Tells the calendar of agencies as the indicator service does: on Kafka. */
public final class KnownAgencies {

  private KnownAgencies() {}

  /** Tells of a statistics office. */
  public static void tell(AgencyService agencies, String id) {
    tell(agencies, id, "statistics-office");
  }

  static void tell(AgencyService agencies, String id, String kind) {
    if (agencies.isKnown(id)) {
      return;
    }
    send(
        id,
        1,
        "{\"id\":\"%s\",\"version\":1,\"nameVi\":\"Thống kê tỉnh\",\"kind\":\"%s\"}"
            .formatted(id, kind));
    await().until(() -> agencies.isKnown(id));
  }

  static void send(String key, long version, String body) {
    Config config = ConfigProvider.getConfig();
    String topic = config.getValue("mp.messaging.incoming.agencies.topics", String[].class)[0];
    Map<String, Object> broker =
        Map.of("bootstrap.servers", config.getValue("kafka.bootstrap.servers", String.class));
    create(topic, broker);
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(broker, new StringSerializer(), new ByteArraySerializer())) {
      ProducerRecord<String, byte[]> record =
          new ProducerRecord<>(topic, key, body.getBytes(UTF_8));
      Map.of(
              "ce_specversion",
              "1.0",
              "ce_id",
              UUID.randomUUID().toString(),
              "ce_source",
              "/solieu/indicator",
              "ce_type",
              "vn.solieu.indicator.agency.changed.v1",
              "ce_subject",
              key,
              "ce_subjectversion",
              Long.toString(version))
          .forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
      producer.send(record);
    }
  }

  private static void create(String topic, Map<String, Object> broker) {
    try (Admin admin = Admin.create(broker)) {
      admin
          .createTopics(List.of(new NewTopic(topic, Optional.of(1), Optional.empty())))
          .all()
          .toCompletionStage()
          .toCompletableFuture()
          .join();
    } catch (java.util.concurrent.CompletionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }
}
