package vn.solieu.indicator.observation;

import java.util.Optional;
import java.util.UUID;

/** Ids of vintages as they come from outside. */
final class Ids {

  private Ids() {}

  /** Empty for anything but the one spelling of a UUID. */
  static Optional<UUID> parse(String id) {
    try {
      return Optional.of(UUID.fromString(id)).filter(uuid -> uuid.toString().equals(id));
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }
}
