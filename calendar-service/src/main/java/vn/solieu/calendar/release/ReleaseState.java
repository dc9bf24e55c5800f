package vn.solieu.calendar.release;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Where a release stands in its life. {@code sealedAt}, {@code overdueAt} and {@code late} are
 * facts beside it.
 */
public enum ReleaseState {
  /** Being planned; the public does not see it. */
  @JsonProperty("draft")
  DRAFT,
  /** Announced; its date may still move. It never fires. */
  @JsonProperty("provisional")
  PROVISIONAL,
  /** Its instant binds. */
  @JsonProperty("confirmed")
  CONFIRMED,
  /** Moved to a later instant, which binds as the first one did. */
  @JsonProperty("postponed")
  POSTPONED,
  /** Its not-before instant is past and another's publication is awaited. */
  @JsonProperty("awaiting")
  AWAITING,
  @JsonProperty("published")
  PUBLISHED,
  @JsonProperty("cancelled")
  CANCELLED;

  /** Whether nothing can happen to it any more. */
  public boolean isOver() {
    return this == PUBLISHED || this == CANCELLED;
  }

  /** Whether the public was promised an instant. */
  public boolean isBinding() {
    return this == CONFIRMED || this == POSTPONED || this == AWAITING;
  }
}
