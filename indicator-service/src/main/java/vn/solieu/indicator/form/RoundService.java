package vn.solieu.indicator.form;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.solieu.indicator.definition.EnumCodec;
import vn.solieu.indicator.workingday.KnownWorkingDays;
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
import vn.solieu.platform.sql.Jsonb;
import vn.solieu.platform.sql.Rows;
import vn.solieu.platform.sql.Sql;
import vn.solieu.platform.time.Frequency;
import vn.solieu.platform.time.Instants;
import vn.solieu.platform.time.Period;
import vn.solieu.platform.time.WorkingDays;
import vn.solieu.platform.version.Precondition;

/** Issues forms for periods, and knows who owes what until when. */
@ApplicationScoped
public class RoundService {

  private static final String ROUND =
      """
      select r.id, r.version, f.id as form, r.form_version, r.period, r.due_date, r.years_without_notice,
             r.dispatch, r.state, r.issued_at
      from round r join form f on f.key = r.form
      """;

  private static final String OBLIGATION =
      """
      select o.key, o.id, o.version, r.id as round, f.id as form, r.form_version, r.period, o.agency,
             o.due_date, o.state
      from obligation o join round r on r.key = o.round join form f on f.key = r.form
      """;

  private final Sql sql;
  private final FormService forms;
  private final KnownWorkingDays workingDays;
  private final AuditLog audit;
  private final Jsonb json;
  private final Clock clock;

  RoundService(
      Sql sql,
      FormService forms,
      KnownWorkingDays workingDays,
      AuditLog audit,
      Jsonb json,
      Clock clock) {
    this.sql = sql;
    this.json = json;
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
        sql.update(
                """
                with issued as (
                  insert into round (id, form, form_version, period, due_date, years_without_notice,
                                     dispatch, state, version, issued_by, issued_at)
                  select ?, key, ?, ?, ?, ?::int[], ?, 'open', 1, ?, ? from form where id = ?
                  on conflict (form, period) where state = 'open' do nothing
                  returning key)
                insert into obligation (id, round, agency, due_date, state, version)
                select uuidv7(), issued.key, agency, ?, 'open', 1
                from issued, unnest(?::text[]) with ordinality as owing(agency, place)
                order by place
                """,
                id,
                form.version(),
                period.code(),
                dueDate,
                known.yearsWithoutNotice(dueDate, dueDate),
                wanted.dispatch(),
                caller.subject(),
                Instants.local(clock.instant()),
                form.id(),
                dueDate,
                form.agencies())
            > 0;
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
    lockWithObligations(id);
    Round round = require(id);
    caller.require(
        Act.DEFINE,
        forms.findVersion(round.form(), round.formVersion()).orElseThrow().scope(round.form()));
    precondition.requireMatch(round.tag());
    if (round.state().equals("cancelled")) {
      return round;
    }
    sql.update(
        """
        update obligation set state = 'cancelled', version = version + 1
        where round = (select key from round where id = ?) and state <> 'cancelled'
        """,
        id);
    sql.update("update round set state = 'cancelled', version = version + 1 where id = ?", id);
    audit.record(caller, "round.cancel", "round", id.toString(), null);
    return require(id);
  }

  /** As {@link #lock}. */
  private void lockWithObligations(UUID round) {
    boolean taken = sql.exists("select from round where id = ? for update skip locked", round);
    String ofRound = "from obligation where round = (select key from round where id = ?)";
    int locked =
        sql.list(
                "select key " + ofRound + " order by key for update skip locked",
                row -> row.getInt(1),
                round)
            .size();
    long all = sql.first("select count(*) " + ofRound, row -> row.getLong(1), round).orElseThrow();
    if (!taken || locked < all) {
      throw inProgress();
    }
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
    return sql.first(ROUND + "where r.id = ?", RoundService::round, id)
        .filter(round -> caller.may(Act.READ_ROUND, Scope.noAgency().form(round.form())))
        .orElseThrow(RoundService::noRound);
  }

  private Round require(UUID id) {
    return sql.first(ROUND + "where r.id = ?", RoundService::round, id)
        .orElseThrow(RoundService::noRound);
  }

  /** Those of the forms that the caller is granted. */
  Rows<Round> list(
      Caller caller,
      @Nullable String form,
      @Nullable Period period,
      @Nullable String state,
      UUID after,
      int limit) {
    return sql.page(
        limit,
        ROUND
            + """
            where r.id > ?
              and (?::text is null or f.id = ?)
              and (?::int is null or r.period = ?)
              and (?::text is null or r.state = ?)
              and exists (select from jsonb_to_recordset(?::jsonb) as g (forms text[])
                          where coalesce(f.id = any(g.forms), true))
            order by r.id
            """,
        RoundService::round,
        after,
        form,
        form,
        code(period),
        code(period),
        state,
        state,
        json.write(caller.grantsFor(Act.READ_ROUND)));
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
    return sql.first(OBLIGATION + "where o.id = ?", RoundService::obligation, id);
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
    Optional<Obligation> locked =
        sql.first(
            OBLIGATION + "where o.id = ? for update of o skip locked",
            RoundService::obligation,
            id);
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
      sql.update(
          "update obligation set state = ?, version = version + 1 where key = ?",
          EnumCodec.of(to),
          obligation.key());
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
    return sql.page(
        limit,
        OBLIGATION
            + """
            where o.id > ?
              and (?::text is null or o.agency = ?)
              and (?::text is null or f.id = ?)
              and (?::uuid is null or r.id = ?)
              and (?::int is null or r.period = ?)
              and (?::text is null or o.state = ?)
              and (?::text[] is null or o.agency = any(?::text[]))
              and exists (select from jsonb_to_recordset(?::jsonb) as g (agency text, forms text[])
                          where coalesce(g.agency = o.agency, true)
                            and coalesce(f.id = any(g.forms), true))
            order by o.id
            """,
        RoundService::obligation,
        after,
        agency,
        agency,
        form,
        form,
        round,
        round,
        code(period),
        code(period),
        state,
        state,
        caller.agenciesFor(Act.READ_ROUND),
        caller.agenciesFor(Act.READ_ROUND),
        json.write(caller.grantsFor(Act.READ_ROUND)));
  }

  private static @Nullable Integer code(@Nullable Period period) {
    return period == null ? null : period.code();
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

  private static Round round(ResultSet row) throws SQLException {
    return new Round(
        row.getObject("id", UUID.class),
        row.getLong("version"),
        row.getString("form"),
        row.getLong("form_version"),
        Period.fromCode(row.getInt("period")).format(),
        row.getObject("due_date", LocalDate.class),
        List.of((Integer[]) row.getArray("years_without_notice").getArray()),
        row.getString("dispatch"),
        row.getString("state"),
        row.getObject("issued_at", OffsetDateTime.class));
  }

  private static Obligation obligation(ResultSet row) throws SQLException {
    return new Obligation(
        row.getInt("key"),
        row.getObject("id", UUID.class),
        row.getLong("version"),
        row.getObject("round", UUID.class),
        row.getString("form"),
        row.getLong("form_version"),
        Period.fromCode(row.getInt("period")).format(),
        row.getString("agency"),
        row.getObject("due_date", LocalDate.class),
        row.getString("state"));
  }
}
