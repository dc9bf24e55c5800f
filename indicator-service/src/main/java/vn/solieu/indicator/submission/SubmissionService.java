package vn.solieu.indicator.submission;

import static java.util.Objects.requireNonNull;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.narayana.jta.runtime.TransactionConfiguration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.solieu.indicator.definition.EnumCodec;
import vn.solieu.indicator.form.Form;
import vn.solieu.indicator.form.FormRegister;
import vn.solieu.indicator.form.FormVersion;
import vn.solieu.indicator.form.Obligation;
import vn.solieu.indicator.form.ObligationState;
import vn.solieu.indicator.form.RoundService;
import vn.solieu.indicator.form.rule.Findings;
import vn.solieu.indicator.form.rule.Severity;
import vn.solieu.indicator.observation.NewVintage;
import vn.solieu.indicator.observation.Reason;
import vn.solieu.indicator.observation.Vintage;
import vn.solieu.indicator.observation.VintageStore;
import vn.solieu.indicator.submission.Checking.Checked;
import vn.solieu.indicator.submission.check.StagedPush;
import vn.solieu.platform.audit.AuditLog;
import vn.solieu.platform.idempotency.Idempotency;
import vn.solieu.platform.idempotency.IdempotencyRequest;
import vn.solieu.platform.idempotency.Once;
import vn.solieu.platform.identity.UuidV7;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.problem.Violation;
import vn.solieu.platform.publication.ReleaseGate;
import vn.solieu.platform.security.Act;
import vn.solieu.platform.security.Caller;
import vn.solieu.platform.security.Scope;
import vn.solieu.platform.time.Deadline;
import vn.solieu.platform.time.Instants;
import vn.solieu.platform.version.EntityTag;

/** Takes what agencies push: checked, answered and stored in one transaction. */
@ApplicationScoped
public class SubmissionService {

  private final RoundService rounds;
  private final FormRegister forms;
  private final Checking checking;
  private final VintageStore vintages;
  private final Submissions submissions;
  private final Idempotency idempotency;
  private final AuditLog audit;
  private final ReleaseGate gate;
  private final Clock clock;

  SubmissionService(
      RoundService rounds,
      FormRegister forms,
      Checking checking,
      VintageStore vintages,
      Submissions submissions,
      Idempotency idempotency,
      AuditLog audit,
      ReleaseGate gate,
      Clock clock) {
    this.rounds = rounds;
    this.forms = forms;
    this.checking = checking;
    this.vintages = vintages;
    this.submissions = submissions;
    this.idempotency = idempotency;
    this.audit = audit;
    this.gate = gate;
    this.clock = clock;
  }

  /**
   * The obligation, if the caller may push for it at all; asked before the body is read.
   *
   * @throws ProblemException 404 also for an obligation that the caller may not read; 403 for one
   *     that is read, and not the caller's to meet
   */
  Obligation requireMayPush(UUID obligation, Caller caller) {
    Obligation owed = rounds.find(obligation, caller).orElseThrow(SubmissionService::noObligation);
    requireMayPush(owed, caller, Set.of());
    return owed;
  }

  /**
   * @param areas of which the figures are
   */
  private static void requireMayPush(Obligation owed, Caller caller, Set<String> areas) {
    Scope scope = Scope.agency(owed.agency()).form(owed.form()).areas(areas);
    if (!owed.agency().equals(caller.agency()) || !caller.may(Act.REPORT, scope)) {
      throw new ProblemException(
          ProblemType.FORBIDDEN,
          LocalizedText.of(
              "Chỉ cơ quan có nghĩa vụ báo cáo mới được gửi; cần vai trò người báo cáo (reporter), thủ"
                  + " trưởng (head) hoặc thống kê viên (statistician) của cơ quan đó, cho biểu và địa"
                  + " bàn của số liệu.",
              "Only the agency that owes it may push, by a reporter, head or statistician of that"
                  + " agency, granted the form and the areas of the figures."));
    }
  }

  /**
   * Checks a body and stores it, or refuses it with everything that was found; both are kept and
   * answered again for the same key. That a finding told what is not public is audited, each time.
   *
   * @param owed as {@link #requireMayPush(UUID, Caller)} gave it
   * @throws ProblemException 400 when the body cannot be read; 403 when it has figures of areas
   *     that are not granted; 409 when the obligation does not stand for it, or is being pushed
   *     for; nothing is stored
   */
  @Transactional
  @TransactionConfiguration(timeout = Checking.LONGEST)
  Once<PushResult> push(Obligation owed, Push push, Spool body, Caller caller) {
    Once<PushResult> once =
        idempotency.once(
            new IdempotencyRequest(
                owed.agency(),
                "submissions.create",
                requireNonNull(push.key()),
                hash(owed, push, body)),
            PushResult.class,
            PushResult.Former::new,
            () -> store(owed.id(), push, body, caller));
    // A colleague sends the same body, and is told no more of it than if they were the first. Whom
    // no areas bound, nothing is looked up for.
    if (once.replayed() && !caller.may(Act.REPORT, Scope.agency(owed.agency()).form(owed.form()))) {
      requireMayPush(owed, caller, check(owed, form(owed), push, body).areas());
    }
    recordTold(once.result(), caller);
    return once;
  }

  private void recordTold(PushResult result, Caller caller) {
    boolean tells =
        switch (result) {
          case PushResult.Passed passed -> passed.tellsEmbargoed();
          case PushResult.Refused refused -> refused.tellsEmbargoed();
          case PushResult.Former former -> submissions.tellsEmbargoed(former.submission());
        };
    if (tells) {
      gate.recordTold(caller, "findings of submission " + result.submission());
    }
  }

  /** Of all that decides on the effect. What is new and absent does not count: keys stay valid. */
  private static String hash(Obligation owed, Push push, Spool body) {
    List<Object> parts =
        new ArrayList<>(
            List.of(
                body.sha256(),
                push.format(),
                owed.id(),
                String.valueOf(push.reason()),
                String.valueOf(push.notice())));
    if (push.noticeEn() != null) {
      parts.add(push.noticeEn());
    }
    return EntityTag.of(parts.toArray()).value();
  }

  /**
   * Answers as {@link #push} would and stores nothing; also while another submission waits.
   *
   * @throws ProblemException as {@link #push}
   */
  PushResult dryRun(Obligation asked, Push push, Spool body, Caller caller) {
    // Again: the body may have taken minutes to come.
    Obligation owed = rounds.find(asked.id()).orElseThrow(SubmissionService::noObligation);
    if (owed.asState() != ObligationState.SUBMITTED) {
      requireStandsFor(owed, push.reason());
    }
    Instant now = clock.instant();
    Checked checked = checkOnly(owed, push, body);
    requireMayPush(owed, caller, checked.areas());
    if (checked.findings().tellEmbargoed()) {
      gate.recordTold(caller, "findings of a dry run for obligation " + owed.id());
    }
    return checked.findings().refuse()
        ? refused(push, checked, null)
        : passed("checked", null, null, owed, body, checked, now);
  }

  private PushResult store(UUID obligation, Push push, Spool body, Caller caller) {
    Obligation owed = rounds.lock(obligation).orElseThrow(SubmissionService::noObligation);
    requireStandsFor(owed, push.reason());
    Instant now = clock.instant();
    UUID id = UuidV7.next();
    FormVersion form = form(owed);
    Checked checked = check(owed, form, push, body);
    requireMayPush(owed, caller, checked.areas());
    boolean refused = checked.findings().refuse();
    UUID vintage = refused ? null : vintage(id, owed, form, push, checked).id();
    submissions.add(
        new Submissions.New(
            id,
            owed,
            refused ? SubmissionState.REFUSED : SubmissionState.RECEIVED,
            EnumCodec.of(push.reason() == null ? Reason.FIRST : push.reason()),
            caller,
            Instants.local(now),
            isLate(owed, now),
            push.format().mediaType(),
            body,
            checked.rows(),
            checked.fileRows(),
            vintage,
            checked.findings()));
    audit.record(
        caller,
        refused ? "submission.refuse" : "submission.receive",
        "submission",
        id.toString(),
        Map.of("obligation", owed.id().toString(), "sha256", body.sha256()));
    if (refused) {
      return refused(push, checked, id);
    }
    rounds.move(owed, ObligationState.SUBMITTED);
    return passed("received", id, vintage, owed, body, checked, now);
  }

  private FormVersion form(Obligation owed) {
    return forms.version(owed.form(), owed.formVersion());
  }

  private Checked check(Obligation owed, FormVersion form, Push push, Spool body) {
    return checking.check(
        body,
        push,
        form.form(),
        owed.asPeriod(),
        new StagedPush.Sender(owed.agency(), form.recordedAt()));
  }

  /** In a transaction of its own, of which nothing stays. */
  private Checked checkOnly(Obligation owed, Push push, Spool body) {
    QuarkusTransaction.begin(QuarkusTransaction.beginOptions().timeout(Checking.LONGEST));
    try {
      return check(owed, form(owed), push, body);
    } finally {
      QuarkusTransaction.rollback();
    }
  }

  private Vintage vintage(
      UUID submission, Obligation owed, FormVersion version, Push push, Checked checked) {
    Form form = version.form();
    return vintages.create(
        new NewVintage(
            submission,
            owed.id(),
            owed.agency(),
            form.id(),
            checked.areas(),
            form.origin(),
            EnumCodec.of(form.route()),
            version.recordedAt(),
            push.reason() == Reason.FIRST ? null : push.reason(),
            push.notice(),
            push.noticeEn(),
            checked.inOrder()));
  }

  /** Whether the state of an obligation allows a push for that reason. */
  private void requireStandsFor(Obligation owed, @Nullable Reason reason) {
    switch (owed.asState()) {
      case OPEN -> {}
      case CANCELLED ->
          throw conflict(
              "Nghĩa vụ báo cáo này đã được hủy; xem còn phải gửi gì ở /v1/obligations.",
              "This obligation has been cancelled; what is owed is in /v1/obligations.");
      case SUBMITTED ->
          throw conflict(
              "Một lần gửi đang chờ thẩm định; hãy rút lại hoặc chờ kết quả.",
              "A submission waits for appraisal; withdraw it, or wait for the decision.");
      case ACCEPTED, RETURNED -> {
        if (reason == null || reason == Reason.FIRST) {
          throw submissions.hasPublished(owed)
              ? conflict(
                  "Số liệu đã được công bố; muốn gửi lại phải nêu reason=correction, scheduled hoặc"
                      + " method.",
                  "Figures have been published; to send again, give reason=correction, scheduled or"
                      + " method.")
              : conflict(
                  "Số liệu đã được chấp nhận và chưa công bố; muốn gửi lại phải nêu"
                      + " reason=scheduled.",
                  "Figures have been accepted, and none is published yet; to send again, give"
                      + " reason=scheduled.");
        }
      }
    }
  }

  private static PushResult refused(Push push, Checked checked, @Nullable UUID id) {
    Findings findings = checked.findings();
    return new PushResult.Refused(
        id,
        checked.rows(),
        findings.toCorrect(),
        findings.kinds(),
        findings.list().stream().filter(finding -> finding.severity() != Severity.INFO).toList(),
        findings.tellEmbargoed(),
        push.language(),
        push.requestId());
  }

  private static PushResult passed(
      String state,
      @Nullable UUID id,
      @Nullable UUID vintage,
      Obligation owed,
      Spool body,
      Checked checked,
      Instant now) {
    Findings findings = checked.findings();
    return new PushResult.Passed(
        new Receipt(
            id,
            state,
            owed.id(),
            vintage,
            checked.rows(),
            body.sha256(),
            Instants.local(now),
            isLate(owed, now),
            findings.list()),
        findings.tellEmbargoed());
  }

  private static boolean isLate(Obligation owed, Instant now) {
    return !now.isBefore(Deadline.endOf(owed.dueDate()));
  }

  private static ProblemException conflict(String vi, String en) {
    return new ProblemException(ProblemType.CONFLICT_OF_STATE, LocalizedText.of(vi, en));
  }

  private static ProblemException noObligation() {
    return new ProblemException(
            ProblemType.NOT_FOUND,
            LocalizedText.of("Không có nghĩa vụ báo cáo này.", "There is no such obligation."))
        .with(
            Violation.inParameter(
                "obligation",
                "unknown",
                LocalizedText.of(
                    "Không có nghĩa vụ báo cáo này.", "There is no such obligation.")));
  }
}
