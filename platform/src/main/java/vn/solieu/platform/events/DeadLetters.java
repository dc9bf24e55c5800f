package vn.solieu.platform.events;

import static java.util.Objects.requireNonNull;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.logging.Logger;

/**
 * Gives what could not be read to this service's consumers again, once it is mended. Not through
 * the topic from which it came: that one has other readers, and an old snapshot behind a newer one
 * would be the one that compaction keeps. Each topic that is heard has another for this ({@link
 * Topics#replayOf}), which its channel hears as well.
 *
 * <p>Each dead letter is moved once; what still cannot be read comes back as a new one. A crash in
 * between moves some twice, which the consumers bear as they bear any second delivery. It comes
 * behind later events of its key, so an effect goes by the version of its subject.
 */
@ApplicationScoped
public class DeadLetters {

  private static final Logger LOG = Logger.getLogger(DeadLetters.class);

  private static final String TOPIC = "dead-letter-topic";
  private static final String ADDED = "dead-letter-";

  /** What is left then is for the next call. */
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final KafkaAccess kafka;
  private final Topics topics;

  DeadLetters(KafkaAccess kafka, Topics topics) {
    this.kafka = kafka;
    this.topics = topics;
  }

  /**
   * What a replay came to.
   *
   * @param replayed given to the consumers again
   * @param unheard of topics that no consumer of this service hears any more: they stay where they
   *     are, and are not looked at again
   * @param left for another call
   */
  public record Outcome(long replayed, long unheard, long left) {}

  /**
   * Moves what is there now.
   *
   * @throws KafkaException when the broker cannot be reached
   */
  public Outcome replay() {
    TopicPartition letters = new TopicPartition(kafka.onBroker(topics.deadLetters()), 0);
    try (var consumer = consumer();
        var producer = producer()) {
      consumer.assign(List.of(letters));
      long end = requireNonNull(consumer.endOffsets(List.of(letters)).get(letters));
      long deadline = System.nanoTime() + LONGEST.toNanos();
      long replayed = 0;
      long unheard = 0;
      while (consumer.position(letters) < end && System.nanoTime() - deadline < 0) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> letter : consumer.poll(Duration.ofSeconds(1))) {
          if (letter.offset() < end) {
            Optional<ProducerRecord<byte[], byte[]>> again = again(letter);
            again.ifPresent(record -> sent.add(producer.send(record)));
            unheard += again.isPresent() ? 0 : 1;
          }
        }
        sent.forEach(DeadLetters::await);
        replayed += sent.size();
        long position = Math.min(end, consumer.position(letters));
        consumer.commitSync(Map.of(letters, new OffsetAndMetadata(position)));
      }
      return new Outcome(replayed, unheard, Math.max(0, end - consumer.position(letters)));
    }
  }

  private Optional<ProducerRecord<byte[], byte[]>> again(ConsumerRecord<byte[], byte[]> letter) {
    var from = letter.headers().lastHeader(TOPIC);
    Optional<String> replay =
        from == null
            ? Optional.empty()
            : topics.replayOf(new String(from.value(), StandardCharsets.UTF_8));
    if (replay.isEmpty()) {
      LOG.warnf("Nobody hears the topic of the dead letter %d any more", letter.offset());
      return Optional.empty();
    }
    var record = new ProducerRecord<>(replay.get(), letter.key(), letter.value());
    letter
        .headers()
        .forEach(
            header -> {
              if (!header.key().startsWith(ADDED)) {
                record.headers().add(header);
              }
            });
    return Optional.of(record);
  }

  private static void await(Future<RecordMetadata> acknowledgement) {
    try {
      acknowledgement.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("Interrupted before the acknowledgement", e);
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    Map<String, Object> settings = kafka.settings(ConsumerConfig.configNames());
    settings.putAll(
        Map.of(
            ConsumerConfig.GROUP_ID_CONFIG,
            kafka.onBroker(topics.deadLetters()),
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            false,
            ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            5_000));
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private Producer<byte[], byte[]> producer() {
    Map<String, Object> settings = kafka.settings(ProducerConfig.configNames());
    settings.putAll(
        Map.of(
            ProducerConfig.ACKS_CONFIG, "all",
            ProducerConfig.MAX_BLOCK_MS_CONFIG, 3_000,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000));
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
