package vn.solieu.indicator.appraisal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import vn.solieu.indicator.definition.EnumCodec;
import vn.solieu.indicator.form.Columns;
import vn.solieu.indicator.form.Form;
import vn.solieu.indicator.form.FormRegister;
import vn.solieu.indicator.form.Obligation;
import vn.solieu.indicator.form.ObligationState;
import vn.solieu.indicator.form.RoundService;
import vn.solieu.indicator.form.rule.CellAddress;
import vn.solieu.indicator.form.rule.Finding;
import vn.solieu.indicator.observation.ValueType;
import vn.solieu.indicator.observation.VintageStore;
import vn.solieu.indicator.submission.Submission;
import vn.solieu.indicator.submission.SubmissionReader;
import vn.solieu.indicator.submission.SubmissionState;
import vn.solieu.indicator.submission.Submissions;
import vn.solieu.platform.audit.AuditLog;
import vn.solieu.platform.problem.FieldValidator;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.problem.Violation;
import vn.solieu.platform.problem.Violations;
import vn.solieu.platform.security.Act;
import vn.solieu.platform.security.Caller;
import vn.solieu.platform.sql.Jsonb;
import vn.solieu.platform.time.Accumulation;
import vn.solieu.platform.time.Instants;
import vn.solieu.platform.time.Period;
import vn.solieu.platform.time.Reference;
import vn.solieu.platform.version.Precondition;

/** Decides on submissions. Whoever appraises is not who sent, whatever the roles. */
@ApplicationScoped
class AppraisalService {

  private static final int LONGEST_TEXT = 2_000;

  private static final LocalizedText NOT_VALID =
      LocalizedText.of("Nội dung chưa đúng; xem errors.", "The content is not valid; see errors.");

  private final Submissions submissions;
  private final SubmissionReader reader;
  private final RoundService rounds;
  private final FormRegister forms;
  private final VintageStore vintages;
  private final AuditLog audit;
  private final Jsonb json;
  private final Clock clock;

  AppraisalService(
      Submissions submissions,
      SubmissionReader reader,
      RoundService rounds,
      FormRegister forms,
      VintageStore vintages,
      AuditLog audit,
      Jsonb json,
      Clock clock) {
    this.submissions = submissions;
    this.reader = reader;
    this.rounds = rounds;
    this.forms = forms;
    this.vintages = vintages;
    this.audit = audit;
    this.json = json;
    this.clock = clock;
  }

  /**
   * The office takes the figures over: they open with the release that lists them.
   *
   * @throws ProblemException 403 for the sender and for who may not appraise; 404; 409; 412 and 428
   *     as the precondition asks
   */
  @Transactional
  Submission accept(UUID id, Precondition precondition, Caller caller) {
    Locked locked = lock(id, caller);
    requireAppraiser(locked, caller);
    move(locked, SubmissionState.ACCEPTED, precondition);
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
  Submission giveBack(UUID id, Precondition precondition, Decision decision, Caller caller) {
    check(decision);
    Locked locked = lock(id, caller);
    requireAppraiser(locked, caller);
    requireThere(locked, decision.remarks());
    move(locked, SubmissionState.RETURNED, precondition);
    vintages.giveBack(vintage(locked), caller);
    return decide(locked, SubmissionState.RETURNED, decision, caller);
  }

  /**
   * The agency takes its figures back before the office has decided.
   *
   * @throws ProblemException 403 unless the caller reports for the agency; 404; 409; 412 and 428 as
   *     the precondition asks
   */
  @Transactional
  Submission withdraw(UUID id, Precondition precondition, Caller caller) {
    Locked locked = lock(id, caller);
    requireSender(locked, caller);
    move(locked, SubmissionState.WITHDRAWN, precondition);
    vintages.withdraw(vintage(locked), caller);
    return decide(locked, SubmissionState.WITHDRAWN, Decision.WITHOUT_WORDS, caller);
  }

  private record Locked(Obligation obligation, Submission submission) {}

  private Locked lock(UUID id, Caller caller) {
    Submission found = reader.find(caller, id).orElseThrow(Submissions::unknown);
    // First the obligation, as a push does.
    Obligation obligation = rounds.lock(found.obligation()).orElseThrow();
    return new Locked(obligation, submissions.lock(id).orElseThrow());
  }

  private void requireAppraiser(Locked locked, Caller caller) {
    Submission submission = locked.submission;
    Form form = form(locked);
    if (!AppraisalPolicy.mayAppraise(
        form,
        submission.agency(),
        caller,
        (act, agency) -> reader.may(caller, act, submission, agency))) {
      throw new ProblemException(
          ProblemType.FORBIDDEN,
          LocalizedText.of(
              "Cần vai trò thẩm định (appraiser) cho biểu %s và địa bàn của số liệu."
                  .formatted(form.id()),
              "The role appraiser is needed for the form %s and the areas of the figures."
                  .formatted(form.id())));
    }
    if (caller.is(submission.sender())) {
      throw new ProblemException(
          ProblemType.FORBIDDEN,
          LocalizedText.of(
              "Người gửi không được tự thẩm định; cần một người khác.",
              "Who sent it may not appraise it; it takes another person."));
    }
  }

  private Form form(Locked locked) {
    return forms.version(locked.submission.form(), locked.obligation.formVersion()).form();
  }

  private void requireSender(Locked locked, Caller caller) {
    Submission submission = locked.submission;
    boolean reports =
        caller.agency().equals(submission.agency())
            && reader.may(caller, Act.REPORT, submission, submission.agency());
    if (!reports) {
      throw new ProblemException(
          ProblemType.FORBIDDEN,
          LocalizedText.of(
              "Chỉ cơ quan gửi mới được rút lại.",
              "Only the agency that sent it may withdraw it."));
    }
  }

  private static void move(Locked locked, SubmissionState next, Precondition precondition) {
    Submission submission = locked.submission;
    precondition.requireMatch(submission.tag());
    if (!submission.asState().mayBecome(next)) {
      LocalizedText instead = instead(submission.asState());
      throw conflict(
          "Báo cáo đang ở trạng thái \"%s\". %s"
              .formatted(submission.asState().nameVi(), instead.vi()),
          "The submission is in the state %s. %s".formatted(submission.state(), instead.en()));
    }
    if (next == SubmissionState.ACCEPTED
        && locked.obligation.asState() == ObligationState.CANCELLED) {
      throw conflict(
          "Nghĩa vụ báo cáo này đã được hủy; báo cáo chỉ còn được trả lại (POST …/return).",
          "This obligation has been cancelled; the submission can only be returned (POST …/return).");
    }
  }

  /** What can be done where something else was asked for. */
  private static LocalizedText instead(SubmissionState state) {
    return switch (state) {
      case RECEIVED, ACCEPTED ->
          LocalizedText.of(
              "Chưa công bố thì còn trả lại được (POST …/return).",
              "Until its figures are public it can be returned (POST …/return).");
      case REFUSED, RETURNED, WITHDRAWN ->
          LocalizedText.of(
              "Cơ quan gửi báo cáo mới (POST /v1/submissions).",
              "Its agency sends another one (POST /v1/submissions).");
    };
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
                submissions.has(locked.obligation, SubmissionState.ACCEPTED),
                submissions.isLastReturned(locked.obligation)));
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
      case REFUSED, RECEIVED -> throw new IllegalArgumentException(EnumCodec.of(state));
    };
  }

  private static Finding finding(Decision.Remark remark) {
    return Finding.remark(remark.row(), remark.column(), remark.cell(), remark.text());
  }

  private static void check(Decision decision) {
    Violations violations = new Violations();
    FieldValidator fields = new FieldValidator(violations);
    fields.required("text", decision.text());
    fields.text("text", decision.text(), LONGEST_TEXT);
    List<Decision.Remark> remarks = decision.remarks();
    fields.size("remarks", remarks, 0, Violations.KEPT);
    for (int i = 0; i < Math.min(remarks.size(), Violations.KEPT); i++) {
      FieldValidator item = fields.item("remarks", i);
      item.required("text", remarks.get(i).text());
      item.text("text", remarks.get(i).text(), LONGEST_TEXT);
      item.text("column", remarks.get(i).column(), 200);
    }
    violations.throwIfAny(ProblemType.INVALID_CONTENT, NOT_VALID);
  }

  /** A remark that hits nothing would be lost on the sender. */
  private void requireThere(Locked locked, List<Decision.Remark> remarks) {
    Submission submission = locked.submission;
    Columns columns = new Columns(form(locked));
    Violations violations = new Violations();
    for (int i = 0; i < remarks.size(); i++) {
      Integer row = remarks.get(i).row();
      if (row != null && !submissions.hasRow(submission, row)) {
        violations.add(
            Violation.at(
                "/remarks/" + i + "/row",
                "unknown",
                LocalizedText.of(
                    "Tệp không có số liệu ở dòng %d.".formatted(row),
                    "The file has no figure in row %d.".formatted(row))));
      }
      String column = remarks.get(i).column();
      if (column != null && !columns.has(column)) {
        String names = String.join(", ", columns.names());
        violations.add(
            Violation.at(
                "/remarks/" + i + "/column",
                "unknown",
                LocalizedText.of(
                    "Biểu không có cột này. Các cột: %s.".formatted(names),
                    "The form has no such column. Its columns: %s.".formatted(names))));
      }
      CellAddress cell = remarks.get(i).cell();
      if (cell != null && !holds(submission, cell)) {
        violations.add(
            Violation.at(
                "/remarks/" + i + "/cell",
                "unknown",
                LocalizedText.of(
                    "Báo cáo này không có số liệu của ô đó.",
                    "This submission has no figure of that cell.")));
      }
    }
    violations.throwIfAny(ProblemType.INVALID_CONTENT, NOT_VALID);
  }

  private boolean holds(Submission submission, CellAddress cell) {
    Optional<Period> period = Period.find(Objects.requireNonNullElse(cell.period(), ""));
    Optional<Accumulation> accumulation =
        cell.accumulation() == null
            ? Optional.of(Accumulation.PERIOD)
            : Accumulation.find(cell.accumulation());
    return submission.vintage() != null
        && period.isPresent()
        && accumulation.isPresent()
        && vintages.holds(
            submission.vintage(),
            String.valueOf(cell.measure()),
            String.valueOf(cell.area()),
            json.write(cell.breakdowns() == null ? Map.of() : cell.breakdowns()),
            cell.valueType() == null ? EnumCodec.of(ValueType.ACTUAL) : cell.valueType(),
            Objects.requireNonNullElse(cell.variant(), ""),
            new Reference(period.get(), accumulation.get()).canonical());
  }

  private static UUID vintage(Locked locked) {
    return Objects.requireNonNull(locked.submission.vintage());
  }

  private static ProblemException conflict(String vi, String en) {
    return new ProblemException(ProblemType.CONFLICT_OF_STATE, LocalizedText.of(vi, en));
  }
}
