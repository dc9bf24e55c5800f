package vn.solieu.platform.security;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * By what one service knows another, where the token of the person is not enough: what only the
 * asking service can know must not be said by whoever holds the same role. The gateway lets the
 * header through from nobody.
 */
@ApplicationScoped
public class ServiceKey {

  public static final String HEADER = "Solieu-Service-Key";

  private final String key;

  ServiceKey(@ConfigProperty(name = "solieu.service-key") String key) {
    this.key = key;
  }

  /** What the header of a question to another service holds. */
  public String value() {
    return key;
  }

  /** Takes equally long wherever the two differ. */
  public boolean matches(@Nullable String sent) {
    return sent != null && MessageDigest.isEqual(bytes(key), bytes(sent));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
