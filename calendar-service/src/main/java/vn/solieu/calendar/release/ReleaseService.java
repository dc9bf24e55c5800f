package vn.solieu.calendar.release;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import vn.solieu.calendar.agency.AgencyService;
import vn.solieu.calendar.publication.DatabaseClock;
import vn.solieu.calendar.publication.PublicationLog;
import vn.solieu.calendar.release.ReleaseJournal.Deed;
import vn.solieu.platform.http.Preconditions;
import vn.solieu.platform.identity.UuidV7;
import vn.solieu.platform.problem.Fields;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.problem.Text;
import vn.solieu.platform.problem.Violation;
import vn.solieu.platform.problem.Violations;
import vn.solieu.platform.security.Caller;
import vn.solieu.platform.security.CurrentCaller;
import vn.solieu.platform.security.Scope;
import vn.solieu.platform.text.Spelling;
import vn.solieu.platform.time.Instants;

/**
 * What people do to releases. Each act locks its release and is written down in one transaction;
 * what the clock does is with the {@link PublishingService}.
 */
@ApplicationScoped
public class ReleaseService {

  private static final Text NOT_VALID =
      Text.of("Nội dung chưa đúng; xem errors.", "The content is not valid; see errors.");

  private final ReleaseRepository releases;
  private final ReleaseHistory history;
  private final ContentService contents;
  private final PublicationLog log;
  private final DatabaseClock clock;
  private final AgencyService agencies;
  private final CurrentCaller caller;
  private final ReleaseJournal journal;
  private final PublishingService publishing;

  ReleaseService(
      ReleaseRepository releases,
      ReleaseHistory history,
      ContentService contents,
      PublicationLog log,
      DatabaseClock clock,
      AgencyService agencies,
      CurrentCaller caller,
      ReleaseJournal journal,
      PublishingService publishing) {
    this.releases = releases;
    this.history = history;
    this.contents = contents;
    this.log = log;
    this.clock = clock;
    this.agencies = agencies;
    this.caller = caller;
    this.journal = journal;
    this.publishing = publishing;
  }

  // Planning --------------------------------------------------------------------------------------

  /**
   * Makes a draft, which the public does not see.
   *
   * @throws ProblemException 403 without the role for its agency, 409 when the id is taken, 422
   *     with everything that is wrong
   */
  @Transactional
  public ReleaseView plan(ReleasePlan plan) {
    Caller planner = caller.require(plan.origin().planning(), scope(plan));
    Instant now = clock.now();
    valid(ReleaseRules.ofPlan(plan, null, now), plan);
    String id = plan.id() == null ? UuidV7.next().toString() : plan.id();
    if (releases.findByIdOptional(id).isPresent()) {
      throw taken();
    }
    Release release = Release.draft(id, plan);
    release.changedAt = now;
    releases.persist(release);
    return journal.written(release, Deed.first(planner, reason(plan.reason())), now);
  }

  /**
   * Takes over a whole new plan, as far as what was promised allows.
   *
   * @throws ProblemException 403, 404, 409, 412, 422, 428
   */
  @Transactional
  public ReleaseView change(String id, @Nullable String ifMatch, ReleasePlan plan) {
    Release release = releases.lock(id);
    Caller planner = caller.require(release.origin.planning(), Scope.agency(release.agency));
    caller.require(release.origin.planning(), scope(plan));
    Preconditions.requireMatch(ifMatch, release.tag());
    release.after(ReleaseAction.CHANGE);
    Instant now = clock.now();
    ReleasePlan planned = release.planned();
    Violations violations = ReleaseRules.ofPlan(plan, planned, now);
    ReleaseRules.ofChange(violations, plan, planned, release.state);
    ReleaseRules.reason(new Fields(violations), reason(plan.reason()), release.announcedAt != null);
    valid(violations, plan);
    Deed deed = Deed.on(release, ReleaseAction.CHANGE, planner, reason(plan.reason()));
    release.plan(plan);
    if (!release.instant().equals(deed.fromInstant())) {
      release.overdueAt = null;
    }
    return journal.written(release, deed, now);
  }

  /** Shows a draft to the public, its date still open to change. */
  @Transactional
  public ReleaseView announce(String id, @Nullable String ifMatch, @Nullable String reason) {
    return act(
        ReleaseAction.ANNOUNCE,
        id,
        ifMatch,
        reason,
        (release, who, now, violations) -> {
          ReleaseRules.ahead(new Fields(violations), release.instant(), now);
          release.announcedAt = now;
        });
  }

  /** Makes its instant bind. Who planned it cannot confirm it. */
  @Transactional
  public ReleaseView confirm(String id, @Nullable String ifMatch, @Nullable String reason) {
    return act(
        ReleaseAction.CONFIRM,
        id,
        ifMatch,
        reason,
        (release, who, now, violations) -> {
          if (history.wasPlannedBy(release.id, who.subject())) {
            throw twoPersons();
          }
          ReleaseRules.ofConfirmation(
              violations, release.trigger, release.precision, release.instant(), now);
          release.overdueAt = null;
        });
  }

  /** Moves a promise to a later instant, which binds as the first one did; its seal is lifted. */
  @Transactional
  public ReleaseView postpone(
      String id, @Nullable String ifMatch, @Nullable String reason, @Nullable OffsetDateTime to) {
    return act(
        ReleaseAction.POSTPONE,
        id,
        ifMatch,
        reason,
        (release, who, now, violations) -> {
          ReleaseRules.ofPostponement(violations, to, release.instant(), now);
          if (to != null && violations.isEmpty()) {
            release.scheduledAt = Instants.local(to).toInstant();
            release.precision = Precision.TIME;
            release.sealedAt = null;
            release.externalPublication = null;
          }
        });
  }

  /** Ends it. Its contents are free for another release; the entry stays. */
  @Transactional
  public ReleaseView cancel(String id, @Nullable String ifMatch, @Nullable String reason) {
    return act(
        ReleaseAction.CANCEL,
        id,
        ifMatch,
        reason,
        (release, who, now, violations) -> {
          if (violations.isEmpty()) {
            contents.detachAll(release, who, now);
          }
        });
  }

  /** Fixes its content before the clock does. */
  @Transactional
  public ReleaseView seal(String id, @Nullable String ifMatch, @Nullable String reason) {
    return act(
        ReleaseAction.SEAL,
        id,
        ifMatch,
        reason,
        (release, who, now, violations) -> {
          if (release.sealedAt != null) {
            throw new ProblemException(
                ProblemType.CONFLICT_OF_STATE,
                Text.of("Đợt này đã niêm phong.", "It is sealed already."));
          }
          release.sealedAt = now;
        });
  }

  // Another's publication -------------------------------------------------------------------------

  /** One person has seen it. What is to be opened is sealed with that. */
  @Transactional
  public ReleaseView report(
      String id,
      @Nullable String ifMatch,
      @Nullable String source,
      @Nullable OffsetDateTime seenAt) {
    return act(
        ReleaseAction.REPORT,
        id,
        ifMatch,
        null,
        (release, who, now, violations) -> {
          String kept = Spelling.of(source);
          ReleaseRules.ofReport(violations, kept, seenAt, now);
          if (kept != null && seenAt != null && violations.isEmpty()) {
            release.externalPublication =
                new ExternalPublication(
                    kept, Instants.local(seenAt).toInstant(), who.subject(), null);
            release.sealedAt = release.sealedAt == null ? now : release.sealedAt;
          }
        });
  }

  /**
   * A second person has seen it too: it is published now, or once its not-before instant is past.
   */
  @Transactional
  public ReleaseView confirmReport(String id, @Nullable String ifMatch) {
    PublicationLog.Turn turn = log.takeTurn();
    ReleaseView confirmed =
        act(
            ReleaseAction.CONFIRM_REPORT,
            id,
            ifMatch,
            null,
            (release, who, now, violations) -> {
              ExternalPublication reported = release.externalPublication;
              if (reported == null || reported.isConfirmed()) {
                throw new ProblemException(
                    ProblemType.CONFLICT_OF_STATE,
                    Text.of(
                        "Không có báo cáo nào chờ xác nhận.", "No report waits to be confirmed."));
              }
              if (who.is(reported.reportedBy())) {
                throw twoPersons();
              }
              release.externalPublication = reported.confirmedBy(who.subject());
            });
    ReleaseView published = publishing.publishIfDue(releases.lock(id), turn);
    return published == null ? confirmed : published;
  }

  // What all changes have in common ---------------------------------------------------------------

  @FunctionalInterface
  private interface Act {
    /** Checks what the action asks for and does it. */
    void on(Release release, Caller who, Instant now, Violations violations);
  }

  private ReleaseView act(
      ReleaseAction action, String id, @Nullable String ifMatch, @Nullable String why, Act act) {
    Release release = releases.lock(id);
    Caller who = authorise(action, release);
    Preconditions.requireMatch(ifMatch, release.tag());
    ReleaseState to = release.after(action);
    String reason = reason(why);
    Deed deed = Deed.on(release, action, who, reason);
    Instant now = clock.now();
    Violations violations = new Violations();
    boolean promised = release.announcedAt != null;
    ReleaseRules.reason(
        new Fields(violations),
        reason,
        promised && (action == ReleaseAction.POSTPONE || action == ReleaseAction.CANCEL));
    act.on(release, who, now, violations);
    violations.throwIfAny(ProblemType.INVALID_CONTENT, NOT_VALID);
    release.state = to;
    return journal.written(release, deed, now);
  }

  private Caller authorise(ReleaseAction action, Release release) {
    return caller.require(action.asks(release.origin), Scope.agency(release.agency));
  }

  /**
   * A plan without an agency is told so among all else that is wrong with it, to who may plan all.
   */
  private static Scope scope(ReleasePlan plan) {
    return plan.agency() == null ? Scope.everywhere() : Scope.agency(plan.agency());
  }

  private void valid(Violations violations, ReleasePlan plan) {
    if (plan.agency() != null && !agencies.isKnown(plan.agency())) {
      violations.add(
          Violation.at(
              "/agency", "known", Text.of("Không có cơ quan này.", "There is no such agency.")));
    }
    violations.throwIfAny(ProblemType.INVALID_CONTENT, NOT_VALID);
  }

  private static @Nullable String reason(@Nullable String reason) {
    return Spelling.of(reason);
  }

  private static ProblemException taken() {
    return new ProblemException(
        ProblemType.CONFLICT_OF_STATE,
        Text.of("Mã này đã có đợt phổ biến khác dùng.", "Another release has this id."));
  }

  private static ProblemException twoPersons() {
    return new ProblemException(
        ProblemType.FORBIDDEN,
        Text.of(
            "Cần hai người: người đã dự kiến hoặc báo cáo không được tự xác nhận.",
            "Two persons are needed: who planned or reported it cannot confirm it."));
  }
}
