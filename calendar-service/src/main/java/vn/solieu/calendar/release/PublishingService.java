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
import vn.solieu.calendar.release.ReleaseJournal.Deed;
import vn.solieu.platform.http.Preconditions;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.publication.ContentReference;
import vn.solieu.platform.security.Act;
import vn.solieu.platform.security.Caller;
import vn.solieu.platform.security.CurrentCaller;

/**
 * Does to releases what their time brings, and enters into the log what is published. Who publishes
 * takes the turn of the log first and locks the release then: so everybody waits in one order, and
 * what is due is decided when the turn has come.
 */
@ApplicationScoped
public class PublishingService {

  private static final Logger LOG = Logger.getLogger(PublishingService.class);
  private static final Caller SELF = Caller.system("calendar-service");

  private final ReleaseRepository releases;
  private final ContentService contents;
  private final ReleaseJournal journal;
  private final ReleaseHistory history;
  private final ReleasePlacing placing;
  private final PublicationLog log;
  private final DatabaseClock clock;
  private final CurrentCaller caller;
  private final Duration sealBefore;
  private final Duration lateAfter;

  PublishingService(
      ReleaseRepository releases,
      ContentService contents,
      ReleaseJournal journal,
      ReleaseHistory history,
      ReleasePlacing placing,
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
    PublicationLog.Turn turn = log.takeTurn();
    return publishIfDue(releases.lock(id), turn) != null;
  }

  /** The release as it was published, or null if it is not due. */
  @Nullable ReleaseView publishIfDue(Release release, PublicationLog.Turn turn) {
    Instant due = turn.time().due();
    if (!release.isDue(ReleaseAction.PUBLISH, due, sealBefore, contents.isPublishable(release))) {
      return null;
    }
    Deed deed = Deed.on(release, ReleaseAction.PUBLISH, SELF, Reason.NONE);
    release.apply(ReleaseAction.PUBLISH);
    release.late =
        release.trigger == Trigger.CLOCK && ReleaseRules.isLate(release.instant(), due, lateAfter);
    release.publishedAt = turn.liveInstant();
    release.recordedAt = turn.liveInstant();
    return publish(release, turn, deed, commitBefore(release, turn));
  }

  /**
   * What goes out in time is committed before it would be late: a copy that stands still in between
   * fails, and the next turn tells the truth.
   */
  private @Nullable Instant commitBefore(Release release, PublicationLog.Turn turn) {
    if (release.trigger != Trigger.CLOCK || release.late) {
      return null;
    }
    Instant late = release.instant().plus(lateAfter);
    return turn.time().now().plus(Duration.between(turn.time().due(), late));
  }

  /**
   * Confirms an archive release, which enters the log with that, under its own past instant. Who
   * planned it, or put together what it makes public, cannot confirm it.
   *
   * @throws ProblemException 403, 404, 409 also when it lists nothing, 412, 428
   */
  @Transactional
  ReleaseView record(String id, @Nullable String ifMatch) {
    long place = placing.next();
    PublicationLog.Turn turn = log.takeTurn();
    Release release = releases.lock(id);
    Caller approver = Granted.require(caller, Act.CONFIRM_RELEASE, release);
    Preconditions.requireMatch(ifMatch, release.tag());
    Reason evidence = new Reason(release.evidence, null);
    Deed deed = Deed.on(release, ReleaseAction.RECORD, approver, evidence);
    release.apply(ReleaseAction.RECORD);
    if (history.wasPlannedBy(id, approver.subject())
        || contents.wasPreparedBy(release, approver.subject())) {
      throw ReleaseRules.twoPersons();
    }
    contents.requirePublishable(release);
    release.placing = place;
    release.announcedAt = turn.time().now();
    release.recordedAt = turn.time().now();
    return publish(release, turn, deed, null);
  }

  /**
   * What happens by the clock without publishing anything: sealing, awaiting, falling overdue.
   *
   * @return whether it happened now
   */
  @Transactional
  boolean happen(ReleaseAction action, String id) {
    Release release = releases.lock(id);
    Instant now = clock.time().due();
    if (!release.isDue(action, now, sealBefore, contents.isPublishable(release))) {
      return false;
    }
    Deed deed = Deed.on(release, action, SELF, Reason.NONE);
    release.apply(action);
    switch (action) {
      case SEAL -> release.sealedAt = now;
      case FALL_DUE -> fallDue(release, now);
      default -> {}
    }
    journal.written(release, deed, now);
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
      Release release, PublicationLog.Turn turn, Deed deed, @Nullable Instant commitBefore) {
    Instant now = turn.time().now();
    release.sealedAt = release.sealedAt == null ? now : release.sealedAt;
    release.sequence = turn.sequence();
    List<ContentReference> made = contents.references(release);
    @Nullable LocalizedText notice = contents.notice(release).orElse(null);
    ReleaseView view =
        journal.written(release, deed, now, new ReleaseView.Published(made, List.of(), notice));
    log.append(release.toLog(made, notice), commitBefore);
    return view;
  }
}
