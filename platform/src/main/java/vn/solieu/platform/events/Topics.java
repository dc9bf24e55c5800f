package vn.solieu.platform.events;

import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The topics that this service sends to, which it creates. */
@Singleton
class Topics {

  private final Map<String, Topic> owned = new LinkedHashMap<>();
  private final KafkaAccess kafka;

  Topics(
      @All List<Topic> declared,
      KafkaAccess kafka,
      @ConfigProperty(name = "solieu.service") String service) {
    this.kafka = kafka;
    add(Topic.PUBLIC_EVENTS);
    // What the consumers of this service could not read: the connector's dead-letter-queue.topic.
    add(new Topic("solieu." + service + ".dead-letter.v1", Topic.Cleanup.AFTER_90_DAYS, 1));
    declared.forEach(this::add);
  }

  private void add(Topic topic) {
    if (owned.putIfAbsent(topic.name(), topic) != null) {
      throw new IllegalStateException("Declared twice: " + topic.name());
    }
  }

  boolean owns(String name) {
    return owned.containsKey(name);
  }

  /** What the broker is asked to create; how often it keeps a record is its own setting. */
  List<NewTopic> toCreate() {
    return owned.values().stream()
        .map(
            topic ->
                new NewTopic(
                        kafka.onBroker(topic.name()),
                        Optional.of(topic.partitions()),
                        Optional.empty())
                    .configs(topic.cleanup().settings()))
        .toList();
  }
}
