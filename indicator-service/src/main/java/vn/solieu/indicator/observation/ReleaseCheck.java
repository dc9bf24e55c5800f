package vn.solieu.indicator.observation;

import static java.util.stream.Collectors.toSet;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import vn.solieu.indicator.observation.CellOwners.Foreign;
import vn.solieu.indicator.observation.LevelOrder.Clash;
import vn.solieu.indicator.observation.LevelOrder.Place;
import vn.solieu.indicator.observation.LevelOrder.Planned;
import vn.solieu.indicator.observation.SubmissionOrder.TakenBack;
import vn.solieu.indicator.observation.Vintage.State;
import vn.solieu.platform.problem.Text;
import vn.solieu.platform.problem.Violation;
import vn.solieu.platform.problem.Violations;
import vn.solieu.platform.publication.Publication;
import vn.solieu.platform.sql.Sql;

/**
 * Whether a release may list a vintage, and whether it may still open it. The plan can change
 * between the two, so the second question alone decides; the first spares the office a release
 * without its figures.
 */
@ApplicationScoped
class ReleaseCheck {

  private static final long NEVER = -1;

  private final LevelOrder levels;
  private final CellOwners owners;
  private final SubmissionOrder submissions;
  private final Sql sql;
  private final Clock clock;

  ReleaseCheck(
      LevelOrder levels, CellOwners owners, SubmissionOrder submissions, Sql sql, Clock clock) {
    this.levels = levels;
    this.owners = owners;
    this.submissions = submissions;
    this.sql = sql;
    this.clock = clock;
  }

  /** Why it may not become public at an instant, as far as figures are public now. */
  List<Violation> againstPublic(Vintage vintage, OffsetDateTime publishedAt, boolean listed) {
    return violations(vintage, new Place(publishedAt, LevelOrder.NOT_YET), List.of(), listed);
  }

  /** Why a release may not list it, given what others list; empty when it may. */
  List<Violation> againstPlan(Vintage vintage, ReleasePlan plan) {
    // Before anything is compared: what is opened meanwhile is compared once more at the opening.
    long compared = lastApplied();
    Place place = plan.place();
    List<Planned> planned = plan.others(vintage.id());
    List<Violation> violations =
        violations(vintage, place, planned, plan.isListedElsewhere(vintage.id()));
    // What is right only because of something planned is not remembered: that may never come.
    if (violations.isEmpty()
        && (planned.isEmpty()
            || levels.clashes(vintage, place, List.of(), NEVER, 1).isEmpty()
                && submissions.takenBack(vintage, place, List.of(), NEVER, 1).isEmpty())) {
      remember(vintage, place.publishedAt(), compared);
    }
    return violations;
  }

  /** Whether its opening would replace figures that belong to another agency. */
  boolean replacesAnothers(Vintage vintage, Publication publication) {
    OffsetDateTime at = publication.publishedAt();
    return !owners
        .foreign(vintage, new Place(at, publication.sequence()), checkedUpTo(vintage, at), 1)
        .isEmpty();
  }

  /** Whether its opening would put a less complete figure over a more complete one. */
  boolean lowersALevel(Vintage vintage, Publication publication) {
    OffsetDateTime at = publication.publishedAt();
    return !levels
        .clashes(
            vintage, new Place(at, publication.sequence()), List.of(), checkedUpTo(vintage, at), 1)
        .isEmpty();
  }

  /** Whether its opening would take back what a later submission brought. */
  boolean undoesALater(Vintage vintage, Publication publication) {
    if (!publication.origin().equals(Publication.LIVE)) {
      return false;
    }
    OffsetDateTime at = publication.publishedAt();
    Place place = new Place(at, publication.sequence());
    return submissions.isLate(vintage, place, List.of())
        || !submissions.takenBack(vintage, place, List.of(), checkedUpTo(vintage, at), 1).isEmpty();
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
              Text.of(
                  "Lần số liệu này đã nằm trong một đợt phổ biến.",
                  "This vintage is listed in a release already.")));
    }
    List<Clash> clashes = levels.clashes(vintage, place, planned, NEVER, Violations.KEPT);
    Set<CellName> ofLevel = clashes.stream().map(Clash::cell).collect(toSet());
    return Stream.of(
            ofOrder(vintage, place, planned, ofLevel).stream(),
            owners.foreign(vintage, place, NEVER, Violations.KEPT).stream()
                .map(ReleaseCheck::violation),
            clashes.stream().map(clash -> violation(clash, where(clash, planned))))
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
              Text.of("Lần số liệu này đã được công bố.", "This vintage is public already.")));
    }
    if (vintage.state() != State.ACCEPTED) {
      return List.of(
          Violation.at(
              "",
              "state",
              Text.of(
                  "Lần số liệu đang ở trạng thái \"%s\"; chỉ số liệu đã được chấp nhận mới được đưa vào đợt."
                      .formatted(vintage.state().told().vi()),
                  "The vintage is %s; a release lists accepted vintages alone."
                      .formatted(vintage.state().told().en()))));
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
    if (place.publishedAt().toInstant().isBefore(clock.instant())) {
      return List.of();
    }
    if (submissions.isLate(vintage, place, planned)) {
      return List.of(
          Violation.at(
              "",
              "later-submission",
              Text.of(
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
              Text.of(
                  "Một lần gửi trước của cùng nghĩa vụ báo cáo đang nằm trong một đợt muộn hơn; hãy gỡ"
                      + " lần đó trước.",
                  "An earlier submission for the same obligation is listed in a later release: take it"
                      + " out there first.")));
    }
    return submissions.takenBack(vintage, place, planned, NEVER, Violations.KEPT).stream()
        .filter(cell -> !ofLevel.contains(cell.cell()))
        .map(ReleaseCheck::violation)
        .toList();
  }

  private static Violation violation(TakenBack cell) {
    return cell.byOurs()
        ? Violation.at(
            cell.cell().pointer(),
            "later-submission",
            Text.of(
                "Một lần gửi sau đã hoặc sẽ công bố số liệu khác của ô này trước; lần này sẽ hủy số"
                    + " liệu đó. Không đưa vào đợt; nếu cần thì đề nghị cơ quan gửi đính chính mới.",
                "A later submission has published another figure of this cell before, or will have:"
                    + " this one would take it back. Do not list it; ask for a new correction if one"
                    + " is needed."))
        : Violation.at(
            cell.cell().pointer(),
            "earlier-submission-follows",
            Text.of(
                "Một lần gửi trước có số liệu khác của ô này đang nằm trong một đợt muộn hơn; hãy gỡ"
                    + " lần đó trước.",
                "An earlier submission with another figure of this cell is listed in a later release:"
                    + " take it out there first."));
  }

  private static Violation violation(Foreign foreign) {
    return Violation.at(
        foreign.cell().pointer(),
        "another-agency",
        Text.of(
            "Số liệu đã công bố của ô này thuộc cơ quan %s.".formatted(foreign.agency()),
            "The published figure of this cell belongs to the agency %s."
                .formatted(foreign.agency())));
  }

  /** Names the release of the other figure to those who see it. */
  private static Text where(Clash clash, List<Planned> planned) {
    String release = clash.release();
    if (release == null) {
      return Text.of("đã công bố", "that is published");
    }
    return planned.stream().anyMatch(one -> one.visible() && one.release().equals(release))
        ? Text.of("của đợt phổ biến %s".formatted(release), "of the release %s".formatted(release))
        : Text.of("của một đợt phổ biến khác", "of another release");
  }

  private static Violation violation(Clash clash, Text where) {
    String pointer = clash.cell().pointer();
    if (!clash.byOurs()) {
      return Violation.at(
          pointer,
          "lower-level-follows",
          Text.of(
              "Số liệu %s này sẽ bị thay bởi số liệu %s %s với thời điểm muộn hơn."
                  .formatted(clash.under().vi(), clash.upper().vi(), where.vi()),
              "A figure of the level %s would be replaced by a later one of the level %s %s."
                  .formatted(clash.under().en(), clash.upper().en(), where.en())));
    }
    return Violation.at(
        pointer,
        clash.lacksNotice() ? "lower-level-without-notice" : "lower-level",
        clash.lacksNotice()
            ? Text.of(
                "Số liệu %s thay số liệu %s %s: phải có thông báo kèm theo."
                    .formatted(clash.upper().vi(), clash.under().vi(), where.vi()),
                "A figure of the level %s replaces one of the level %s %s: it needs a notice."
                    .formatted(clash.upper().en(), clash.under().en(), where.en()))
            : Text.of(
                "Số liệu %s không được thay số liệu %s %s, trừ khi đính chính hoặc đổi phương pháp."
                    .formatted(clash.upper().vi(), clash.under().vi(), where.vi()),
                "A figure of the level %s may not replace one of the level %s %s, except as a correction or a change of method."
                    .formatted(clash.upper().en(), clash.under().en(), where.en())));
  }

  private long lastApplied() {
    return sql.first("select last_applied from publication_position", row -> row.getLong(1))
        .orElseThrow();
  }

  private void remember(Vintage vintage, OffsetDateTime publishedAt, long sequence) {
    sql.update(
        """
        insert into release_checked (vintage, published_at, sequence) values (?, ?, ?)
        on conflict (vintage) do update set published_at = excluded.published_at, sequence = excluded.sequence
        """,
        vintage.key(),
        publishedAt,
        sequence);
  }

  /**
   * What was compared counts for the instant it was compared for, and for a later one if nothing
   * public lies between: else the vintage has other neighbours now.
   */
  private long checkedUpTo(Vintage vintage, OffsetDateTime publishedAt) {
    return sql.first(
            """
            select c.sequence from release_checked c
            where c.vintage = ?
              and (c.published_at = ? or c.published_at < ? and not exists (
                select from opening o where o.published_at >= c.published_at and o.sequence <= c.sequence))
            """,
            row -> row.getLong(1),
            vintage.key(),
            publishedAt,
            publishedAt)
        .orElse(NEVER);
  }
}
