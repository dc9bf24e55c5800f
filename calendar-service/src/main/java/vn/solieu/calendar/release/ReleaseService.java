package vn.solieu.calendar.release;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import vn.solieu.calendar.agency.AgencyService;
import vn.solieu.calendar.product.ProductService;
import vn.solieu.calendar.publication.DatabaseClock;
import vn.solieu.calendar.publication.PublicationLog;
import vn.solieu.calendar.release.ReleaseJournal.StateChange;
import vn.solieu.platform.identity.Identifier;
import vn.solieu.platform.identity.UuidV7;
import vn.solieu.platform.problem.FieldValidator;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.problem.Violation;
import vn.solieu.platform.problem.Violations;
import vn.solieu.platform.security.Caller;
import vn.solieu.platform.security.CurrentCaller;
import vn.solieu.platform.security.Scope;
import vn.solieu.platform.text.TextNormalizer;
import vn.solieu.platform.time.Instants;
import vn.solieu.platform.version.Precondition;

/**
 * What people do to releases. Each act locks its release and is written down in one transaction;
 * what the clock does is with the {@link PublishingService}.
 */
@ApplicationScoped
public class ReleaseService {

  private static final LocalizedText NOT_VALID =
      LocalizedText.of("Nội dung chưa đúng; xem errors.", "The content is not valid; see errors.");

  private final ReleaseRepository releases;
  private final ReleaseChangeRepository history;
  private final ReleasePlacingRepository placing;
  private final ContentService contents;
  private final ContentQuestions questions;

  private final PublicationLog log;
  private final DatabaseClock clock;
  private final AgencyService agencies;
  private final ProductService products;
  private final CurrentCaller caller;
  private final ReleaseJournal journal;
  private final PublishingService publishing;
  private final Duration sealBefore;

  ReleaseService(
      ReleaseRepository releases,
      ReleaseChangeRepository history,
      ReleasePlacingRepository placing,
      ContentService contents,
      ContentQuestions questions,
      PublicationLog log,
      DatabaseClock clock,
      AgencyService agencies,
      ProductService products,
      CurrentCaller caller,
      ReleaseJournal journal,
      PublishingService publishing,
      @ConfigProperty(name = "solieu.release.seal-before") Duration sealBefore) {
    this.releases = releases;
    this.history = history;
    this.placing = placing;
    this.contents = contents;
    this.questions = questions;
    this.log = log;
    this.clock = clock;
    this.agencies = agencies;
    this.products = products;
    this.caller = caller;
    this.journal = journal;
    this.publishing = publishing;
    this.sealBefore = sealBefore;
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
    Violations violations = ReleaseRules.ofPlan(plan, null, now);
    Reason reason = new Reason(plan.reason(), plan.reasonEn());
    ReleaseRules.reason(new FieldValidator(violations), reason, false);
    valid(violations, plan, null);
    String id = plan.id() == null ? UuidV7.next().toString() : plan.id();
    if (releases.findByIdOptional(id).isPresent()) {
      throw taken();
    }
    Release release = Release.draft(id, plan);
    release.changedAt = now;
    release.placing = placing.next();
    releases.persist(release);
    return journal.written(release, StateChange.first(planner, reason), now);
  }

  /**
   * Takes over a whole new plan, as far as what was promised allows. Where it moves the instant,
   * the keepers of what the release lists are asked again.
   *
   * @param authorization the caller's own
   * @throws ProblemException 403, 404, 409, 412, 422, 428, 503
   */
  public ReleaseView change(
      String id, Precondition precondition, ReleasePlan plan, String authorization) {
    return moved(
        id,
        plan.origin() == Origin.ARCHIVE ? plan.publishedAt() : plan.scheduledAt(),
        authorization,
        (release, place) -> change(release, place, precondition, plan));
  }

  private ReleaseView change(
      Release release, long place, Precondition precondition, ReleasePlan plan) {
    Caller planner = Granted.require(caller, release.origin.planning(), release);
    caller.require(release.origin.planning(), scope(plan));
    precondition.requireMatch(release.tag());
    release.after(ReleaseAction.CHANGE);
    Instant now = clock.now();
    ReleasePlan planned = release.planned();
    Violations violations = ReleaseRules.ofPlan(plan, planned, now);
    ReleaseRules.ofChange(violations, plan, planned, release.state);
    Reason reason = new Reason(plan.reason(), plan.reasonEn());
    ReleaseRules.reason(new FieldValidator(violations), reason, release.announcedAt != null);
    valid(violations, plan, planned.product());
    StateChange stateChange = StateChange.on(release, ReleaseAction.CHANGE, planner, reason);
    release.plan(plan);
    if (!release.instant().equals(stateChange.fromInstant())) {
      release.overdueAt = null;
      release.placing = place;
    }
    return journal.written(release, stateChange, now);
  }

  /** Shows a draft to the public, its date still open to change. */
  @Transactional
  public ReleaseView announce(String id, Precondition precondition, Reason reason) {
    long place = placing.next();
    return act(
        ReleaseAction.ANNOUNCE,
        releases.lock(id),
        precondition,
        reason,
        (release, who, now, violations) -> {
          ReleaseRules.stillAhead(new FieldValidator(violations), release.instant(), now);
          release.announcedAt = now;
          release.placing = place;
        });
  }

  /**
   * Makes its instant bind; an archive release is recorded with that. Who planned it cannot confirm
   * it. When it is time to seal it, it is sealed with that.
   *
   * @throws ProblemException 403, 404, 409 also when it would be sealed with nothing in it, 412,
   *     422, 428
   */
  @Transactional
  public ReleaseView confirm(String id, Precondition precondition, Reason reason) {
    if (releases.isArchive(id)) {
      return publishing.record(id, precondition);
    }
    return act(
        ReleaseAction.CONFIRM,
        releases.lock(id),
        precondition,
        reason,
        (release, who, now, violations) -> {
          if (history.wasPlannedBy(release.id, who.subject())) {
            throw ReleaseRules.twoPersons();
          }
          ReleaseRules.ofConfirmation(
              violations, release.trigger, release.precision, release.instant(), now);
          release.overdueAt = null;
          sealIfTime(release, now, violations);
        });
  }

  /**
   * Moves a promise to a later instant, which binds as the first one did; its seal is lifted. The
   * keepers of what it lists are asked again: beside what others publish until then, it may be
   * another answer.
   *
   * @param authorization the caller's own
   * @throws ProblemException 403, 404, 409, 412, 422, 428, 503
   */
  public ReleaseView postpone(
      String id,
      Precondition precondition,
      Reason reason,
      @Nullable OffsetDateTime to,
      String authorization) {
    return moved(
        id,
        to,
        authorization,
        (moving, place) ->
            act(
                ReleaseAction.POSTPONE,
                moving,
                precondition,
                reason,
                (release, who, now, violations) -> {
                  ReleaseRules.ofPostponement(violations, to, release.instant(), now);
                  if (to != null && violations.isEmpty()) {
                    release.scheduledAt = Instants.local(to).toInstant();
                    release.precision = Precision.TIME;
                    release.sealedAt = null;
                    release.overdueAt = null;
                    release.externalPublication = null;
                    release.placing = place;
                    sealIfTime(release, now, violations);
                  }
                }));
  }

  /** What is promised for so soon is sealed at once, and its answer says so. */
  private void sealIfTime(Release release, Instant now, Violations violations) {
    if (violations.isEmpty() && release.isTimeToSeal(now, sealBefore)) {
      contents.requirePublishable(release);
      release.sealedAt = now;
    }
  }

  @FunctionalInterface
  private interface Move {
    /** Does it, with the number of its new place. */
    ReleaseView on(Release release, long place);
  }

  /** Rolls back what may only be done once the keepers have answered. */
  private static final class AskFirst extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ContentQuestions.Moving question;

    AskFirst(ContentQuestions.Moving question) {
      super("The keepers of the contents have to be asked", null, false, false);
      this.question = question;
    }
  }

  /**
   * Does what may move a release. Its refusals come first; then the keepers of its contents are
   * asked, while nothing is locked; if the plan moves meanwhile, they are asked again.
   */
  private ReleaseView moved(
      String id, @Nullable OffsetDateTime to, String authorization, Move move) {
    ContentQuestions.Moving answered = null;
    for (int asked = 0; asked <= ContentQuestions.MOST; asked++) {
      ContentQuestions.Moving known = answered;
      try {
        return QuarkusTransaction.requiringNew().call(() -> moved(id, to, known, move));
      } catch (AskFirst unanswered) {
        answered = unanswered.question;
        questions.requireMovable(answered, authorization);
      }
    }
    throw ContentQuestions.restless();
  }

  private ReleaseView moved(
      String id,
      @Nullable OffsetDateTime to,
      ContentQuestions.@Nullable Moving answered,
      Move move) {
    long place = placing.next();
    Release release = releases.lock(id);
    Optional<ContentQuestions.Moving> question =
        to == null ? Optional.empty() : questions.moving(release, Instants.local(to).toInstant());
    ReleaseView done = move.on(release, place);
    question
        .filter(asked -> !asked.equals(answered))
        .ifPresent(
            asked -> {
              throw new AskFirst(asked);
            });
    return done;
  }

  /** Ends it. Its contents are free for another release; the entry stays. */
  @Transactional
  public ReleaseView cancel(String id, Precondition precondition, Reason reason) {
    return act(
        ReleaseAction.CANCEL,
        releases.lock(id),
        precondition,
        reason,
        (release, who, now, violations) -> {
          if (violations.isEmpty()) {
            contents.detachAll(release, who, now);
          }
        });
  }

  /** Fixes its content before the clock does. */
  @Transactional
  public ReleaseView seal(String id, Precondition precondition, Reason reason) {
    return act(
        ReleaseAction.SEAL,
        releases.lock(id),
        precondition,
        reason,
        (release, who, now, violations) -> {
          if (release.sealedAt != null) {
            throw new ProblemException(
                ProblemType.CONFLICT_OF_STATE,
                LocalizedText.of(
                    "Đợt này đã niêm phong; hoãn đợt (POST …/postpone) sẽ mở niêm phong.",
                    "It is sealed already; postponing it (POST …/postpone) lifts the seal."));
          }
          contents.requirePublishable(release);
          release.sealedAt = now;
        });
  }

  // Another's publication -------------------------------------------------------------------------

  /** One person has seen it. What is to be opened is sealed with that. */
  @Transactional
  public ReleaseView report(
      String id,
      Precondition precondition,
      @Nullable String source,
      @Nullable OffsetDateTime seenAt) {
    return act(
        ReleaseAction.REPORT,
        releases.lock(id),
        precondition,
        Reason.NONE,
        (release, who, now, violations) -> {
          String kept = TextNormalizer.of(source);
          ReleaseRules.ofReport(violations, kept, seenAt, now);
          if (kept != null && seenAt != null && violations.isEmpty()) {
            contents.requirePublishable(release);
            release.overdueAt = null;
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
  public ReleaseView confirmReport(String id, Precondition precondition) {
    PublicationLog.SequenceLock lock = log.lockSequence();
    ReleaseView confirmed =
        act(
            ReleaseAction.CONFIRM_REPORT,
            releases.lock(id),
            precondition,
            Reason.NONE,
            (release, who, now, violations) -> {
              ExternalPublication reported = release.externalPublication;
              if (reported == null || reported.isConfirmed()) {
                throw new ProblemException(
                    ProblemType.CONFLICT_OF_STATE,
                    LocalizedText.of(
                        "Không có báo cáo nào chờ xác nhận; báo trước đã (POST …/external-publication).",
                        "No report waits to be confirmed; report it first (POST …/external-publication)."));
              }
              if (who.is(reported.reportedBy())) {
                throw ReleaseRules.twoPersons();
              }
              release.externalPublication = reported.confirmedBy(who.subject());
            });
    ReleaseView published = publishing.publishIfDue(releases.lock(id), lock);
    return published == null ? confirmed : published;
  }

  // What all changes have in common ---------------------------------------------------------------

  @FunctionalInterface
  private interface Act {
    /** Checks what the action asks for and does it. */
    void on(Release release, Caller who, Instant now, Violations violations);
  }

  private ReleaseView act(
      ReleaseAction action, Release release, Precondition precondition, Reason reason, Act act) {
    Caller who = authorise(action, release);
    precondition.requireMatch(release.tag());
    ReleaseState to = release.after(action);
    StateChange stateChange = StateChange.on(release, action, who, reason);
    Instant now = clock.now();
    Violations violations = new Violations();
    boolean promised = release.announcedAt != null;
    ReleaseRules.reason(
        new FieldValidator(violations),
        reason,
        promised && (action == ReleaseAction.POSTPONE || action == ReleaseAction.CANCEL));
    act.on(release, who, now, violations);
    violations.throwIfAny(ProblemType.INVALID_CONTENT, NOT_VALID);
    release.state = to;
    return journal.written(release, stateChange, now);
  }

  private Caller authorise(ReleaseAction action, Release release) {
    return Granted.require(caller, action.asks(release.origin), release);
  }

  /**
   * A plan without an agency is told so among all else that is wrong with it, to who may plan all.
   */
  private static Scope scope(ReleasePlan plan) {
    return plan.agency() == null ? Scope.everywhere() : Scope.agency(plan.agency());
  }

  /**
   * @param product that it names already, which stays as it is
   */
  private void valid(Violations violations, ReleasePlan plan, @Nullable String product) {
    if (plan.product() != null
        && !plan.product().equals(product)
        && Identifier.isValid(plan.product())
        && !products.isKnown(plan.product())) {
      violations.add(
          Violation.at(
              "/product",
              "known",
              LocalizedText.of("Không có sản phẩm này.", "There is no such product.")));
    }
    if (plan.agency() != null && !agencies.isKnown(plan.agency())) {
      violations.add(
          Violation.at(
              "/agency",
              "known",
              LocalizedText.of("Không có cơ quan này.", "There is no such agency.")));
    }
    violations.throwIfAny(ProblemType.INVALID_CONTENT, NOT_VALID);
  }

  private static ProblemException taken() {
    return new ProblemException(ProblemType.CONFLICT_OF_STATE, ReleaseConstraints.ID_TAKEN);
  }
}
