package vn.solieu.calendar;

import static java.nio.charset.StandardCharsets.UTF_8;

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

/** Speaks on Kafka as the other services do. */
public final class OtherServices {

  private OtherServices() {}

  /** Sends an event to the first of the topics that a channel hears. */
  public static void send(String channel, String type, String key, long version, String body) {
    Config config = ConfigProvider.getConfig();
    String topic =
        config.getValue("mp.messaging.incoming." + channel + ".topics", String[].class)[0];
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
              "/solieu/test",
              "ce_type",
              type,
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
