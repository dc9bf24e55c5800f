package vn.solieu.platform.events;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An event that waits to be sent. */
record OutboxRow(
    long position,
    UUID eventId,
    String type,
    String topic,
    String key,
    long subjectVersion,
    boolean isPublic,
    String payload,
    OffsetDateTime appendedAt,
    @Nullable String traceParent) {

  /** Events with the same one keep their order. */
  record OrderedKey(String topic, String key) {}

  OrderedKey orderedKey() {
    return new OrderedKey(topic, key);
  }

  /** The service as the type names it: {@code vn.solieu.<service>.…}. */
  String source() {
    return "/solieu/" + type.split("\\.", 4)[2];
  }
}
