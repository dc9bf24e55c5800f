package vn.solieu.indicator.submission;

import org.jspecify.annotations.Nullable;
import vn.solieu.indicator.observation.Reason;
import vn.solieu.platform.problem.Language;

/**
 * What a push says beside its body.
 *
 * @param key the idempotency key; null for a dry run
 * @param reason null: first, or scheduled for what was accepted before
 * @param notice what readers are told with a correction or a change of method; not blank
 * @param noticeEn the same in English; none without the Vietnamese one
 * @param language of the answer's title
 * @param requestId for the answer
 */
record Push(
    BodyFormat format,
    @Nullable String key,
    @Nullable Reason reason,
    @Nullable String notice,
    @Nullable String noticeEn,
    Language language,
    String requestId) {

  static final String CSV = "text/csv";

  /** Whether readers have to be told why all figures change, and are not. */
  boolean lacksNotice() {
    return notice == null && (reason == Reason.CORRECTION || reason == Reason.METHOD);
  }

  /** In which syntax the rows come. */
  enum BodyFormat {
    CSV(Push.CSV),
    JSON("application/json");

    private final String mediaType;

    BodyFormat(String mediaType) {
      this.mediaType = mediaType;
    }

    String mediaType() {
      return mediaType;
    }
  }
}
