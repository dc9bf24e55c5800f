package vn.solieu.calendar.release;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import vn.solieu.platform.publication.Publication;
import vn.solieu.platform.security.Act;

/** Whether this calendar published it, or learned later that it had been published. */
@Schema(name = "ReleaseOrigin")
public enum Origin {
  @JsonProperty(Publication.LIVE)
  LIVE(Publication.LIVE),
  /** Not scheduled, not late, not counted in punctuality. */
  @JsonProperty(Publication.ARCHIVE)
  ARCHIVE(Publication.ARCHIVE);

  private final String word;

  Origin(String word) {
    this.word = word;
  }

  /** What planning such a release asks for. */
  Act planning() {
    return switch (this) {
      case LIVE -> Act.PLAN_RELEASE;
      case ARCHIVE -> Act.RECORD_ARCHIVE;
    };
  }

  /** By which a release is seen before the public sees it. */
  Act reading() {
    return switch (this) {
      case LIVE -> Act.READ_UNRELEASED;
      case ARCHIVE -> Act.READ_ARCHIVE;
    };
  }

  String word() {
    return word;
  }
}
