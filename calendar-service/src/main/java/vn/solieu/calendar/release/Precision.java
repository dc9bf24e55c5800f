package vn.solieu.calendar.release;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How exactly the instant of a release is known. */
@Schema(name = "ReleasePrecision")
public enum Precision {
  @JsonProperty("time")
  TIME,
  /** The day alone, in Asia/Ho_Chi_Minh; such a release cannot be confirmed yet. */
  @JsonProperty("day")
  DAY
}
