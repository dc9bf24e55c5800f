package vn.solieu.calendar.workingday;

import static java.util.Objects.requireNonNull;

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
class WorkingYearRepository {

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

  Optional<WorkingYear> find(int year) {
    return find(sql, year);
  }

  Optional<WorkingYear> find(Connection connection, int year) {
    return find(Sql.on(connection), year);
  }

  private Optional<WorkingYear> find(Sql from, int year) {
    return from.first(
        "select year, version, days from public_working_year where year = ?", this::read, year);
  }

  /** The notices from the first to the last year, as many as a page holds. */
  Rows<WorkingYear> list(Connection connection, int first, int last) {
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

  /** Keeps the year as it is now, and that it was changed. */
  void save(WorkingYear year, String actor) {
    String days = json.write(requireNonNull(year.days()));
    sql.update(
        """
        insert into working_year (year, version, days, changed_at) values (?, ?, ?::jsonb, clock_timestamp())
        on conflict (year) do update
        set version = excluded.version, days = excluded.days, changed_at = excluded.changed_at
        """,
        year.year(),
        year.version(),
        days);
    sql.update(
        """
        insert into working_year_change (year, version, days, at, actor)
        values (?, ?, ?::jsonb, clock_timestamp(), ?)
        """,
        year.year(),
        year.version(),
        days,
        actor);
  }

  private WorkingYear read(ResultSet row) throws SQLException {
    return new WorkingYear(
        row.getInt(1),
        row.getLong(2),
        List.of(json.read(row.getString(3), WorkingYear.Day[].class)));
  }
}
