package vn.solieu.platform.events;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.TopicConfig;

/**
 * A Kafka topic that a service owns, declared as a CDI bean ({@code @Produces @Singleton Topic});
 * the relay creates it before it sends to it.
 *
 * @param name without the configured prefix
 * @param partitions fixed for ever: another number would move keys to other partitions
 */
public record Topic(String name, Cleanup cleanup, int partitions) {

  private static final Pattern NAME = Pattern.compile("solieu(\\.[a-z][a-z0-9-]*)+\\.v[1-9][0-9]*");

  /** Every public event of every service, in one partition: its offset is the public number. */
  public static final Topic PUBLIC_EVENTS = new Topic("solieu.public.v1", Cleanup.NEVER, 1);

  /** What the broker may forget. */
  public enum Cleanup {
    /** All but the newest event of each key: snapshots. */
    COMPACT(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT)),
    /** What is older than 90 days: processes. */
    AFTER_90_DAYS(
        Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.CLEANUP_POLICY_DELETE,
            TopicConfig.RETENTION_MS_CONFIG,
            String.valueOf(Duration.ofDays(90).toMillis()))),
    /** Nothing: logs that others count by. */
    NEVER(
        Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.CLEANUP_POLICY_DELETE,
            TopicConfig.RETENTION_MS_CONFIG,
            "-1",
            TopicConfig.RETENTION_BYTES_CONFIG,
            "-1"));

    private final Map<String, String> settings;

    Cleanup(Map<String, String> settings) {
      this.settings = settings;
    }

    Map<String, String> settings() {
      return settings;
    }
  }

  public Topic {
    requireName(name);
    requireNonNull(cleanup, "cleanup");
    if (partitions < 1) {
      throw new IllegalArgumentException("A topic has at least one partition: " + name);
    }
  }

  static void requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("Not a topic name: " + name);
    }
  }
}
