package vn.solieu.calendar.release;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.problem.FieldValidator;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.problem.Violations;
import vn.solieu.platform.text.Formula;
import vn.solieu.platform.time.Period;

/**
 * What must hold of a release: NĐ 94/2016/NĐ-CP art. 4 (name, time and responsible unit of what
 * will be published), and the promises of the house. Each rule looks at its own member, so that
 * everything wrong is told at once.
 */
final class ReleaseRules {

  private static final int TITLE = 300;
  static final int TEXT = 2_000;
  private static final int MOST_PERIODS = 24;
  private static final Instant FIRST = Instant.parse("1945-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("2999-01-01T00:00:00Z");

  private ReleaseRules() {}

  /**
   * @param planned what stood before; null for a new release
   */
  static Violations ofPlan(ReleasePlan plan, @Nullable ReleasePlan planned, Instant now) {
    Violations violations = new Violations();
    FieldValidator fields = new FieldValidator(violations);
    fields.id("id", plan.id());
    if (fields.required("titleVi", plan.titleVi())) {
      fields.text("titleVi", plan.titleVi(), TITLE);
    }
    if (fields.required("titleEn", plan.titleEn())) {
      fields.text("titleEn", plan.titleEn(), TITLE);
    }
    fields.required("agency", plan.agency());
    fields.text("publisher", plan.publisher(), TITLE);
    fields.id("product", plan.product());
    periods(fields, plan.periods());
    switch (plan.origin()) {
      case LIVE -> live(fields, plan, planned, now);
      case ARCHIVE -> archive(fields, plan, now);
    }
    return violations;
  }

  private static void live(
      FieldValidator fields, ReleasePlan plan, @Nullable ReleasePlan planned, Instant now) {
    OffsetDateTime scheduledAt = plan.scheduledAt();
    fields.required("scheduledAt", scheduledAt);
    if (scheduledAt != null && (planned == null || !scheduledAt.equals(planned.scheduledAt()))) {
      ahead(fields, scheduledAt.toInstant(), now);
    }
    LocalizedText archiveOnly =
        LocalizedText.of("Chỉ dùng cho đợt lưu trữ.", "It is for an archive release alone.");
    refuseIf(plan.publishedAt() != null, fields, "publishedAt", "archive-only", archiveOnly);
    refuseIf(plan.evidence() != null, fields, "evidence", "archive-only", archiveOnly);
    refuseIf(plan.reconstructed(), fields, "reconstructed", "archive-only", archiveOnly);
    if (plan.trigger() == Trigger.CLOCK) {
      refuseIf(
          plan.publisher() != null,
          fields,
          "publisher",
          "own-clock",
          LocalizedText.of(
              "Đợt của nhà công bố khác không thể công bố theo đồng hồ của tỉnh.",
              "What another publisher releases cannot go out by our clock."));
    } else {
      fields.required("publisher", plan.publisher());
    }
  }

  private static void archive(FieldValidator fields, ReleasePlan plan, Instant now) {
    fields.required("publishedAt", plan.publishedAt());
    if (plan.publishedAt() != null) {
      past(fields, "publishedAt", plan.publishedAt().toInstant(), now);
    }
    if (fields.required("evidence", plan.evidence())) {
      fields.text("evidence", plan.evidence(), TEXT);
    }
    LocalizedText liveOnly =
        LocalizedText.of("Không dùng cho đợt lưu trữ.", "It is not for an archive release.");
    refuseIf(plan.scheduledAt() != null, fields, "scheduledAt", "live-only", liveOnly);
    refuseIf(plan.trigger() != Trigger.NONE, fields, "trigger", "live-only", liveOnly);
    refuseIf(plan.precision() != Precision.TIME, fields, "precision", "live-only", liveOnly);
  }

  private static void periods(FieldValidator fields, @Nullable List<String> periods) {
    if (periods == null) {
      return;
    }
    fields.size("periods", periods, 0, MOST_PERIODS);
    HashSet<String> seen = new HashSet<>();
    for (int i = 0; i < Math.min(periods.size(), MOST_PERIODS); i++) {
      String period = periods.get(i);
      if (period == null || Period.find(period).isEmpty() || !seen.add(period)) {
        fields.refuse(
            "periods/" + i,
            "period",
            LocalizedText.of(
                "Phải là một kỳ như 2026-10, 2026-Q3, 2026-S1, 2026-01-01/P9M hoặc 2026, mỗi kỳ một"
                    + " lần.",
                "Must be a period as 2026-10, 2026-Q3, 2026-S1, 2026-01-01/P9M or 2026, each"
                    + " once."));
      }
    }
  }

  /**
   * The notice of the figures, in both languages. It goes on into tables, where a program would
   * compute what begins like a formula.
   *
   * @throws ProblemException 422 with everything that is wrong
   */
  static LocalizedText notice(@Nullable String vi, @Nullable String en) {
    Violations violations = new Violations();
    FieldValidator fields = new FieldValidator(violations);
    notice(fields, "vi", vi);
    notice(fields, "en", en);
    violations.throwIfAny(
        ProblemType.INVALID_CONTENT,
        LocalizedText.of(
            "Nội dung chưa đúng; xem errors.", "The content is not valid; see errors."));
    return LocalizedText.of(requireNonNull(vi), requireNonNull(en));
  }

  private static void notice(FieldValidator fields, String member, @Nullable String value) {
    fields.required(member, value);
    fields.text(member, value, TEXT);
    refuseIf(
        Formula.begins(value),
        fields,
        member,
        "formula",
        LocalizedText.of(
            "Không được bắt đầu bằng =, +, - hoặc @.", "It must not begin with =, +, - or @."));
  }

  /** A promise that is already broken is not made. */
  static void ahead(FieldValidator fields, Instant scheduledAt, Instant now) {
    refuseIf(
        !scheduledAt.isAfter(now) || scheduledAt.isAfter(LAST),
        fields,
        "scheduledAt",
        "future",
        LocalizedText.of("Phải ở trong tương lai.", "It must lie in the future."));
  }

  /** The same of an instant that was planned before: time has gone by since. */
  static void stillAhead(FieldValidator fields, Instant scheduledAt, Instant now) {
    refuseIf(
        !scheduledAt.isAfter(now),
        fields,
        "scheduledAt",
        "future",
        LocalizedText.of(
            "Thời điểm đã qua; sửa scheduledAt (PUT) rồi làm lại.",
            "Its instant is past; change scheduledAt (PUT), then do this again."));
  }

  /** What a binding release no longer allows to be changed: it would be another promise. */
  static void ofChange(
      Violations violations, ReleasePlan plan, ReleasePlan planned, ReleaseState state) {
    FieldValidator fields = new FieldValidator(violations);
    LocalizedText fixed =
        LocalizedText.of(
            "Không thay đổi được nữa; nếu cần, hủy đợt này và dự kiến đợt khác.",
            "It can no longer be changed; if it must, cancel this release and plan another one.");
    refuseIf(plan.id() != null && !plan.id().equals(planned.id()), fields, "id", "fixed", fixed);
    refuseIf(plan.origin() != planned.origin(), fields, "origin", "fixed", fixed);
    if (state.isBinding()) {
      refuseIf(!Objects.equals(plan.agency(), planned.agency()), fields, "agency", "fixed", fixed);
      refuseIf(plan.trigger() != planned.trigger(), fields, "trigger", "fixed", fixed);
      refuseIf(
          !Objects.equals(plan.publisher(), planned.publisher()),
          fields,
          "publisher",
          "fixed",
          fixed);
      refuseIf(
          !Objects.equals(plan.scheduledAt(), planned.scheduledAt())
              || plan.precision() != planned.precision(),
          fields,
          "scheduledAt",
          "postpone",
          LocalizedText.of(
              "Thời điểm đã xác nhận chỉ được hoãn (POST …/postpone), có lý do.",
              "A confirmed instant can only be postponed (POST …/postpone), with a reason."));
    }
  }

  /** Postponing moves the promise back: bringing it forward would surprise those who waited. */
  static void ofPostponement(
      Violations violations,
      @Nullable OffsetDateTime newInstant,
      Instant scheduledAt,
      Instant now) {
    FieldValidator fields = new FieldValidator(violations);
    fields.required("scheduledAt", newInstant);
    if (newInstant != null) {
      ahead(fields, newInstant.toInstant(), now);
      refuseIf(
          !newInstant.toInstant().isAfter(scheduledAt),
          fields,
          "scheduledAt",
          "later",
          LocalizedText.of(
              "Phải sau thời điểm cũ; muốn sớm hơn thì hủy và dự kiến đợt khác.",
              "It must be later than the instant before; for an earlier one cancel it and plan"
                  + " another release."));
    }
  }

  /** Confirmation promises an exact instant. */
  static void ofConfirmation(
      Violations violations,
      Trigger trigger,
      Precision precision,
      Instant scheduledAt,
      Instant now) {
    FieldValidator fields = new FieldValidator(violations);
    refuseIf(
        trigger != Trigger.NONE && precision != Precision.TIME,
        fields,
        "precision",
        "exact-time",
        LocalizedText.of(
            "Chưa có giờ chính xác; sửa kế hoạch (PUT, precision=time) rồi xác nhận.",
            "The exact time is not known yet; give it (PUT, precision time), then confirm."));
    stillAhead(fields, scheduledAt, now);
  }

  /** Another's publication is reported when it has been seen, not before. */
  static void ofReport(
      Violations violations,
      @Nullable String source,
      @Nullable OffsetDateTime seenAt,
      Instant now) {
    FieldValidator fields = new FieldValidator(violations);
    fields.required("source", source);
    fields.text("source", source, TEXT);
    fields.required("seenAt", seenAt);
    if (seenAt != null) {
      past(fields, "seenAt", seenAt.toInstant(), now);
    }
  }

  private static void past(FieldValidator fields, String member, Instant instant, Instant now) {
    refuseIf(
        instant.isAfter(now) || instant.isBefore(FIRST),
        fields,
        member,
        "past",
        LocalizedText.of(
            "Phải ở trong quá khứ, từ năm 1945.", "It must lie in the past, from 1945 on."));
  }

  /**
   * A reason, where the public was told something else before; what it reads, in both languages.
   */
  static void reason(FieldValidator fields, Reason reason, boolean required) {
    if (required) {
      fields.required("reason", reason.vi());
      fields.required("reasonEn", reason.en());
    }
    fields.text("reason", reason.vi(), TEXT);
    fields.text("reasonEn", reason.en(), TEXT);
  }

  static ProblemException twoPersons() {
    return new ProblemException(
        ProblemType.FORBIDDEN,
        LocalizedText.of(
            "Cần hai người: người đã dự kiến, chuẩn bị hoặc báo cáo không được tự xác nhận.",
            "Two persons are needed: who planned, prepared or reported it cannot confirm it."));
  }

  /** Whether a release that should have gone out at an instant went out late. */
  static boolean isLate(Instant scheduledAt, Instant publishedAt, Duration tolerance) {
    return publishedAt.isAfter(scheduledAt.plus(tolerance));
  }

  private static void refuseIf(
      boolean wrong, FieldValidator fields, String member, String rule, LocalizedText message) {
    if (wrong) {
      fields.refuse(member, rule, message);
    }
  }
}
