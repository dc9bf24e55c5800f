package vn.solieu.calendar.release;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.publication.ContentReference;

/** That a content stands, or stood, in a release. */
@Entity
@Table(name = "release_content")
class ReleaseContent {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  Long position;

  String release;

  @Enumerated(EnumType.STRING)
  ContentType type;

  String content;

  @Column(name = "attached_at")
  Instant attachedAt;

  @Column(name = "attached_by")
  String attachedBy;

  @Column(name = "detached_at")
  @Nullable Instant detachedAt;

  @Column(name = "detached_by")
  @Nullable String detachedBy;

  /** Why its keeper did not open it with the release that listed it; it is free again then. */
  @Column(name = "refused_cause")
  @Nullable String refusedCause;

  /** The state in which its keeper took it back before the release was out. */
  @Column(name = "taken_back")
  @Nullable String takenBack;

  ContentReference reference() {
    return new ContentReference(type.word(), content);
  }
}
