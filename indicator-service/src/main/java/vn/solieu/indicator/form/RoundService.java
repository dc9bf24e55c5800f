package vn.solieu.indicator.form;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.solieu.indicator.definition.EnumCodec;
import vn.solieu.indicator.workingday.WorkingDayService;
import vn.solieu.platform.audit.AuditLog;
import vn.solieu.platform.identity.UuidV7;
import vn.solieu.platform.problem.FieldValidator;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.problem.Violations;
import vn.solieu.platform.security.Act;
import vn.solieu.platform.security.Caller;
import vn.solieu.platform.security.Scope;
import vn.solieu.platform.sql.Rows;
import vn.solieu.platform.time.Frequency;
import vn.solieu.platform.time.Instants;
import vn.solieu.platform.time.Period;
import vn.solieu.platform.time.WorkingDays;
import vn.solieu.platform.version.Precondition;

/** Issues forms for periods, and knows who owes what until when. */
@ApplicationScoped
public class RoundService {

  private final RoundRepository rounds;
  private final ObligationRepository obligations;
  private final FormRegister forms;
  private final WorkingDayService workingDays;
  private final AuditLog audit;
  private final Clock clock;

  RoundService(
      RoundRepository rounds,
      ObligationRepository obligations,
      FormRegister forms,
      WorkingDayService workingDays,
      AuditLog audit,
      Clock clock) {
    this.rounds = rounds;
    this.obligations = obligations;
    this.forms = forms;
    this.workingDays = workingDays;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Issues the newest version of a form for a period: one obligation for each agency that owes it.
   * The due date is computed once, from the holidays known now, and stays.
   *
   * @throws ProblemException 403; 409 when the form is already issued for the period; 422 with
   *     everything that is wrong
   */
  @Transactional
  Round issue(NewRound wanted, Caller caller) {
    Violations violations = new Violations();
    FieldValidator fields = new FieldValidator(violations);
    Optional<FormDocument> known =
        fields.required("form", wanted.form()) ? forms.find(wanted.form()) : Optional.empty();
    Optional<Form> form = known.map(FormDocument::toForm);
    if (wanted.form() != null && form.isEmpty()) {
      fields.refuse(
          "form", "unknown", LocalizedText.of("Không có biểu mẫu này.", "There is no such form."));
    }
    // A form of before may still ask for it.
    if (form.isPresent() && !Appraisal.isCarriedOut(EnumCodec.of(form.get().appraisal()))) {
      fields.refuse("form", "not-carried-out", Appraisal.NOT_CARRIED_OUT);
    }
    Optional<Period> period = period(wanted, form, fields);
    fields.text("dispatch", wanted.dispatch(), 200);
    if (wanted.dueDate() != null && wanted.dispatch() == null) {
      fields.refuse(
          "dispatch",
          "required",
          LocalizedText.of(
              "Hạn khác quy định phải nêu công văn.",
              "A deadline of its own needs the letter that set it."));
    }
    violations.throwIfAny(
        ProblemType.INVALID_CONTENT,
        LocalizedText.of(
            "Nội dung chưa đúng; xem errors.", "The content is not valid; see errors."));
    caller.require(Act.DEFINE, known.orElseThrow().scope(form.orElseThrow().id()));
    return issue(form.orElseThrow(), period.orElseThrow(), wanted, caller);
  }

  private static Optional<Period> period(
      NewRound wanted, Optional<Form> form, FieldValidator fields) {
    if (!fields.required("period", wanted.period())) {
      return Optional.empty();
    }
    Optional<Period> period = Period.find(wanted.period());
    if (period.isEmpty()) {
      fields.refuse(
          "period",
          "period",
          LocalizedText.of(
              "Viết kỳ như 2026-03, 2026-Q1, 2026-S1, 2026-01-01/P9M, 2026.",
              "Write the period as in 2026-03, 2026-Q1, 2026-S1, 2026-01-01/P9M, 2026."));
    } else if (form.isPresent() && period.get().frequency() != form.get().frequency()) {
      String frequency = form.get().frequency().id();
      fields.refuse(
          "period",
          "frequency",
          LocalizedText.of(
              "Biểu này có kỳ: %s (%s).".formatted(nameVi(form.get().frequency()), frequency),
              "The form's periods have the length: %s.".formatted(frequency)));
    }
    return period;
  }

  private static String nameVi(Frequency frequency) {
    return switch (frequency) {
      case MONTH -> "tháng";
      case QUARTER -> "quý";
      case HALF_YEAR -> "6 tháng";
      case NINE_MONTHS -> "9 tháng";
      case YEAR -> "năm";
    };
  }

  private Round issue(Form form, Period period, NewRound wanted, Caller caller) {
    WorkingDays known = workingDays.current();
    LocalDate dueDate =
        wanted.dueDate() != null ? wanted.dueDate() : form.deadline().dueDay(period, known);
    UUID id = UuidV7.next();
    boolean issued =
        rounds.add(
            id,
            form,
            period,
            dueDate,
            known.yearsWithoutNotice(dueDate, dueDate),
            wanted.dispatch(),
            caller.subject(),
            Instants.local(clock.instant()));
    if (!issued) {
      throw new ProblemException(
          ProblemType.CONFLICT_OF_STATE,
          LocalizedText.of(
              "Biểu %s đã được giao cho kỳ %s; muốn giao lại thì hủy đợt đó trước (POST …/cancel)."
                  .formatted(form.id(), period),
              "The form %s is already issued for the period %s; to issue it again, cancel that round first (POST …/cancel)."
                  .formatted(form.id(), period)));
    }
    audit.record(
        caller,
        "round.issue",
        "round",
        id.toString(),
        Map.of("form", form.id(), "version", form.version(), "period", period.format()));
    return require(id);
  }

  /**
   * Cancels a round with all of its obligations.
   *
   * @throws ProblemException 404 as {@link #read}; 403; 412 and 428 as the precondition asks
   */
  @Transactional
  Round cancel(UUID id, Precondition precondition, Caller caller) {
    read(id, caller); // before anything else: that would tell too that it is there
    if (!rounds.lockWithObligations(id)) { // as #lock
      throw inProgress();
    }
    Round round = require(id);
    caller.require(
        Act.DEFINE,
        forms.findVersion(round.form(), round.formVersion()).orElseThrow().scope(round.form()));
    precondition.requireMatch(round.tag());
    if (round.state().equals("cancelled")) {
      return round;
    }
    rounds.cancelWithObligations(id);
    audit.record(caller, "round.cancel", "round", id.toString(), null);
    return require(id);
  }

  /**
   * Cancels what one agency owes.
   *
   * @throws ProblemException 404 as {@link #readObligation}; 403; 412 and 428 as the precondition
   *     asks
   */
  @Transactional
  Obligation cancelObligation(UUID id, Precondition precondition, Caller caller) {
    readObligation(id, caller); // as above
    Obligation obligation = lock(id).orElseThrow(RoundService::noObligation);
    caller.require(Act.DEFINE, Scope.agency(obligation.agency()).form(obligation.form()));
    precondition.requireMatch(obligation.tag());
    if (obligation.asState() == ObligationState.CANCELLED) {
      return obligation;
    }
    move(obligation, ObligationState.CANCELLED);
    audit.record(caller, "obligation.cancel", "obligation", id.toString(), null);
    return find(id).orElseThrow();
  }

  /**
   * @throws ProblemException 404 also for a form that is not granted
   */
  Round read(UUID id, Caller caller) {
    return rounds
        .find(id)
        .filter(round -> caller.may(Act.READ_ROUND, Scope.noAgency().form(round.form())))
        .orElseThrow(RoundService::noRound);
  }

  private Round require(UUID id) {
    return rounds.find(id).orElseThrow(RoundService::noRound);
  }

  /** Those of the forms that the caller is granted. */
  Rows<Round> list(
      Caller caller,
      @Nullable String form,
      @Nullable Period period,
      @Nullable String state,
      UUID after,
      int limit) {
    return rounds.list(caller.grantsFor(Act.READ_ROUND), form, period, state, after, limit);
  }

  /**
   * @throws ProblemException 404 also for the obligation of an agency or form that is not granted
   */
  Obligation readObligation(UUID id, Caller caller) {
    return find(id, caller).orElseThrow(RoundService::noObligation);
  }

  /** The obligation, if the caller may read it. */
  public Optional<Obligation> find(UUID id, Caller caller) {
    return find(id)
        .filter(
            owed ->
                caller.may(
                    Act.READ_ROUND, Scope.agency(owed.agency()).form(owed.form()).areas(Set.of())));
  }

  public Optional<Obligation> find(UUID id) {
    return obligations.find(id);
  }

  /**
   * The obligation, which nobody else decides on until the end of the transaction. Who would have
   * to wait is told so instead: a push takes up to minutes, and whoever waited for it would hold a
   * session of the database that everybody else needs.
   *
   * @throws ProblemException 409 while another decides on it
   */
  @Transactional(TxType.MANDATORY)
  public Optional<Obligation> lock(UUID id) {
    Optional<Obligation> locked = obligations.lock(id);
    if (locked.isEmpty() && find(id).isPresent()) {
      throw inProgress();
    }
    return locked;
  }

  private static ProblemException inProgress() {
    return new ProblemException(
            ProblemType.REQUEST_IN_PROGRESS,
            LocalizedText.of(
                "Một yêu cầu khác đối với nghĩa vụ báo cáo này, như một lần gửi, đang được xử lý.",
                "Another request for this obligation, such as a push, is being worked on."))
        .retryAfter(Duration.ofSeconds(2));
  }

  @Transactional(TxType.MANDATORY)
  public void move(Obligation obligation, ObligationState to) {
    if (obligation.asState() != to) {
      obligations.move(obligation, to);
    }
  }

  /**
   * Those of the agencies and forms that the caller is granted.
   *
   * @param agency null for all agencies
   */
  Rows<Obligation> obligations(
      Caller caller,
      @Nullable String agency,
      @Nullable String form,
      @Nullable UUID round,
      @Nullable Period period,
      @Nullable String state,
      UUID after,
      int limit) {
    return obligations.list(
        caller.grantsFor(Act.READ_ROUND),
        caller.agenciesFor(Act.READ_ROUND),
        agency,
        form,
        round,
        period,
        state,
        after,
        limit);
  }

  private static ProblemException noRound() {
    return new ProblemException(
        ProblemType.NOT_FOUND,
        LocalizedText.of("Không có đợt báo cáo này.", "There is no such round."));
  }

  private static ProblemException noObligation() {
    return new ProblemException(
        ProblemType.NOT_FOUND,
        LocalizedText.of("Không có nghĩa vụ báo cáo này.", "There is no such obligation."));
  }
}
