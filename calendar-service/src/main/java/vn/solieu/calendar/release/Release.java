package vn.solieu.calendar.release;

import static java.util.Objects.requireNonNull;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.solieu.calendar.publication.LoggedPublication;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemMember;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.publication.ContentReference;
import vn.solieu.platform.time.Instants;
import vn.solieu.platform.version.EntityTag;

/** A release and the facts about it. Every change goes through {@link ReleaseAction}. */
@Entity
@Table(name = "release")
class Release {

  @Id String id;
  @Version long version;

  @Column(name = "title_vi")
  String titleVi;

  @Column(name = "title_en")
  String titleEn;

  String agency;
  @Nullable String publisher;

  @Enumerated(EnumType.STRING)
  Trigger trigger;

  @Enumerated(EnumType.STRING)
  Origin origin;

  @Enumerated(EnumType.STRING)
  ReleaseState state;

  @Column(name = "scheduled_at")
  @Nullable Instant scheduledAt;

  @Enumerated(EnumType.STRING)
  Precision precision;

  List<String> periods;
  @Nullable String product;

  @Nullable String evidence;
  boolean reconstructed;

  @Column(name = "announced_at")
  @Nullable Instant announcedAt;

  @Column(name = "overdue_at")
  @Nullable Instant overdueAt;

  @Column(name = "sealed_at")
  @Nullable Instant sealedAt;

  @Embedded @Nullable ExternalPublication externalPublication;

  @Nullable Long sequence;

  /** For an archive release from the beginning, for a live one once it is published. */
  @Column(name = "published_at")
  @Nullable Instant publishedAt;

  @Column(name = "recorded_at")
  @Nullable Instant recordedAt;

  boolean late;

  @Column(name = "changed_at")
  Instant changedAt;

  /**
   * The number under which it last got its place in the calendar; see {@link
   * ReleasePlacingRepository}.
   */
  @Column(name = "place_number")
  long placing;

  protected Release() {}

  static Release draft(String id, ReleasePlan plan) {
    Release release = new Release();
    release.id = id;
    release.origin = plan.origin();
    release.state = ReleaseState.DRAFT;
    release.plan(plan);
    return release;
  }

  /** Takes over a plan that was found right. */
  void plan(ReleasePlan plan) {
    titleVi = requireNonNull(plan.titleVi());
    titleEn = requireNonNull(plan.titleEn());
    agency = requireNonNull(plan.agency());
    publisher = plan.publisher();
    trigger = plan.trigger();
    precision = plan.precision();
    scheduledAt = plan.scheduledAt() == null ? null : plan.scheduledAt().toInstant();
    publishedAt = plan.publishedAt() == null ? null : plan.publishedAt().toInstant();
    evidence = plan.evidence();
    reconstructed = plan.reconstructed();
    periods = plan.periods() == null ? List.of() : List.copyOf(plan.periods());
    product = plan.product();
  }

  /** What stands now, in the form in which it was planned. */
  ReleasePlan planned() {
    return new ReleasePlan(
        id,
        titleVi,
        titleEn,
        agency,
        publisher,
        trigger,
        Instants.localOrNull(scheduledAt),
        precision,
        origin,
        origin == Origin.ARCHIVE ? Instants.localOrNull(publishedAt) : null,
        evidence,
        reconstructed,
        periods,
        product,
        null,
        null);
  }

  /**
   * Moves it to the state that the action leads to.
   *
   * @throws ProblemException 409 where the action cannot be done to it
   */
  void apply(ReleaseAction action) {
    state = after(action);
  }

  ReleaseState after(ReleaseAction action) {
    LocalizedText possible = ReleaseAction.possible(state, trigger, origin);
    if (!action.suits(trigger, origin)) {
      throw new ProblemException(
          ProblemType.CONFLICT_OF_STATE,
          LocalizedText.of(
              "Đợt phổ biến loại này không được %s. %s"
                  .formatted(action.done().vi(), possible.vi()),
              "A release of this kind is not %s. %s".formatted(action.done().en(), possible.en())));
    }
    return action
        .after(state)
        .orElseThrow(
            () ->
                new ProblemException(
                        ProblemType.CONFLICT_OF_STATE,
                        LocalizedText.of(
                            "Đợt phổ biến đang ở trạng thái \"%s\" nên không được %s. %s"
                                .formatted(state.nameVi(), action.done().vi(), possible.vi()),
                            "In the state %s a release is not %s. %s"
                                .formatted(word(state), action.done().en(), possible.en())))
                    .extension(ProblemMember.STATE, word(state)));
  }

  /** Where it stands in the calendar. */
  Instant instant() {
    return requireNonNull(origin == Origin.ARCHIVE ? publishedAt : scheduledAt);
  }

  /** Whether it should be out, and waits for people; when it fell due stays on record. */
  boolean isOverdue() {
    return overdueAt != null && !state.isOver();
  }

  /** Whether what it lists was sealed. A cancelled release lists nothing any more. */
  boolean hasSeal() {
    return sealedAt != null && state != ReleaseState.CANCELLED;
  }

  /**
   * Whether its content can no longer change. The clock seals what the clock will publish; what
   * waits for another publisher is sealed when that publication is reported, because the figures
   * may come with it.
   */
  boolean isSealed(Instant now, Duration sealBefore) {
    return sealedAt != null || (state.isBinding() && isTimeToSeal(now, sealBefore));
  }

  /** Whether the clock will publish it so soon that its content is fixed. */
  boolean isTimeToSeal(Instant now, Duration sealBefore) {
    return trigger == Trigger.CLOCK && !now.isBefore(instant().minus(sealBefore));
  }

  /**
   * Whether the time has come for what happens by the clock. A release that cannot be published
   * falls overdue at the moment at which it would have been.
   *
   * @param publishable whether what it lists can be published
   */
  boolean isDue(ReleaseAction action, Instant now, Duration sealBefore, boolean publishable) {
    if (!action.suits(trigger, origin) || action.after(state).isEmpty()) {
      return false;
    }
    boolean confirmed = externalPublication != null && externalPublication.isConfirmed();
    boolean triggered = !now.isBefore(instant()) && (trigger == Trigger.CLOCK || confirmed);
    return switch (action) {
      case PUBLISH -> triggered && publishable;
      case AWAIT -> !now.isBefore(instant()) && !confirmed;
      case SEAL -> publishable && sealedAt == null && isSealed(now, sealBefore);
      case FALL_DUE ->
          overdueAt == null
              && (state.isBinding()
                  ? trigger != Trigger.NONE && triggered && !publishable
                  : !now.isBefore(endOfPlan()));
      default -> false;
    };
  }

  /** Until when a planned instant can still be kept. */
  private Instant endOfPlan() {
    return switch (precision) {
      case TIME -> instant();
      case DAY -> instant().plus(1, ChronoUnit.DAYS); // no daylight saving
    };
  }

  EntityTag tag() {
    return tag(id, version);
  }

  static EntityTag tag(String id, long version) {
    return EntityTag.of("release", id, version);
  }

  LoggedPublication toLog(List<ContentReference> contents, @Nullable LocalizedText notice) {
    return new LoggedPublication(
        requireNonNull(sequence),
        id,
        Instants.local(requireNonNull(publishedAt)),
        Instants.local(requireNonNull(recordedAt)),
        origin.word(),
        late,
        reconstructed,
        notice == null ? null : notice.vi(),
        notice == null ? null : notice.en(),
        contents,
        List.of());
  }

  static ProblemException unknown() {
    return new ProblemException(
        ProblemType.NOT_FOUND,
        LocalizedText.of("Không có đợt phổ biến này.", "There is no such release."));
  }

  static String word(ReleaseState state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  static ReleaseState state(String word) {
    return ReleaseState.valueOf(word.toUpperCase(Locale.ROOT));
  }
}
