package vn.solieu.calendar.release;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import vn.solieu.calendar.publication.DatabaseClock;
import vn.solieu.calendar.publication.PublicationLog;
import vn.solieu.calendar.release.ReleaseJournal.Deed;
import vn.solieu.platform.http.Preconditions;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.publication.ContentReference;
import vn.solieu.platform.security.Act;
import vn.solieu.platform.security.Caller;
import vn.solieu.platform.security.CurrentCaller;
import vn.solieu.platform.security.Scope;

/**
 * Does to releases what their time brings, and enters into the log what is published. Who publishes
 * takes the turn of the log first and locks the release then: so everybody waits in one order, and
 * what is due is decided when the turn has come.
 */
@ApplicationScoped
public class PublishingService {

  private static final Caller SELF = Caller.system("calendar-service");

  private final ReleaseRepository releases;
  private final ContentService contents;
  private final ReleaseJournal journal;
  private final PublicationLog log;
  private final DatabaseClock clock;
  private final CurrentCaller caller;
  private final Duration sealBefore;
  private final Duration lateAfter;

  PublishingService(
      ReleaseRepository releases,
      ContentService contents,
      ReleaseJournal journal,
      PublicationLog log,
      DatabaseClock clock,
      CurrentCaller caller,
      @ConfigProperty(name = "solieu.release.seal-before") Duration sealBefore,
      @ConfigProperty(name = "solieu.release.late-after") Duration lateAfter) {
    this.releases = releases;
    this.contents = contents;
    this.journal = journal;
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
    if (!release.isDue(ReleaseAction.PUBLISH, turn.now(), sealBefore)) {
      return null;
    }
    Deed deed = Deed.on(release, ReleaseAction.PUBLISH, SELF, null);
    release.apply(ReleaseAction.PUBLISH);
    release.late =
        release.trigger == Trigger.CLOCK
            && ReleaseRules.isLate(release.instant(), turn.now(), lateAfter);
    return publish(release, turn, turn.liveInstant(), deed);
  }

  /**
   * Enters an archive release into the log, under its own past instant.
   *
   * @throws ProblemException 403, 404, 409, 412, 428
   */
  @Transactional
  public ReleaseView record(String id, @Nullable String ifMatch) {
    PublicationLog.Turn turn = log.takeTurn();
    Release release = releases.lock(id);
    Caller admin = caller.require(Act.RECORD_ARCHIVE, Scope.agency(release.agency));
    Preconditions.requireMatch(ifMatch, release.tag());
    Deed deed = Deed.on(release, ReleaseAction.RECORD, admin, release.evidence);
    release.apply(ReleaseAction.RECORD);
    release.announcedAt = turn.now();
    return publish(release, turn, release.instant(), deed);
  }

  /**
   * What happens by the clock without publishing anything: sealing, awaiting, falling overdue.
   *
   * @return whether it happened now
   */
  @Transactional
  boolean happen(ReleaseAction action, String id) {
    Release release = releases.lock(id);
    Instant now = clock.now();
    if (!release.isDue(action, now, sealBefore)) {
      return false;
    }
    Deed deed = Deed.on(release, action, SELF, null);
    release.apply(action);
    switch (action) {
      case SEAL -> release.sealedAt = now;
      case FALL_DUE -> release.overdueAt = now;
      default -> {}
    }
    journal.written(release, deed, now);
    return true;
  }

  private ReleaseView publish(
      Release release, PublicationLog.Turn turn, Instant publishedAt, Deed deed) {
    release.sealedAt = release.sealedAt == null ? turn.now() : release.sealedAt;
    release.sequence = turn.sequence();
    release.publishedAt = publishedAt;
    release.recordedAt = turn.now();
    List<ContentReference> made = contents.references(release);
    ReleaseView view = journal.written(release, deed, turn.now(), made);
    log.append(release.toLog(made));
    return view;
  }
}
