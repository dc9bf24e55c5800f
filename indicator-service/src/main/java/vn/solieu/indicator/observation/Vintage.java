package vn.solieu.indicator.observation;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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
    long rows,
    OffsetDateTime recordedAt,
    @Nullable Long sequence) {

  public enum State {
    /** Pushed; the office has not decided. */
    HELD("chờ thẩm định"),
    /** Opens with the release that lists it. */
    ACCEPTED("đã chấp nhận"),
    RETURNED("đã trả lại"),
    WITHDRAWN("đã rút lại");

    private final String nameVi;

    State(String nameVi) {
      this.nameVi = nameVi;
    }

    String nameVi() {
      return nameVi;
    }
  }

  public boolean isOpen() {
    return sequence != null;
  }
}
