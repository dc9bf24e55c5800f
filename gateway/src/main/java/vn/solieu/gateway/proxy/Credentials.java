package vn.solieu.gateway.proxy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whose token a request carries, as far as a service has confirmed it: the gateway verifies none.
 * Until then a token stands for itself alone, so that nobody takes from another by claiming to be
 * it; from then on for its subject, who has as many tokens as it asks the issuer for.
 */
@Singleton
final class Credentials {

  /** Longer than a token lives. */
  private static final Duration KEPT = Duration.ofHours(1);

  private static final int MOST = 20_000;

  /** By the digest of the token: a token itself is kept nowhere. */
  private final Cache<String, String> confirmed =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KEPT).build();

  /**
   * Empty without a token.
   *
   * @param authorization the header field
   */
  Optional<String> holder(@Nullable String authorization) {
    return Optional.ofNullable(authorization)
        .map(Credentials::digest)
        .map(digest -> Optional.ofNullable(confirmed.getIfPresent(digest)).orElse(digest));
  }

  /** Whose the token is; empty until a service has confirmed it. */
  Optional<String> confirmed(@Nullable String authorization) {
    return Optional.ofNullable(authorization)
        .flatMap(token -> Optional.ofNullable(confirmed.getIfPresent(digest(token))));
  }

  /** To be told when a service has answered as it does only to whom it knows. */
  void confirm(@Nullable String authorization) {
    if (authorization != null) {
      subject(authorization).ifPresent(name -> confirmed.put(digest(authorization), name));
    }
  }

  private static Optional<String> subject(String token) {
    String[] parts = token.split("\\.", -1);
    try {
      JsonObject claims =
          new JsonObject(
              new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
      return Optional.ofNullable(claims.getString("sub"));
    } catch (ArrayIndexOutOfBoundsException
        | IllegalArgumentException
        | ClassCastException
        | DecodeException unreadable) {
      return Optional.empty();
    }
  }

  private static String digest(String token) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
