package vn.solieu.indicator.appraisal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.solieu.indicator.definition.Word;
import vn.solieu.indicator.form.Form;
import vn.solieu.indicator.form.FormService;
import vn.solieu.indicator.form.Obligation;
import vn.solieu.indicator.form.ObligationState;
import vn.solieu.indicator.form.RoundService;
import vn.solieu.indicator.observation.VintageStore;
import vn.solieu.indicator.submission.Finding;
import vn.solieu.indicator.submission.Severity;
import vn.solieu.indicator.submission.Submission;
import vn.solieu.indicator.submission.SubmissionState;
import vn.solieu.indicator.submission.Submissions;
import vn.solieu.platform.audit.AuditLog;
import vn.solieu.platform.http.Preconditions;
import vn.solieu.platform.problem.Fields;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.problem.Text;
import vn.solieu.platform.problem.Violations;
import vn.solieu.platform.security.Caller;
import vn.solieu.platform.security.Roles;
import vn.solieu.platform.security.Scope;
import vn.solieu.platform.time.Instants;

/** Decides on submissions. Whoever appraises is not who sent, whatever the roles. */
@ApplicationScoped
class AppraisalService {

  private static final int LONGEST_TEXT = 2_000;

  private final Submissions submissions;
  private final RoundService rounds;
  private final FormService forms;
  private final VintageStore vintages;
  private final AuditLog audit;
  private final Clock clock;

  AppraisalService(
      Submissions submissions,
      RoundService rounds,
      FormService forms,
      VintageStore vintages,
      AuditLog audit,
      Clock clock) {
    this.submissions = submissions;
    this.rounds = rounds;
    this.forms = forms;
    this.vintages = vintages;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * The office takes the figures over: they open with the release that lists them.
   *
   * @throws ProblemException 403 for the sender and for who may not appraise; 404; 409; 412 and 428
   *     as the precondition asks
   */
  @Transactional
  Submission accept(UUID id, @Nullable String ifMatch, Caller caller) {
    Locked locked = lock(id, caller);
    requireAppraiser(locked, caller);
    move(locked, SubmissionState.ACCEPTED, ifMatch);
    vintages.accept(vintage(locked));
    return decide(locked, SubmissionState.ACCEPTED, Decision.WITHOUT_WORDS, caller);
  }

  /**
   * The office gives the figures back, also after it had accepted them, until they are listed in a
   * release.
   *
   * @throws ProblemException as {@link #accept}, and 422
   */
  @Transactional
  Submission giveBack(UUID id, @Nullable String ifMatch, Decision decision, Caller caller) {
    check(decision);
    Locked locked = lock(id, caller);
    requireAppraiser(locked, caller);
    move(locked, SubmissionState.RETURNED, ifMatch);
    vintages.giveBack(vintage(locked));
    return decide(locked, SubmissionState.RETURNED, decision, caller);
  }

  /**
   * The agency takes its figures back before the office has decided.
   *
   * @throws ProblemException 403 unless the caller reports for the agency; 404; 409; 412 and 428 as
   *     the precondition asks
   */
  @Transactional
  Submission withdraw(UUID id, @Nullable String ifMatch, Caller caller) {
    Locked locked = lock(id, caller);
    requireSender(locked, caller);
    move(locked, SubmissionState.WITHDRAWN, ifMatch);
    vintages.withdraw(vintage(locked));
    return decide(locked, SubmissionState.WITHDRAWN, Decision.WITHOUT_WORDS, caller);
  }

  private record Locked(Obligation obligation, Submission submission) {}

  private Locked lock(UUID id, Caller caller) {
    Submission found =
        submissions
            .find(id)
            .filter(one -> caller.sees(one.agency()))
            .orElseThrow(Submissions::unknown);
    // First the obligation, as a push does: two that decide at once wait, and never in a circle.
    Obligation obligation = rounds.lock(found.obligation()).orElseThrow();
    return new Locked(obligation, submissions.lock(id).orElseThrow());
  }

  private void requireAppraiser(Locked locked, Caller caller) {
    Submission submission = locked.submission;
    Form form = forms.version(submission.form(), locked.obligation.formVersion());
    if (!AppraisalPolicy.mayAppraise(form, caller)) {
      throw new ProblemException(
          ProblemType.FORBIDDEN,
          Text.of(
              "Cần vai trò appraiser cho biểu %s.".formatted(form.id()),
              "The role appraiser is needed for the form %s.".formatted(form.id())));
    }
    if (caller.is(submission.sender())) {
      throw new ProblemException(
          ProblemType.FORBIDDEN,
          Text.of(
              "Người gửi không được tự thẩm định; cần một người khác.",
              "Who sent it may not appraise it; it takes another person."));
    }
  }

  private static void requireSender(Locked locked, Caller caller) {
    Submission submission = locked.submission;
    Scope scope = Scope.agency(submission.agency()).form(submission.form());
    boolean reports =
        caller.agency().equals(submission.agency())
            && (caller.may(Roles.REPORTER, scope)
                || caller.may(Roles.HEAD, scope)
                || caller.may(Roles.STATISTICIAN, scope));
    if (!reports) {
      throw new ProblemException(
          ProblemType.FORBIDDEN,
          Text.of(
              "Chỉ cơ quan gửi mới được rút lại.",
              "Only the agency that sent it may withdraw it."));
    }
  }

  private static void move(Locked locked, SubmissionState next, @Nullable String ifMatch) {
    Submission submission = locked.submission;
    Preconditions.requireMatch(ifMatch, submission.tag());
    if (!submission.asState().mayBecome(next)) {
      throw conflict(
          "Báo cáo đang ở trạng thái %s.".formatted(submission.state()),
          "The submission is in the state %s.".formatted(submission.state()));
    }
    if (next == SubmissionState.ACCEPTED
        && locked.obligation.asState() == ObligationState.CANCELLED) {
      throw conflict("Nghĩa vụ báo cáo này đã được hủy.", "This obligation has been cancelled.");
    }
  }

  private Submission decide(
      Locked locked, SubmissionState state, Decision decision, Caller caller) {
    Submission decided =
        submissions.decide(
            locked.submission,
            state,
            caller,
            Instants.local(clock.instant()),
            decision.text(),
            decision.remarks().stream().map(AppraisalService::finding).toList());
    rounds.move(
        locked.obligation,
        locked
            .obligation
            .asState()
            .following(
                submissions.has(locked.obligation, SubmissionState.RECEIVED),
                submissions.has(locked.obligation, SubmissionState.ACCEPTED)));
    audit.record(
        caller,
        "submission." + action(state),
        "submission",
        decided.id().toString(),
        Map.of("before", locked.submission.state(), "version", decided.version()));
    return decided;
  }

  private static String action(SubmissionState state) {
    return switch (state) {
      case ACCEPTED -> "accept";
      case RETURNED -> "return";
      case WITHDRAWN -> "withdraw";
      case REFUSED, RECEIVED -> throw new IllegalArgumentException(Word.of(state));
    };
  }

  /** People write in their own language: the same words stand for both. */
  private static Finding finding(Decision.Remark remark) {
    return new Finding(
        "appraisal", Severity.HARD, remark.row(), remark.column(), remark.text(), remark.text());
  }

  private static void check(Decision decision) {
    Violations violations = new Violations();
    Fields fields = new Fields(violations);
    fields.required("text", decision.text());
    fields.text("text", decision.text(), LONGEST_TEXT);
    List<Decision.Remark> remarks = decision.remarks();
    fields.size("remarks", remarks, 0, Violations.KEPT);
    for (int i = 0; i < Math.min(remarks.size(), Violations.KEPT); i++) {
      Fields item = fields.item("remarks", i);
      item.required("text", remarks.get(i).text());
      item.text("text", remarks.get(i).text(), LONGEST_TEXT);
      item.text("column", remarks.get(i).column(), 200);
    }
    violations.throwIfAny(
        ProblemType.INVALID_CONTENT,
        Text.of("Nội dung chưa đúng; xem errors.", "The content is not valid; see errors."));
  }

  private static UUID vintage(Locked locked) {
    return Objects.requireNonNull(locked.submission.vintage());
  }

  private static ProblemException conflict(String vi, String en) {
    return new ProblemException(ProblemType.CONFLICT_OF_STATE, Text.of(vi, en));
  }
}
