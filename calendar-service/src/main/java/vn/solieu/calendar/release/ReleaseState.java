package vn.solieu.calendar.release;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Where a release stands in its life. {@code sealedAt}, {@code overdueAt} and {@code late} are
 * facts beside it.
 */
public enum ReleaseState {
  /** Being planned; the public does not see it. */
  @JsonProperty("draft")
  DRAFT("bản thảo"),
  /** Announced; its date may still move. It never fires. */
  @JsonProperty("provisional")
  PROVISIONAL("dự kiến"),
  /** Its instant binds. */
  @JsonProperty("confirmed")
  CONFIRMED("đã xác nhận"),
  /** Moved to a later instant, which binds as the first one did. */
  @JsonProperty("postponed")
  POSTPONED("đã hoãn"),
  /** Its not-before instant is past and another's publication is awaited. */
  @JsonProperty("awaiting")
  AWAITING("chờ nơi khác công bố"),
  @JsonProperty("published")
  PUBLISHED("đã công bố"),
  @JsonProperty("cancelled")
  CANCELLED("đã hủy");

  private final String nameVi;

  ReleaseState(String nameVi) {
    this.nameVi = nameVi;
  }

  /** As people are told of it. */
  String nameVi() {
    return nameVi;
  }

  /** Whether nothing can happen to it any more. */
  public boolean isOver() {
    return this == PUBLISHED || this == CANCELLED;
  }

  /** Whether the public was promised an instant. */
  public boolean isBinding() {
    return this == CONFIRMED || this == POSTPONED || this == AWAITING;
  }
}
