package vn.solieu.calendar.release;

import static vn.solieu.calendar.release.ReleaseState.AWAITING;
import static vn.solieu.calendar.release.ReleaseState.CANCELLED;
import static vn.solieu.calendar.release.ReleaseState.CONFIRMED;
import static vn.solieu.calendar.release.ReleaseState.DRAFT;
import static vn.solieu.calendar.release.ReleaseState.POSTPONED;
import static vn.solieu.calendar.release.ReleaseState.PROVISIONAL;
import static vn.solieu.calendar.release.ReleaseState.PUBLISHED;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.security.Act;

/** What can be done to a release, in which states, and where it leads: the table of its life. */
public enum ReleaseAction {
  /** Its entry was made: the beginning, never done to what exists. */
  @JsonProperty("plan")
  PLAN(LocalizedText.of("dự kiến", "planned")),
  @JsonProperty("change")
  CHANGE(LocalizedText.of("sửa", "changed"), DRAFT, PROVISIONAL, CONFIRMED, POSTPONED, AWAITING),
  @JsonProperty("announce")
  ANNOUNCE(LocalizedText.of("thông báo", "announced"), DRAFT),
  @JsonProperty("confirm")
  CONFIRM(LocalizedText.of("xác nhận", "confirmed"), PROVISIONAL),
  @JsonProperty("postpone")
  POSTPONE(LocalizedText.of("hoãn", "postponed"), CONFIRMED, POSTPONED, AWAITING),
  @JsonProperty("cancel")
  CANCEL(LocalizedText.of("hủy", "cancelled"), DRAFT, PROVISIONAL, CONFIRMED, POSTPONED, AWAITING),
  @JsonProperty("seal")
  SEAL(LocalizedText.of("niêm phong", "sealed"), CONFIRMED, POSTPONED, AWAITING),
  /** One person has seen another's publication. */
  @JsonProperty("report")
  REPORT(
      LocalizedText.of("báo đã công bố", "reported as published elsewhere"),
      CONFIRMED,
      POSTPONED,
      AWAITING),
  /** A second person has seen it too. */
  @JsonProperty("confirm-report")
  CONFIRM_REPORT(
      LocalizedText.of("xác nhận đã công bố", "confirmed as published elsewhere"),
      CONFIRMED,
      POSTPONED,
      AWAITING),
  /** The not-before instant has come. */
  @JsonProperty("await")
  AWAIT(LocalizedText.of("chờ", "awaited"), CONFIRMED, POSTPONED),
  /** The instant has come, and nobody had confirmed it or it has nothing to publish. */
  @JsonProperty("fall-due")
  FALL_DUE(
      LocalizedText.of("đánh dấu quá hạn", "marked overdue"),
      PROVISIONAL,
      CONFIRMED,
      POSTPONED,
      AWAITING),
  @JsonProperty("publish")
  PUBLISH(LocalizedText.of("công bố", "published"), CONFIRMED, POSTPONED, AWAITING),
  /** A second person has confirmed what lies in the past: it enters the log with that instant. */
  @JsonProperty("record")
  RECORD(LocalizedText.of("ghi vào lưu trữ", "recorded as published"), DRAFT);

  private final LocalizedText done;
  private final Set<ReleaseState> from;

  ReleaseAction(LocalizedText done, ReleaseState... from) {
    this.done = done;
    this.from = Set.of(from);
  }

  /** The state after this, or empty where it cannot be done. */
  public Optional<ReleaseState> after(ReleaseState state) {
    if (!from.contains(state)) {
      return Optional.empty();
    }
    return Optional.of(
        switch (this) {
          case ANNOUNCE -> PROVISIONAL;
          case CONFIRM -> CONFIRMED;
          case POSTPONE -> POSTPONED;
          case CANCEL -> CANCELLED;
          case AWAIT -> AWAITING;
          case PUBLISH, RECORD -> PUBLISHED;
          case PLAN, CHANGE, SEAL, REPORT, CONFIRM_REPORT, FALL_DUE -> state;
        });
  }

  /** Whether it means anything for a release of this kind. */
  public boolean suits(Trigger trigger, Origin origin) {
    if (origin == Origin.ARCHIVE) {
      return this == PLAN || this == CHANGE || this == CANCEL || this == RECORD;
    }
    return switch (this) {
      case PLAN, CHANGE, ANNOUNCE, CONFIRM, POSTPONE, CANCEL, FALL_DUE -> true;
      case SEAL, PUBLISH -> trigger != Trigger.NONE;
      case REPORT, CONFIRM_REPORT, AWAIT -> trigger == Trigger.EXTERNAL;
      case RECORD -> false;
    };
  }

  /** What it asks for, done by a person. */
  Act asks(Origin origin) {
    return switch (this) {
      case CONFIRM -> Act.CONFIRM_RELEASE;
      case CONFIRM_REPORT -> Act.CONFIRM_REPORT;
      default -> origin.planning();
    };
  }

  LocalizedText done() {
    return done;
  }

  /**
   * Where people do it, from the address of the release on; empty for what they do not do to it.
   */
  private Optional<String> request() {
    return switch (this) {
      case CHANGE -> Optional.of("PUT");
      case ANNOUNCE, CONFIRM, POSTPONE, CANCEL, SEAL -> Optional.of("POST …/" + word());
      case REPORT -> Optional.of("POST …/external-publication");
      case CONFIRM_REPORT -> Optional.of("POST …/external-publication/confirm");
      case RECORD -> Optional.of("POST …/confirm");
      case PLAN, AWAIT, FALL_DUE, PUBLISH -> Optional.empty();
    };
  }

  /** What people can do to a release, for whoever is refused something else. */
  static LocalizedText possible(ReleaseState state, Trigger trigger, Origin origin) {
    List<ReleaseAction> possible =
        Arrays.stream(values())
            .filter(action -> action.suits(trigger, origin))
            .filter(action -> action.after(state).isPresent() && action.request().isPresent())
            .toList();
    if (possible.isEmpty()) {
      return LocalizedText.of(
          "Hãy dự kiến một đợt khác (POST /v1/releases).",
          "Plan another release (POST /v1/releases).");
    }
    // A plan that does not bind yet is moved by a change, not postponed.
    boolean movable = !state.isBinding();
    return LocalizedText.of(
        "Có thể: " + listed(possible, LocalizedText::vi, movable ? ", cả thời điểm" : "") + ".",
        "It can be: "
            + listed(possible, LocalizedText::en, movable ? ", its instant too" : "")
            + ".");
  }

  private static String listed(
      List<ReleaseAction> actions, Function<LocalizedText, String> language, String ofChange) {
    return actions.stream()
        .map(
            action ->
                language.apply(action.done)
                    + " ("
                    + action.request().orElseThrow()
                    + (action == CHANGE ? ofChange : "")
                    + ")")
        .collect(Collectors.joining(", "));
  }

  /** As history and the audit log name it. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
