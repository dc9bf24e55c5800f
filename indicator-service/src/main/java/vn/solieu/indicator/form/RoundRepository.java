package vn.solieu.indicator.form;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.security.Grant;
import vn.solieu.platform.sql.Jsonb;
import vn.solieu.platform.sql.Rows;
import vn.solieu.platform.sql.Sql;
import vn.solieu.platform.time.Period;

/** The rounds; a round is made, and cancelled, with its obligations in one statement. */
@ApplicationScoped
class RoundRepository {

  private static final String ROUND =
      """
      select r.id, r.version, f.id as form, r.form_version, r.period, r.due_date, r.years_without_notice,
             r.dispatch, r.state, r.issued_at
      from round r join form f on f.key = r.form
      """;

  private final Sql sql;
  private final Jsonb json;

  RoundRepository(Sql sql, Jsonb json) {
    this.sql = sql;
    this.json = json;
  }

  /**
   * Keeps a round of a form and one obligation for each of its agencies.
   *
   * @return whether the form was not issued for the period
   */
  boolean add(
      UUID id,
      Form form,
      Period period,
      LocalDate dueDate,
      Collection<Integer> yearsWithoutNotice,
      @Nullable String dispatch,
      String issuedBy,
      OffsetDateTime issuedAt) {
    return sql.update(
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
            yearsWithoutNotice,
            dispatch,
            issuedBy,
            issuedAt,
            form.id(),
            dueDate,
            form.agencies())
        > 0;
  }

  Optional<Round> find(UUID id) {
    return sql.first(ROUND + "where r.id = ?", RoundRepository::round, id);
  }

  /** Those of the forms that the grants cover. */
  Rows<Round> list(
      List<Grant> grants,
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
        RoundRepository::round,
        after,
        form,
        form,
        code(period),
        code(period),
        state,
        state,
        json.write(grants));
  }

  /** Locks a round with its obligations; false, at once, when another has one of them. */
  boolean lockWithObligations(UUID id) {
    boolean taken = sql.exists("select from round where id = ? for update skip locked", id);
    String ofRound = "from obligation where round = (select key from round where id = ?)";
    int locked =
        sql.list(
                "select key " + ofRound + " order by key for update skip locked",
                row -> row.getInt(1),
                id)
            .size();
    long all = sql.first("select count(*) " + ofRound, row -> row.getLong(1), id).orElseThrow();
    return taken && locked >= all;
  }

  void cancelWithObligations(UUID id) {
    sql.update(
        """
        update obligation set state = 'cancelled', version = version + 1
        where round = (select key from round where id = ?) and state <> 'cancelled'
        """,
        id);
    sql.update("update round set state = 'cancelled', version = version + 1 where id = ?", id);
  }

  private static @Nullable Integer code(@Nullable Period period) {
    return period == null ? null : period.code();
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
}
