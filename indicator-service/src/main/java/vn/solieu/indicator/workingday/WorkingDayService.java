package vn.solieu.indicator.workingday;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import vn.solieu.platform.events.Received;
import vn.solieu.platform.sql.Jsonb;
import vn.solieu.platform.sql.Sql;

/** Keeps what the calendar tells. */
@ApplicationScoped
class WorkingDayService {

  private final Sql sql;
  private final Jsonb json;

  WorkingDayService(Sql sql, Jsonb json) {
    this.sql = sql;
    this.json = json;
  }

  /**
   * Takes over a year, unless a newer state of it is known: replaying the topic always rebuilds.
   */
  @Transactional
  void take(Received<WorkingYear> snapshot) {
    WorkingYear year = snapshot.data();
    int newer =
        sql.update(
            """
            insert into working_day_year (year, version) values (?, ?)
            on conflict (year) do update set version = excluded.version
            where working_day_year.version < excluded.version
            """,
            year.year(),
            snapshot.subjectVersion());
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
