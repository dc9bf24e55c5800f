package vn.solieu.indicator.observation;

import static java.util.stream.Collectors.toSet;
import static vn.solieu.indicator.observation.ObservationOrder.Breach.CHANGES_IN_SILENCE;
import static vn.solieu.indicator.observation.ObservationOrder.Breach.LOWER_LEVEL;
import static vn.solieu.indicator.observation.ObservationOrder.Breach.TAKES_BACK;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import vn.solieu.indicator.observation.CellOwners.Foreign;
import vn.solieu.indicator.observation.ObservationOrder.Breach;
import vn.solieu.indicator.observation.ObservationOrder.Conflict;
import vn.solieu.indicator.observation.ObservationOrder.Place;
import vn.solieu.indicator.observation.ObservationOrder.Planned;
import vn.solieu.indicator.observation.Vintage.State;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.Violation;
import vn.solieu.platform.problem.Violations;
import vn.solieu.platform.publication.Publication;

/**
 * Whether a release may list a vintage, and whether it may still open it. The plan can change
 * between the two, so the second question alone decides; the first spares the office a release
 * without its figures.
 */
@ApplicationScoped
class ReleaseCheck {

  private static final long NEVER = -1;

  private final ObservationOrder figures;
  private final CellOwners owners;
  private final SubmissionOrder submissions;
  private final ReleaseCheckRepository compared;
  private final Clock clock;

  ReleaseCheck(
      ObservationOrder figures,
      CellOwners owners,
      SubmissionOrder submissions,
      ReleaseCheckRepository compared,
      Clock clock) {
    this.figures = figures;
    this.owners = owners;
    this.submissions = submissions;
    this.compared = compared;
    this.clock = clock;
  }

  /** Why it may not become public at an instant, as far as figures are public now. */
  List<Violation> againstPublic(Vintage vintage, OffsetDateTime publishedAt, boolean listed) {
    return violations(vintage, new Place(publishedAt, ObservationOrder.NOT_YET), List.of(), listed);
  }

  /** Why a release may not list it, given what others list; empty when it may. */
  List<Violation> againstPlan(Vintage vintage, ReleasePlan plan) {
    // Before anything is compared: what is opened meanwhile is compared once more at the opening.
    long upTo = compared.lastApplied();
    Place place = plan.place();
    List<Planned> planned = plan.others(vintage.id());
    List<Violation> violations =
        violations(vintage, place, planned, plan.isListedElsewhere(vintage.id()));
    // What is right only because of something planned is not remembered: that may never come. Nor
    // is what the past excuses: a live release whose instant is past goes out now.
    if (violations.isEmpty()
        && (planned.isEmpty() && !isPast(place) || isRightByItself(vintage, place))) {
      compared.save(vintage, place.publishedAt(), upTo);
    }
    return violations;
  }

  private boolean isRightByItself(Vintage vintage, Place place) {
    return Stream.of(Breach.values())
        .allMatch(
            breach -> figures.conflicts(breach, vintage, place, List.of(), NEVER, 1).isEmpty());
  }

  /** Whether its opening would replace figures that belong to another agency. */
  boolean replacesAnothers(Vintage vintage, Publication publication) {
    OffsetDateTime at = publication.publishedAt();
    return !owners
        .foreign(vintage, new Place(at, publication.sequence()), comparedUpTo(vintage, at), 1)
        .isEmpty();
  }

  /** Whether its opening would put a less complete figure over a more complete one. */
  boolean lowersALevel(Vintage vintage, Publication publication) {
    return breaks(LOWER_LEVEL, vintage, publication);
  }

  /** Whether its opening would take back what a later submission brought. */
  boolean undoesALater(Vintage vintage, Publication publication) {
    Place place = new Place(publication.publishedAt(), publication.sequence());
    return publication.origin().equals(Publication.LIVE)
        && (submissions.isLate(vintage, place, List.of())
            || breaks(TAKES_BACK, vintage, publication));
  }

  /** Whether its opening would change an official figure, and readers would not be told of it. */
  boolean changesInSilence(Vintage vintage, Publication publication) {
    return publication.origin().equals(Publication.LIVE)
        && breaks(CHANGES_IN_SILENCE, vintage, publication);
  }

  private boolean breaks(Breach breach, Vintage vintage, Publication publication) {
    OffsetDateTime at = publication.publishedAt();
    Place place = new Place(at, publication.sequence());
    return !figures
        .conflicts(breach, vintage, place, List.of(), comparedUpTo(vintage, at), 1)
        .isEmpty();
  }

  /**
   * A vintage that cannot be listed as it stands is not compared: its state has to change first.
   */
  private List<Violation> violations(
      Vintage vintage, Place place, List<Planned> planned, boolean listed) {
    List<Violation> ofState = ofState(vintage);
    if (!ofState.isEmpty()) {
      return ofState;
    }
    if (listed) {
      return List.of(
          Violation.at(
              "",
              "listed",
              LocalizedText.of(
                  "Lần số liệu này đã nằm trong một đợt phổ biến.",
                  "This vintage is listed in a release already.")));
    }
    List<Conflict> conflicts =
        figures.conflicts(LOWER_LEVEL, vintage, place, planned, NEVER, Violations.KEPT);
    Set<CellName> ofLevel = conflicts.stream().map(Conflict::cell).collect(toSet());
    return Stream.of(
            ofOrder(vintage, place, planned, ofLevel).stream(),
            owners.foreign(vintage, place, NEVER, Violations.KEPT).stream()
                .map(ReleaseCheck::violation),
            conflicts.stream().map(conflict -> ofLevel(conflict, where(conflict, planned))))
        .flatMap(Function.identity())
        .limit(Violations.KEPT)
        .toList();
  }

  /** Why no release may list a vintage as it stands; empty for an accepted one. */
  static List<Violation> ofState(Vintage vintage) {
    if (vintage.isOpen()) {
      return List.of(
          Violation.at(
              "",
              "already-open",
              LocalizedText.of(
                  "Lần số liệu này đã được công bố.", "This vintage is public already.")));
    }
    if (vintage.state() != State.ACCEPTED) {
      return List.of(
          Violation.at(
              "",
              "state",
              LocalizedText.of(
                  "Lần số liệu đang ở trạng thái \"%s\"; chỉ số liệu đã được chấp nhận mới được đưa vào đợt."
                      .formatted(vintage.state().label().vi()),
                  "The vintage is %s; a release lists accepted vintages alone."
                      .formatted(vintage.state().label().en()))));
    }
    return List.of();
  }

  /**
   * Of a place in the past nothing: what is entered of the past has an order of its own.
   *
   * @param ofLevel cells of which the levels say it already
   */
  private List<Violation> ofOrder(
      Vintage vintage, Place place, List<Planned> planned, Set<CellName> ofLevel) {
    if (isPast(place)) {
      return List.of();
    }
    if (submissions.isLate(vintage, place, planned)) {
      return List.of(
          Violation.at(
              "",
              "later-submission",
              LocalizedText.of(
                  "Một lần gửi sau của cùng nghĩa vụ báo cáo đã hoặc sẽ công bố trước; lần này sẽ hủy"
                      + " những gì lần sau đã sửa. Không đưa vào đợt; nếu cần thì đề nghị cơ quan gửi"
                      + " đính chính mới.",
                  "A later submission for the same obligation is public before, or will be: this one"
                      + " would take back what it corrected. Do not list it; ask for a new correction"
                      + " if one is needed.")));
    }
    if (submissions.isFollowedByAnEarlier(vintage, place, planned)) {
      return List.of(
          Violation.at(
              "",
              "earlier-submission-follows",
              LocalizedText.of(
                  "Một lần gửi trước của cùng nghĩa vụ báo cáo đang nằm trong một đợt muộn hơn; hãy gỡ"
                      + " lần đó trước.",
                  "An earlier submission for the same obligation is listed in a later release: take it"
                      + " out there first.")));
    }
    return Stream.concat(
            figures.conflicts(TAKES_BACK, vintage, place, planned, NEVER, Violations.KEPT).stream()
                .filter(conflict -> !ofLevel.contains(conflict.cell()))
                .map(ReleaseCheck::takenBack),
            figures
                .conflicts(CHANGES_IN_SILENCE, vintage, place, planned, NEVER, Violations.KEPT)
                .stream()
                .map(conflict -> inSilence(conflict, where(conflict, planned))))
        .toList();
  }

  private boolean isPast(Place place) {
    return place.publishedAt().toInstant().isBefore(clock.instant());
  }

  private static Violation takenBack(Conflict conflict) {
    return conflict.byOurs()
        ? Violation.at(
            conflict.cell().pointer(),
            "later-submission",
            LocalizedText.of(
                "Một lần gửi sau đã hoặc sẽ công bố số liệu khác của ô này trước; lần này sẽ hủy số"
                    + " liệu đó. Không đưa vào đợt; nếu cần thì đề nghị cơ quan gửi đính chính mới.",
                "A later submission has published another figure of this cell before, or will have:"
                    + " this one would take it back. Do not list it; ask for a new correction if one"
                    + " is needed."))
        : Violation.at(
            conflict.cell().pointer(),
            "earlier-submission-follows",
            LocalizedText.of(
                "Một lần gửi trước có số liệu khác của ô này đang nằm trong một đợt muộn hơn; hãy gỡ"
                    + " lần đó trước.",
                "An earlier submission with another figure of this cell is listed in a later release:"
                    + " take it out there first."));
  }

  private static Violation inSilence(Conflict conflict, LocalizedText where) {
    String pointer = conflict.cell().pointer();
    if (!conflict.byOurs()) {
      return Violation.at(
          pointer,
          "change-without-notice-follows",
          LocalizedText.of(
              "Số liệu chính thức này sẽ bị thay bởi số liệu chính thức khác %s với thời điểm muộn hơn mà"
                      .formatted(where.vi())
                  + " người đọc không được báo lý do. Hãy đưa hai lần gửi vào cùng một đợt, hoặc gỡ"
                  + " lần gửi sau khỏi đợt đó trước.",
              "This official figure would be replaced by another official one %s at a later instant, and"
                      .formatted(where.en())
                  + " readers would not be told why. List both in one release, or take the later"
                  + " submission out of its release first."));
    }
    return Violation.at(
        pointer,
        "change-without-notice",
        conflict.release() == null
            ? LocalizedText.of(
                "Số liệu này thay số liệu chính thức khác đã công bố của ô mà người đọc không được báo lý do."
                    + " Không đưa vào đợt; đề nghị cơ quan gửi đính chính kèm thông báo.",
                "This figure would replace another official one of the cell that is published, and"
                    + " readers would not be told why. Do not list it; ask for a correction with a"
                    + " notice.")
            : LocalizedText.of(
                "Số liệu này sẽ thay số liệu chính thức khác %s với thời điểm sớm hơn mà người đọc không được"
                        .formatted(where.vi())
                    + " báo lý do. Hãy đưa hai lần gửi vào cùng một đợt hoặc gỡ lần gửi trước khỏi đợt"
                    + " đó; nếu lần gửi trước được công bố thì đề nghị cơ quan gửi đính chính kèm thông"
                    + " báo.",
                "This figure would replace another official one %s at an earlier instant, and readers"
                        .formatted(where.en())
                    + " would not be told why. List both in one release, or take the earlier submission"
                    + " out of its release; once that one is public, ask for a correction with a"
                    + " notice."));
  }

  private static Violation violation(Foreign foreign) {
    return Violation.at(
        foreign.cell().pointer(),
        "another-agency",
        LocalizedText.of(
            "Số liệu đã công bố của ô này thuộc cơ quan %s.".formatted(foreign.agency()),
            "The published figure of this cell belongs to the agency %s."
                .formatted(foreign.agency())));
  }

  /** Names the release of the other figure to those who see it. */
  private static LocalizedText where(Conflict conflict, List<Planned> planned) {
    String release = conflict.release();
    if (release == null) {
      return LocalizedText.of("đã công bố", "that is published");
    }
    return planned.stream().anyMatch(one -> one.visible() && one.release().equals(release))
        ? LocalizedText.of(
            "của đợt phổ biến %s".formatted(release), "of the release %s".formatted(release))
        : LocalizedText.of("của một đợt phổ biến khác", "of another release");
  }

  private static Violation ofLevel(Conflict conflict, LocalizedText where) {
    String pointer = conflict.cell().pointer();
    if (!conflict.byOurs()) {
      return Violation.at(
          pointer,
          "lower-level-follows",
          LocalizedText.of(
              "Số liệu %s này sẽ bị thay bởi số liệu %s %s với thời điểm muộn hơn."
                  .formatted(conflict.under().vi(), conflict.upper().vi(), where.vi()),
              "A figure of the level %s would be replaced by a later one of the level %s %s."
                  .formatted(conflict.under().en(), conflict.upper().en(), where.en())));
    }
    return Violation.at(
        pointer,
        conflict.lacksNotice() ? "lower-level-without-notice" : "lower-level",
        conflict.lacksNotice()
            ? LocalizedText.of(
                "Số liệu %s thay số liệu %s %s: phải có thông báo kèm theo."
                    .formatted(conflict.upper().vi(), conflict.under().vi(), where.vi()),
                "A figure of the level %s replaces one of the level %s %s: it needs a notice."
                    .formatted(conflict.upper().en(), conflict.under().en(), where.en()))
            : LocalizedText.of(
                "Số liệu %s không được thay số liệu %s %s, trừ khi đính chính hoặc đổi phương pháp."
                    .formatted(conflict.upper().vi(), conflict.under().vi(), where.vi()),
                "A figure of the level %s may not replace one of the level %s %s, except as a correction or a change of method."
                    .formatted(conflict.upper().en(), conflict.under().en(), where.en())));
  }

  private long comparedUpTo(Vintage vintage, OffsetDateTime publishedAt) {
    return compared.upTo(vintage, publishedAt).orElse(NEVER);
  }
}
