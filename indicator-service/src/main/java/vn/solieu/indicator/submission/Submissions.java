package vn.solieu.indicator.submission;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.solieu.indicator.definition.EnumCodec;
import vn.solieu.indicator.form.Obligation;
import vn.solieu.indicator.form.rule.CellAddress;
import vn.solieu.indicator.form.rule.Finding;
import vn.solieu.indicator.form.rule.FindingKind;
import vn.solieu.indicator.form.rule.Findings;
import vn.solieu.indicator.form.rule.Severity;
import vn.solieu.platform.events.DomainEvent;
import vn.solieu.platform.events.Outbox;
import vn.solieu.platform.events.Visibility;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.security.Act;
import vn.solieu.platform.security.Caller;
import vn.solieu.platform.sql.Jsonb;
import vn.solieu.platform.sql.Rows;
import vn.solieu.platform.sql.Sql;
import vn.solieu.platform.time.Period;

/** The submissions as they are kept, each change with its event. */
@ApplicationScoped
public class Submissions {

  /** As in {@code contracts/asyncapi.yaml}. */
  static final String TOPIC = "solieu.indicator.submission.v1";

  private static final String SUBMISSION =
      """
      select s.*, o.id as obligation_id, f.id as form, r.period
      from submission s
      join obligation o on o.key = s.obligation
      join round r on r.key = o.round
      join form f on f.key = r.form
      """;

  private final Sql sql;
  private final Jsonb json;
  private final Outbox outbox;

  Submissions(Sql sql, Jsonb json, Outbox outbox) {
    this.sql = sql;
    this.json = json;
    this.outbox = outbox;
  }

  /** What a push came to. */
  record New(
      UUID id,
      Obligation obligation,
      SubmissionState state,
      String reason,
      Caller sender,
      OffsetDateTime receivedAt,
      boolean late,
      String mediaType,
      Spool body,
      int rows,
      FileRows fileRows,
      @Nullable UUID vintage,
      Findings findings) {}

  void add(New added) {
    int findings = (int) Math.min(Integer.MAX_VALUE, added.findings.total());
    sql.update(
        """
        with added as (
          insert into submission (id, obligation, agency, state, version, reason, sender, sender_name,
                                  received_at, late, media_type, bytes, sha256, rows, vintage, findings,
                                  finding_kinds, tells_embargoed, file_rows)
          values (?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?::int4multirange)
          returning key)
        insert into finding (submission, position, origin, rule, severity, "row", "column", message_vi,
                             message_en, justification)
        select key, place, 'check', f.rule, f.severity, f."row", f."column", f."messageVi", f."messageEn",
               f.justification
        from added, rows from (jsonb_to_recordset(?::jsonb) as (
          rule text, severity text, "row" int, "column" text, "messageVi" text, "messageEn" text,
          justification text))
          with ordinality as f (rule, severity, "row", "column", "messageVi", "messageEn", justification, place)
        """,
        added.id,
        added.obligation.key(),
        added.obligation.agency(),
        EnumCodec.of(added.state),
        added.reason,
        added.sender.subject(),
        added.sender.name(),
        added.receivedAt,
        added.late,
        added.mediaType,
        added.body.bytes(),
        added.body.sha256(),
        added.rows,
        added.vintage,
        findings,
        json.write(added.findings.kinds()),
        added.findings.tellEmbargoed(),
        added.fileRows.toString(),
        json.write(added.findings.list()));
    tell(
        1,
        new SubmissionEvent(
            added.id,
            added.obligation.id(),
            added.obligation.form(),
            added.obligation.period(),
            added.obligation.agency(),
            EnumCodec.of(added.state),
            added.vintage,
            findings,
            added.receivedAt));
  }

  /** After the caller has locked the obligation: whoever decides locks it first. */
  public Optional<Submission> lock(UUID id) {
    sql.first("select key from submission where id = ? for update", row -> row.getLong(1), id);
    return find(id);
  }

  /**
   * Moves a submission that {@link #lock} has given.
   *
   * @param decision what the person who decided says
   * @param remarks found by that person, cell by cell
   */
  public Submission decide(
      Submission submission,
      SubmissionState state,
      Caller caller,
      OffsetDateTime at,
      @Nullable String decision,
      List<Finding> remarks) {
    sql.update(
        """
        update submission
        set state = ?, version = version + 1, decided_by = ?, decided_by_name = ?, decided_at = ?,
            decision_text = ?, findings = findings + ?, finding_kinds = finding_kinds || ?::jsonb
        where key = ?
        """,
        EnumCodec.of(state),
        caller.subject(),
        caller.name(),
        at,
        decision,
        remarks.size(),
        json.write(
            remarks.isEmpty()
                ? List.of()
                : List.of(new FindingKind(Finding.APPRAISAL, Severity.HARD, remarks.size()))),
        submission.key());
    sql.update(
        """
        insert into finding (submission, position, origin, rule, severity, "row", "column", cell,
                             message_vi, message_en)
        select ?::bigint, place + (select count(*) from finding where submission = ?::bigint), 'appraisal',
               f.rule, f.severity, f."row", f."column", f.cell, f."messageVi", f."messageEn"
        from rows from (jsonb_to_recordset(?::jsonb) as (
          rule text, severity text, "row" int, "column" text, cell jsonb, "messageVi" text, "messageEn" text))
          with ordinality as f (rule, severity, "row", "column", cell, "messageVi", "messageEn", place)
        """,
        submission.key(),
        submission.key(),
        json.write(remarks));
    Submission decided = find(submission.id()).orElseThrow();
    tell(
        decided.version(),
        new SubmissionEvent(
            decided.id(),
            decided.obligation(),
            decided.form(),
            decided.period(),
            decided.agency(),
            decided.state(),
            decided.vintage(),
            decided.findings(),
            at));
    return decided;
  }

  private void tell(long version, SubmissionEvent event) {
    outbox.append(
        new DomainEvent(
            "vn.solieu.indicator.submission." + event.state() + ".v1",
            TOPIC,
            event.submission().toString(),
            version,
            Visibility.INTERNAL,
            event));
  }

  public Optional<Submission> find(UUID id) {
    return sql.first(SUBMISSION + "where s.id = ?", Submissions::submission, id);
  }

  /** Whether a figure was in a row of the file; of a submission of before that was kept, always. */
  public boolean hasRow(Submission submission, int row) {
    return row > 0
        && sql.exists(
            "select from submission where key = ? and coalesce(file_rows @> ?::int, true)",
            submission.key(),
            row);
  }

  /** Whether a submission of the obligation is in this state. */
  public boolean has(Obligation obligation, SubmissionState state) {
    return sql.exists(
        "select from submission where obligation = ? and state = ?",
        obligation.key(),
        EnumCodec.of(state));
  }

  /** Whether figures that were sent for the obligation are published. */
  boolean hasPublished(Obligation obligation) {
    return sql.exists(
        """
        select from submission s
        join vintage v on v.id = s.vintage
        join opening p on p.vintage = v.key
        where s.obligation = ?
        """,
        obligation.key());
  }

  /** Whether of those that were accepted or given back the last one was given back. */
  public boolean isLastReturned(Obligation obligation) {
    return sql.exists(
        """
        select from (
          select state from submission
          where obligation = ? and state in ('accepted', 'returned')
          order by key desc limit 1
        ) latest where state = 'returned'
        """,
        obligation.key());
  }

  /**
   * Those of which one grant covers agency, form and the areas of the figures. Of what areas a
   * refused one would have been is not kept: who sent it knows it anyway.
   *
   * @param agency null for all agencies
   */
  Rows<Submission> list(
      Caller caller,
      @Nullable String agency,
      @Nullable UUID obligation,
      @Nullable String state,
      UUID after,
      int limit) {
    Set<String> agencies = caller.agenciesFor(Act.READ_REPORTED);
    return sql.page(
        limit,
        SUBMISSION
            + """
            left join vintage v on v.id = s.vintage
            where s.id > ?
              and (?::text is null or s.agency = ?)
              and (?::uuid is null or o.id = ?)
              and (?::text is null or s.state = ?)
              and (?::text[] is null or s.agency = any(?::text[]))
              and exists (select from jsonb_to_recordset(?::jsonb) as g (agency text, forms text[], areas text[])
                          where (g.agency is null or g.agency = s.agency)
                            and (g.forms is null or f.id = any(g.forms))
                            and (g.areas is null or v.areas <@ g.areas or s.sender = ?))
            order by s.id
            """,
        Submissions::submission,
        after,
        agency,
        agency,
        obligation,
        obligation,
        state,
        state,
        agencies,
        agencies,
        json.write(caller.grantsFor(Act.READ_REPORTED)),
        caller.subject());
  }

  /** Whether what was found at the push told a figure that was not public then. */
  boolean tellsEmbargoed(UUID id) {
    return sql.exists("select from submission where id = ? and tells_embargoed", id);
  }

  /** In the order of the file, then what the appraiser remarked. */
  List<Finding> findings(Submission submission) {
    return sql.list(
        """
        select rule, severity, "row", "column", cell, message_vi, message_en, justification
        from finding where submission = ? order by position
        """,
        row ->
            new Finding(
                row.getString(1),
                EnumCodec.parse(Severity.class, row.getString(2)).orElseThrow(),
                row.getObject(3, Integer.class),
                row.getString(4),
                row.getString(5) == null ? null : json.read(row.getString(5), CellAddress.class),
                row.getString(6),
                row.getString(7),
                row.getString(8)),
        submission.key());
  }

  /**
   * What was found how often; empty for a submission of before this was counted, if it was much.
   */
  List<FindingKind> findingKinds(Submission submission) {
    return sql.list(
        """
        select k.rule, k.severity, k.count
        from submission s, jsonb_to_recordset(s.finding_kinds) as k (rule text, severity text, count bigint)
        where s.key = ?
        """,
        row ->
            new FindingKind(
                row.getString(1),
                EnumCodec.parse(Severity.class, row.getString(2)).orElseThrow(),
                row.getLong(3)),
        submission.key());
  }

  public static ProblemException unknown() {
    return new ProblemException(
        ProblemType.NOT_FOUND,
        LocalizedText.of("Không có báo cáo này.", "There is no such submission."));
  }

  private static Submission submission(ResultSet row) throws SQLException {
    return new Submission(
        row.getLong("key"),
        row.getObject("id", UUID.class),
        row.getLong("version"),
        row.getString("state"),
        row.getObject("obligation_id", UUID.class),
        row.getString("form"),
        Period.fromCode(row.getInt("period")).format(),
        row.getString("agency"),
        row.getString("reason"),
        row.getString("sender"),
        row.getString("sender_name"),
        row.getObject("vintage", UUID.class),
        row.getInt("rows"),
        row.getString("sha256"),
        row.getLong("bytes"),
        row.getObject("received_at", OffsetDateTime.class),
        row.getBoolean("late"),
        row.getInt("findings"),
        row.getString("decided_by_name"),
        row.getObject("decided_at", OffsetDateTime.class),
        row.getString("decision_text"));
  }
}
