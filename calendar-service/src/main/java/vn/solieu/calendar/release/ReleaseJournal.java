package vn.solieu.calendar.release;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.audit.AuditLog;
import vn.solieu.platform.security.Caller;

/**
 * What every change of a release leaves behind, in its transaction: a new version, its place in the
 * history and the audit log, and the event for others.
 */
@ApplicationScoped
class ReleaseJournal {

  private final ReleaseRepository releases;
  private final ReleaseViewRepository views;
  private final ReleaseChangeRepository history;
  private final AuditLog audit;
  private final ReleaseEvents events;
  private final Event<ReleaseChanged> changes;

  ReleaseJournal(
      ReleaseRepository releases,
      ReleaseViewRepository views,
      ReleaseChangeRepository history,
      AuditLog audit,
      ReleaseEvents events,
      Event<ReleaseChanged> changes) {
    this.releases = releases;
    this.views = views;
    this.history = history;
    this.audit = audit;
    this.events = events;
    this.changes = changes;
  }

  /** What is done, by whom, and what stood before it. */
  record StateChange(
      ReleaseAction action,
      Caller who,
      @Nullable ReleaseState fromState,
      @Nullable Instant fromInstant,
      long fromPlacing,
      Reason reason) {

    static StateChange on(Release before, ReleaseAction action, Caller who, Reason reason) {
      return new StateChange(action, who, before.state, before.instant(), before.placing, reason);
    }

    /** The making of an entry: nothing stood before it. */
    static StateChange first(Caller who, Reason reason) {
      return new StateChange(ReleaseAction.PLAN, who, null, null, 0, reason);
    }
  }

  ReleaseView written(Release release, StateChange stateChange, Instant now) {
    return written(release, stateChange, now, null);
  }

  /**
   * @param published what the release made public, when it did
   */
  ReleaseView written(
      Release release,
      StateChange stateChange,
      Instant now,
      ReleaseView.@Nullable Published published) {
    release.changedAt = now;
    releases.flush(); // the version rises here
    requireReadBack(release, published);
    history.persist(
        ReleaseChange.of(
            release,
            stateChange.action,
            stateChange.who.subject(),
            stateChange.fromState,
            stateChange.fromInstant,
            stateChange.reason,
            release.placing != stateChange.fromPlacing));
    audit.record(
        stateChange.who,
        "release." + stateChange.action.word(),
        "release",
        release.id,
        Map.of("version", release.version));
    events.changed(release, published);
    changes.fire(new ReleaseChanged(release.id));
    return ReleaseView.toOffice(release, published);
  }

  /**
   * One that could not be read as it was written would break every list of releases, so it is not
   * kept. What it made public enters the log behind this.
   */
  private void requireReadBack(Release release, ReleaseView.@Nullable Published published) {
    ReleaseView kept = views.written(release.id).orElseThrow();
    boolean same =
        published == null
            ? kept.equals(ReleaseView.toOffice(release, null))
            : kept.version() == release.version;
    if (!same) {
      throw new IllegalStateException(
          "The release " + release.id + " is not read back as it was written");
    }
  }
}
