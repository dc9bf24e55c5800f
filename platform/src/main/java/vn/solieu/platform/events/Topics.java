package vn.solieu.platform.events;

import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.NewTopic;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The topics that this service sends to, which it creates. */
@Singleton
class Topics {

  private static final Pattern HEARD = Pattern.compile("mp\\.messaging\\.incoming\\..+\\.topics");

  private final Map<String, Topic> owned = new LinkedHashMap<>();
  private final KafkaAccess kafka;
  private final String service;

  Topics(
      @All List<Topic> declared,
      KafkaAccess kafka,
      @ConfigProperty(name = "solieu.service") String service,
      Config config) {
    this.kafka = kafka;
    this.service = "solieu." + service + ".";
    add(Topic.PUBLIC_EVENTS);
    // What the consumers of this service could not read: the connector's dead-letter-queue.topic.
    add(new Topic(deadLetters(), Topic.Cleanup.AFTER_90_DAYS, 1));
    replays(config).forEach(replay -> add(new Topic(replay, Topic.Cleanup.AFTER_90_DAYS, 1)));
    declared.forEach(this::add);
  }

  /** Beside the topic that it is for, each channel names the one of its replays. */
  private Stream<String> replays(Config config) {
    return StreamSupport.stream(config.getPropertyNames().spliterator(), false)
        .filter(name -> HEARD.matcher(name).matches())
        .flatMap(name -> Stream.of(config.getValue(name, String[].class)))
        .map(kafka::declared)
        .filter(topic -> topic.startsWith(service + "replay."))
        .distinct()
        .sorted();
  }

  private void add(Topic topic) {
    if (owned.putIfAbsent(topic.name(), topic) != null) {
      throw new IllegalStateException("Declared twice: " + topic.name());
    }
  }

  boolean owns(String name) {
    return owned.containsKey(name);
  }

  /** Without the configured prefix. */
  String deadLetters() {
    return service + "dead-letter.v1";
  }

  /**
   * Where a record goes that is to be heard again.
   *
   * @param heard the name that the broker knows of the topic from which it came
   * @return such a name; nothing when this service does not hear that topic
   */
  Optional<String> replayOf(String heard) {
    String topic = kafka.declared(heard);
    String replay =
        topic.startsWith(service + "replay.")
            ? topic
            : service + "replay." + topic.replaceFirst("^solieu\\.", "");
    return owns(replay) ? Optional.of(kafka.onBroker(replay)) : Optional.empty();
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
