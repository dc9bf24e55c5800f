package vn.solieu.platform.publication;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/** By which two accounts of one publication are compared. */
final class PublicationDigest {

  private PublicationDigest() {}

  /**
   * SHA-256 over what an entry may never change. A member that is added to {@link Publication}
   * later is no part of it: the digests of what was applied before are stored.
   */
  static String of(Publication publication) {
    MessageDigest digest = sha256();
    add(digest, Long.toString(publication.sequence()));
    add(digest, publication.releaseId());
    add(digest, publication.publishedAt().toInstant().truncatedTo(ChronoUnit.MICROS).toString());
    add(digest, publication.recordedAt().toInstant().truncatedTo(ChronoUnit.MICROS).toString());
    add(digest, publication.origin());
    add(digest, Boolean.toString(publication.late()));
    add(digest, Boolean.toString(publication.reconstructed()));
    add(digest, publication.notice() == null ? "" : publication.notice());
    for (ContentReference content : publication.contents()) {
      add(digest, content.type());
      add(digest, content.id());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** With its length, so that no text can run into the next. */
  private static void add(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
