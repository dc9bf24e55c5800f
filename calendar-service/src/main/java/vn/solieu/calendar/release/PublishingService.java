package vn.solieu.calendar.release;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import vn.solieu.calendar.publication.DatabaseClock;
import vn.solieu.calendar.publication.PublicationLog;
import vn.solieu.calendar.release.ReleaseJournal.StateChange;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.publication.ContentReference;
import vn.solieu.platform.security.Act;
import vn.solieu.platform.security.Caller;
import vn.solieu.platform.security.CurrentCaller;
import vn.solieu.platform.version.Precondition;

/**
 * Does to releases what their time brings, and enters into the log what is published. Who publishes
 * takes the lock of the log first and locks the release then: so everybody waits in one order, and
 * what is due is decided once the lock is had.
 */
@ApplicationScoped
public class PublishingService {

  private static final Logger LOG = Logger.getLogger(PublishingService.class);
  private static final Caller SELF = Caller.system("calendar-service");

  private final ReleaseRepository releases;
  private final ContentService contents;
  private final ReleaseJournal journal;
  private final ReleaseChangeRepository history;
  private final ReleasePlacingRepository placing;
  private final PublicationLog log;
  private final DatabaseClock clock;
  private final CurrentCaller caller;
  private final Duration sealBefore;
  private final Duration lateAfter;

  PublishingService(
      ReleaseRepository releases,
      ContentService contents,
      ReleaseJournal journal,
      ReleaseChangeRepository history,
      ReleasePlacingRepository placing,
      PublicationLog log,
      DatabaseClock clock,
      CurrentCaller caller,
      @ConfigProperty(name = "solieu.release.seal-before") Duration sealBefore,
      @ConfigProperty(name = "solieu.release.late-after") Duration lateAfter) {
    this.releases = releases;
    this.contents = contents;
    this.journal = journal;
    this.history = history;
    this.placing = placing;
    this.log = log;
    this.clock = clock;
    this.caller = caller;
    this.sealBefore = sealBefore;
    this.lateAfter = lateAfter;
  }

  /**
   * Publishes a release if it is due; another copy of the service may have done it first.
   *
   * @return whether it was published now
   */
  @Transactional
  boolean publishIfDue(String id) {
    PublicationLog.SequenceLock lock = log.lockSequence();
    return publishIfDue(releases.lock(id), lock) != null;
  }

  /** The release as it was published, or null if it is not due. */
  @Nullable ReleaseView publishIfDue(Release release, PublicationLog.SequenceLock lock) {
    Instant due = lock.time().due();
    if (!release.isDue(ReleaseAction.PUBLISH, due, sealBefore, contents.isPublishable(release))) {
      return null;
    }
    StateChange stateChange = StateChange.on(release, ReleaseAction.PUBLISH, SELF, Reason.NONE);
    release.apply(ReleaseAction.PUBLISH);
    release.late =
        release.trigger == Trigger.CLOCK && ReleaseRules.isLate(release.instant(), due, lateAfter);
    release.publishedAt = lock.liveInstant();
    release.recordedAt = lock.liveInstant();
    return publish(release, lock, stateChange, commitBefore(release, lock));
  }

  /**
   * What goes out in time is committed before it would be late: a copy that stands still in between
   * fails, and the next run tells the truth.
   */
  private @Nullable Instant commitBefore(Release release, PublicationLog.SequenceLock lock) {
    if (release.trigger != Trigger.CLOCK || release.late) {
      return null;
    }
    Instant late = release.instant().plus(lateAfter);
    return lock.time().now().plus(Duration.between(lock.time().due(), late));
  }

  /**
   * Confirms an archive release, which enters the log with that, under its own past instant. Who
   * planned it, or put together what it makes public, cannot confirm it.
   *
   * @throws ProblemException 403, 404, 409 also when it lists nothing, 412, 428
   */
  @Transactional
  ReleaseView record(String id, Precondition precondition) {
    long place = placing.next();
    PublicationLog.SequenceLock lock = log.lockSequence();
    Release release = releases.lock(id);
    Caller approver = Granted.require(caller, Act.CONFIRM_RELEASE, release);
    precondition.requireMatch(release.tag());
    Reason evidence = new Reason(release.evidence, null);
    StateChange stateChange = StateChange.on(release, ReleaseAction.RECORD, approver, evidence);
    release.apply(ReleaseAction.RECORD);
    if (history.wasPlannedBy(id, approver.subject())
        || contents.wasPreparedBy(release, approver.subject())) {
      throw ReleaseRules.twoPersons();
    }
    contents.requirePublishable(release);
    release.placing = place;
    release.announcedAt = lock.time().now();
    release.recordedAt = lock.time().now();
    return publish(release, lock, stateChange, null);
  }

  /**
   * What happens by the clock without publishing anything: sealing, awaiting, falling overdue.
   *
   * @return whether it happened now
   */
  @Transactional
  boolean applyDueTransition(ReleaseAction action, String id) {
    Release release = releases.lock(id);
    Instant now = clock.time().due();
    if (!release.isDue(action, now, sealBefore, contents.isPublishable(release))) {
      return false;
    }
    StateChange stateChange = StateChange.on(release, action, SELF, Reason.NONE);
    release.apply(action);
    switch (action) {
      case SEAL -> release.sealedAt = now;
      case FALL_DUE -> fallDue(release, now);
      default -> {}
    }
    journal.written(release, stateChange, now);
    return true;
  }

  /** A promise that cannot be kept is open again: for contents, and for another instant. */
  private static void fallDue(Release release, Instant now) {
    release.overdueAt = now;
    if (release.state.isBinding()) {
      release.sealedAt = null;
      release.externalPublication = null;
      LOG.errorf("Release %s cannot be published: it lists nothing, or too much", release.id);
    }
  }

  private ReleaseView publish(
      Release release,
      PublicationLog.SequenceLock lock,
      StateChange stateChange,
      @Nullable Instant commitBefore) {
    Instant now = lock.time().now();
    release.sealedAt = release.sealedAt == null ? now : release.sealedAt;
    release.sequence = lock.sequence();
    List<ContentReference> made = contents.references(release);
    @Nullable LocalizedText notice = contents.notice(release).orElse(null);
    ReleaseView view =
        journal.written(
            release, stateChange, now, new ReleaseView.Published(made, List.of(), notice));
    log.append(release.toLog(made, notice), commitBefore);
    return view;
  }
}
