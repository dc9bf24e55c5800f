package vn.solieu.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Hears what services say on topics, from the beginning, without a group. */
final class Listener implements AutoCloseable {

  /** An event as a subscriber gets it. */
  record Heard(String topic, String id, String type, String key, String data) {
    static Heard of(ConsumerRecord<String, String> record) {
      return new Heard(
          record.topic(),
          header(record, "ce_id"),
          header(record, "ce_type"),
          String.valueOf(record.key()),
          String.valueOf(record.value()));
    }

    private static String header(ConsumerRecord<String, String> record, String name) {
      return Optional.ofNullable(record.headers().lastHeader(name))
          .map(Header::value)
          .map(value -> new String(value, UTF_8))
          .orElse("");
    }
  }

  private final KafkaConsumer<String, String> consumer;
  private final List<Heard> heard = new ArrayList<>();

  private Listener(KafkaConsumer<String, String> consumer, Stream<String> topics) {
    this.consumer = consumer;
    List<TopicPartition> partitions =
        topics
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  static Listener on(EndToEndEnvironment province, String topic) {
    return new Listener(consumer(province), Stream.of(topic));
  }

  /** On all topics, internal ones too. */
  static Listener onAll(EndToEndEnvironment province) {
    KafkaConsumer<String, String> consumer = consumer(province);
    return new Listener(
        consumer, consumer.listTopics().keySet().stream().filter(topic -> !topic.startsWith("__")));
  }

  private static KafkaConsumer<String, String> consumer(EndToEndEnvironment province) {
    return new KafkaConsumer<>(
        Map.of("bootstrap.servers", province.bootstrapServers(), "allow.auto.create.topics", false),
        new StringDeserializer(),
        new StringDeserializer());
  }

  /** All that has been said until now. */
  List<Heard> all() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      consumer.poll(Duration.ofMillis(100)).forEach(record -> heard.add(Heard.of(record)));
    }
    return List.copyOf(heard);
  }

  List<Heard> with(String text) {
    return all().stream()
        .filter(event -> event.key().contains(text) || event.data().contains(text))
        .toList();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
