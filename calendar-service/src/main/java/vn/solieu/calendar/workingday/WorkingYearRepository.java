package vn.solieu.calendar.workingday;

import static java.util.Objects.requireNonNull;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import vn.solieu.platform.sql.Jsonb;
import vn.solieu.platform.sql.Rows;
import vn.solieu.platform.sql.Sql;

@ApplicationScoped
class WorkingYearRepository implements PanacheRepositoryBase<WorkingYear, Integer> {

  private final Sql sql;
  private final Jsonb json;

  WorkingYearRepository(Sql sql, Jsonb json) {
    this.sql = sql;
    this.json = json;
  }

  /** Whether it is there or not, nobody else writes the year until the end of the transaction. */
  void lock(int year) {
    sql.first("select pg_advisory_xact_lock(hashtext('working_year'), ?)", row -> true, year);
  }

  Optional<WorkingYearDocument> find(int year) {
    return findByIdOptional(year).map(WorkingYear::document);
  }

  /** As the public reads it. */
  Optional<WorkingYearDocument> find(Connection connection, int year) {
    return Sql.on(connection)
        .first(
            "select year, version, days from public_working_year where year = ?", this::read, year);
  }

  /** The notices from the first to the last year, as many as a page holds. */
  Rows<WorkingYearDocument> list(Connection connection, int first, int last) {
    return Sql.on(connection)
        .page(
            last - first + 1,
            """
            select year, version, days from public_working_year
            where year between ? and ? order by year
            """,
            this::read,
            first,
            last);
  }

  /**
   * Keeps the year as it is now, and that it was changed. What was kept is read from the database
   * again, which may have made something else of it.
   */
  void save(WorkingYearDocument document, String actor) {
    int year = requireNonNull(document.year());
    WorkingYear kept = findByIdOptional(year).orElseGet(() -> WorkingYear.first(year));
    kept.days = requireNonNull(document.days());
    persistAndFlush(kept);
    getEntityManager().detach(kept);
    sql.update(
        """
        insert into working_year_change (year, version, days, at, actor)
        select year, version, days, changed_at, ? from working_year where year = ?
        """,
        actor,
        year);
  }

  private WorkingYearDocument read(ResultSet row) throws SQLException {
    return new WorkingYearDocument(
        row.getInt(1),
        row.getLong(2),
        List.of(json.read(row.getString(3), WorkingYearDocument.Day[].class)));
  }
}
