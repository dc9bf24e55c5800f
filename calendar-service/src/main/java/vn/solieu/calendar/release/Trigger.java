package vn.solieu.calendar.release;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What makes a release public. */
@Schema(name = "ReleaseTrigger")
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
