package vn.solieu.indicator.observation;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.problem.LocalizedText;

/**
 * The immutable figures of one submission.
 *
 * @param key the key in the store
 * @param agency id of the sender
 * @param form id of the form for which it was sent
 * @param notice what readers are told with a correction or a change of method
 * @param rows how many figures it has; a figure that was sent under two names counts once
 * @param sequence the publication that opened it; null as long as it is closed
 */
public record Vintage(
    int key,
    UUID id,
    UUID submission,
    String agency,
    String form,
    State state,
    @Nullable String notice,
    @Nullable String noticeEn,
    long rows,
    OffsetDateTime recordedAt,
    @Nullable Long sequence) {

  public enum State {
    /** Pushed; the office has not decided: its submission is received. */
    HELD("chờ thẩm định", "held (its submission is received)"),
    /** Opens with the release that lists it. */
    ACCEPTED("đã chấp nhận", "accepted"),
    RETURNED("đã trả lại", "returned"),
    WITHDRAWN("đã rút lại", "withdrawn");

    private final LocalizedText told;

    State(String vi, String en) {
      this.told = LocalizedText.of(vi, en);
    }

    /** As messages say it, with the word of the submission where that is another. */
    LocalizedText label() {
      return told;
    }
  }

  Vintage withRows(long count) {
    return new Vintage(
        key, id, submission, agency, form, state, notice, noticeEn, count, recordedAt, sequence);
  }

  public boolean isOpen() {
    return sequence != null;
  }
}
