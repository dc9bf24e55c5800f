package vn.solieu.platform.publication;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.background.BackgroundLoop;
import vn.solieu.platform.events.KafkaAccess;

/**
 * The topic of the publication log, whose records make a follower read the log at once. Every copy
 * reads it by itself, without a group and from now on: earlier publications are in the log, which
 * the follower reads at the start.
 */
final class PublicationTopic {

  @FunctionalInterface
  interface Listener {
    void heard(ConsumerRecord<byte[], byte[]> record) throws InterruptedException;
  }

  private static final Logger LOG = Logger.getLogger(PublicationTopic.class);

  private static final Duration LONGEST_POLL = Duration.ofSeconds(1);

  private final KafkaAccess kafka;
  private final Listener listener;
  private final BackgroundLoop loop = new BackgroundLoop("publication-topic", this::read);
  private volatile @Nullable Consumer<byte[], byte[]> polling;
  private boolean away;

  PublicationTopic(KafkaAccess kafka, Listener listener) {
    this.kafka = kafka;
    this.listener = listener;
  }

  void start() {
    loop.start();
  }

  void stop(Duration toFinish) throws InterruptedException {
    loop.end();
    Consumer<byte[], byte[]> waiting = polling;
    if (waiting != null) {
      // Else each stop of a service would wait for the end of a poll.
      waiting.wakeup();
    }
    loop.stop(toFinish);
  }

  private void read() throws InterruptedException {
    try (Consumer<byte[], byte[]> consumer = consumer()) {
      polling = consumer;
      listen(consumer);
    } catch (WakeupException stopped) {
      LOG.debug("Stopped while waiting for the publication topic");
    } catch (RuntimeException e) {
      if (!away && loop.isRunning()) {
        LOG.warn("The publication topic cannot be read; the calendar is asked instead", e);
      }
      away = true;
      loop.pause(LONGEST_POLL);
    }
  }

  private void listen(Consumer<byte[], byte[]> consumer) throws InterruptedException {
    var partition = new TopicPartition(kafka.onBroker(Publication.TOPIC), 0);
    consumer.assign(List.of(partition));
    consumer.seekToEnd(List.of(partition));
    while (loop.isRunning()) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(LONGEST_POLL)) {
        away = false;
        listener.heard(record);
      }
    }
  }

  private Consumer<byte[], byte[]> consumer() {
    Map<String, Object> settings = kafka.settings(ConsumerConfig.configNames());
    settings.keySet().remove(ConsumerConfig.GROUP_ID_CONFIG);
    settings.putAll(
        Map.of(
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            // The calendar creates its topic as it has to be.
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            false,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "latest",
            // Until then, and after an outage, look again soon.
            ConsumerConfig.METADATA_MAX_AGE_CONFIG,
            5_000));
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
