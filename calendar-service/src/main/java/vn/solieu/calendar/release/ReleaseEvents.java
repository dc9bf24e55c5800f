package vn.solieu.calendar.release;

import static java.util.Objects.requireNonNull;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.events.DomainEvent;
import vn.solieu.platform.events.Outbox;
import vn.solieu.platform.events.Topic;
import vn.solieu.platform.events.Visibility;
import vn.solieu.platform.time.Instants;

/** What others hear of releases. */
@ApplicationScoped
class ReleaseEvents {

  static final String RELEASE_CHANGED = "vn.solieu.calendar.release.changed.v1";
  static final String CONTENT_ATTACHED = "vn.solieu.calendar.content.attached.v1";
  static final String CONTENT_DETACHED = "vn.solieu.calendar.content.detached.v1";
  private static final String RELEASES = "solieu.calendar.release.v1";
  private static final String CONTENTS = "solieu.calendar.content.v1";

  private final Outbox outbox;

  ReleaseEvents(Outbox outbox) {
    this.outbox = outbox;
  }

  @Produces
  @Singleton
  Topic releases() {
    return new Topic(RELEASES, Topic.Cleanup.COMPACT, 1);
  }

  @Produces
  @Singleton
  Topic contents() {
    return new Topic(CONTENTS, Topic.Cleanup.AFTER_90_DAYS, 1);
  }

  /** A snapshot for everyone; of what was never announced nobody hears. */
  void changed(Release release, ReleaseView.@Nullable Published published) {
    if (release.announcedAt != null) {
      outbox.append(
          new DomainEvent(
              RELEASE_CHANGED,
              RELEASES,
              release.id,
              release.version,
              Visibility.PUBLIC,
              ReleaseView.toPublic(release, published)));
    }
  }

  void attached(ReleaseContent content) {
    append(CONTENT_ATTACHED, content, 2 * content.position, content.attachedAt);
  }

  void detached(ReleaseContent content) {
    append(CONTENT_DETACHED, content, 2 * content.position + 1, requireNonNull(content.detachedAt));
  }

  /**
   * A content is attached and detached in turn, each time by a new row: its version rises by both.
   */
  private void append(String type, ReleaseContent content, long version, Instant at) {
    outbox.append(
        new DomainEvent(
            type,
            CONTENTS,
            content.content,
            version,
            Visibility.INTERNAL,
            new ContentEvent(
                content.type.word(), content.content, content.release, Instants.local(at))));
  }
}
