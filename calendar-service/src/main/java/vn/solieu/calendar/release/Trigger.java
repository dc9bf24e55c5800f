package vn.solieu.calendar.release;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What makes a release public. */
public enum Trigger {
  /** Its instant. */
  @JsonProperty("clock")
  CLOCK,
  /**
   * Another publisher's act, seen by one person and confirmed by a second; its instant is the
   * earliest at which it may open.
   */
  @JsonProperty("external")
  EXTERNAL,
  /** Nothing: the entry of another publisher is only shown, an archive release lies in the past. */
  @JsonProperty("none")
  NONE
}
