package vn.solieu.indicator.workingday;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import vn.solieu.indicator.workingday.WorkingYear.Day;
import vn.solieu.platform.sql.Jsonb;
import vn.solieu.platform.sql.Sql;

@ApplicationScoped
class WorkingDayRepository {

  private final Sql sql;
  private final Jsonb json;

  WorkingDayRepository(Sql sql, Jsonb json) {
    this.sql = sql;
    this.json = json;
  }

  /** The days of all years that differ from the week. */
  List<Day> days() {
    return sql.list(
        "select day, worked from working_day_exception",
        row -> new Day(row.getObject(1, LocalDate.class), row.getBoolean(2)));
  }

  /** The years of which a notice is known. */
  Set<Integer> years() {
    return Set.copyOf(sql.list("select year from working_day_year", row -> row.getInt(1)));
  }

  /** Keeps a year in place of what was known of it, unless that is newer. */
  void save(WorkingYear year, long version) {
    int newer =
        sql.update(
            """
            insert into working_day_year (year, version) values (?, ?)
            on conflict (year) do update set version = excluded.version
            where working_day_year.version < excluded.version
            """,
            year.year(),
            version);
    if (newer == 0) {
      return;
    }
    sql.update("delete from working_day_exception where year = ?", year.year());
    sql.update(
        """
        insert into working_day_exception (day, year, worked)
        select day, ?, worked from jsonb_to_recordset(?::jsonb) as d (day date, worked boolean)
        """,
        year.year(),
        json.write(year.days()));
  }
}
