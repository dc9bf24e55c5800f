package vn.solieu.platform.publication;

import static java.util.Objects.requireNonNull;

import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the publication log: a release was published, and this is what it made public. The
 * instants are the calendar's; no reader compares them with a clock of its own.
 *
 * @param sequence place in the log, from 1, without gaps
 * @param publishedAt when the public saw it; in the past for an archive release
 * @param recordedAt when the calendar learned of it
 * @param origin {@code live} or {@code archive}
 * @param late it fell due while the calendar was away
 * @param reconstructed its instant follows from a rule, there is no record of it
 * @param notice shown with the figures, in Vietnamese
 * @param noticeEn the same in English
 */
public record Publication(
    long sequence,
    String releaseId,
    OffsetDateTime publishedAt,
    OffsetDateTime recordedAt,
    String origin,
    boolean late,
    boolean reconstructed,
    @Nullable String notice,
    @Nullable String noticeEn,
    List<ContentReference> contents) {

  public static final String LIVE = "live";
  public static final String ARCHIVE = "archive";

  /** Type of the event that carries an entry. */
  public static final String EVENT_TYPE = "vn.solieu.calendar.publication.published.v1";

  /** Topic of the log, without the configured prefix: one partition, kept for ever. */
  public static final String TOPIC = "solieu.calendar.publication.v1";

  public Publication {
    if (sequence < 1) {
      throw new IllegalArgumentException("A publication's sequence starts at 1");
    }
    requireNonNull(releaseId, "releaseId");
    requireNonNull(publishedAt, "publishedAt");
    requireNonNull(recordedAt, "recordedAt");
    if (!LIVE.equals(origin) && !ARCHIVE.equals(origin)) {
      throw new IllegalArgumentException("A publication's origin is live or archive");
    }
    contents = List.copyOf(requireNonNull(contents, "contents"));
  }
}
