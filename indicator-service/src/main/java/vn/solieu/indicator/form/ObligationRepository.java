package vn.solieu.indicator.form;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.solieu.indicator.definition.EnumCodec;
import vn.solieu.platform.security.Grant;
import vn.solieu.platform.sql.Jsonb;
import vn.solieu.platform.sql.Rows;
import vn.solieu.platform.sql.Sql;
import vn.solieu.platform.time.Period;

@ApplicationScoped
class ObligationRepository {

  private static final String OBLIGATION =
      """
      select o.key, o.id, o.version, r.id as round, f.id as form, r.form_version, r.period, o.agency,
             o.due_date, o.state
      from obligation o join round r on r.key = o.round join form f on f.key = r.form
      """;

  private final Sql sql;
  private final Jsonb json;

  ObligationRepository(Sql sql, Jsonb json) {
    this.sql = sql;
    this.json = json;
  }

  Optional<Obligation> find(UUID id) {
    return sql.first(OBLIGATION + "where o.id = ?", ObligationRepository::obligation, id);
  }

  /** Nobody else decides on it until the transaction ends; empty, at once, while another does. */
  Optional<Obligation> lock(UUID id) {
    return sql.first(
        OBLIGATION + "where o.id = ? for update of o skip locked",
        ObligationRepository::obligation,
        id);
  }

  void move(Obligation obligation, ObligationState to) {
    sql.update(
        "update obligation set state = ?, version = version + 1 where key = ?",
        EnumCodec.of(to),
        obligation.key());
  }

  /**
   * Those that the grants cover.
   *
   * @param agencies that the grants name; null for all
   */
  Rows<Obligation> list(
      List<Grant> grants,
      @Nullable Collection<String> agencies,
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
        ObligationRepository::obligation,
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
        agencies,
        agencies,
        json.write(grants));
  }

  private static @Nullable Integer code(@Nullable Period period) {
    return period == null ? null : period.code();
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
