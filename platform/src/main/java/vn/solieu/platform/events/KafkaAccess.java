package vn.solieu.platform.events;

import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How the service reaches its broker: the {@code kafka.*} settings, and the names of the topics.
 */
@Singleton
public class KafkaAccess {

  private final Map<String, Object> connection;
  private final String prefix;

  public KafkaAccess(
      @Identifier("default-kafka-broker") Map<String, Object> connection,
      @ConfigProperty(name = "solieu.topic.prefix") Optional<String> prefix) {
    this.connection = connection;
    this.prefix = prefix.orElse("");
  }

  /** The settings that a client of Kafka knows, to add its own to. */
  public Map<String, Object> settings(Set<String> known) {
    Map<String, Object> settings = new HashMap<>(connection);
    settings.keySet().retainAll(known);
    return settings;
  }

  /** The name that the broker knows. */
  public String onBroker(String topic) {
    return prefix + topic;
  }

  /** The name that was declared for one that the broker knows. */
  String declared(String onBroker) {
    return onBroker.startsWith(prefix) ? onBroker.substring(prefix.length()) : onBroker;
  }
}
