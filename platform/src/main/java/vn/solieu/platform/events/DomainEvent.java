package vn.solieu.platform.events;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/**
 * Something that became true, as other services receive it. It carries ids, states and times, never
 * a figure.
 *
 * @param type reverse DNS, {@code vn.solieu.<service>.<aggregate>.<fact>.v1}; its schema is {@code
 *     contracts/events/<type>.schema.json}
 * @param topic {@code solieu.<service>.<aggregate>.v1}, without the configured prefix
 * @param key id of the aggregate; events of one key arrive in the order in which they were appended
 * @param subjectVersion version of the aggregate after the fact, rising within a key
 * @param data the body, written as JSON when the event is appended
 */
public record DomainEvent(
    String type,
    String topic,
    String key,
    long subjectVersion,
    Visibility visibility,
    Object data) {

  private static final Pattern TYPE =
      Pattern.compile("vn\\.solieu(\\.[a-z][a-z0-9-]*){3,}\\.v[1-9][0-9]*");

  public DomainEvent {
    if (!TYPE.matcher(type).matches()) {
      throw new IllegalArgumentException("Not an event type: " + type);
    }
    Topic.requireName(topic);
    if (key.isBlank()) {
      throw new IllegalArgumentException("An event needs the id of its aggregate as its key");
    }
    requireNonNull(visibility, "visibility");
    requireNonNull(data, "data");
  }
}
