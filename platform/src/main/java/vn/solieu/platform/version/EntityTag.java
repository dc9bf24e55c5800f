package vn.solieu.platform.version;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A strong entity tag (RFC 9110 §8.8.3).
 *
 * @param value what stands between the quotes
 */
public record EntityTag(String value) {

  private static final int LENGTH = 22; // 132 bits: no two states of the world share a tag

  /**
   * The tag of what is fully determined by these parts. Each part counts with its type and length,
   * so neither {@code (1, "2")} and {@code ("1", 2)} nor {@code ("a", "bc")} and {@code ("ab",
   * "c")} share a tag.
   *
   * @param typedParts values whose {@code toString} is their whole content (strings, numbers,
   *     instants, enums, records of such)
   */
  public static EntityTag of(Object... typedParts) {
    StringBuilder all = new StringBuilder(256);
    for (Object part : typedParts) {
      String text = part.toString();
      all.append(part.getClass().getSimpleName())
          .append(' ')
          .append(text.length())
          .append(' ')
          .append(text);
    }
    byte[] digest = sha256().digest(all.toString().getBytes(UTF_8));
    return new EntityTag(
        Base64.getUrlEncoder().withoutPadding().encodeToString(digest).substring(0, LENGTH));
  }

  /** As the {@code ETag} header carries it. */
  public String toHeader() {
    return '"' + value + '"';
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
