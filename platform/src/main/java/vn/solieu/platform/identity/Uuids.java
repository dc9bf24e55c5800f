package vn.solieu.platform.identity;

import java.util.Optional;
import java.util.UUID;

/** UUIDs that come from outside as text. */
public final class Uuids {

  private Uuids() {}

  /**
   * Empty for anything but the one spelling of a UUID (RFC 9562 §4), in lower case: with two, one
   * thing would have two addresses.
   */
  public static Optional<UUID> parse(String text) {
    try {
      UUID id = UUID.fromString(text);
      return id.toString().equals(text) ? Optional.of(id) : Optional.empty();
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }
}
