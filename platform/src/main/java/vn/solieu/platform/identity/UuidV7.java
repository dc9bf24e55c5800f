package vn.solieu.platform.identity;

import java.util.UUID;
import org.hibernate.id.uuid.UuidVersion7Strategy;

/**
 * Identifiers that the server makes: UUID version 7 (RFC 9562 §5.7), which rise with time and so
 * keep indexes dense.
 */
public final class UuidV7 {

  private UuidV7() {}

  public static UUID next() {
    return UuidVersion7Strategy.INSTANCE.generateUuid(null);
  }
}
