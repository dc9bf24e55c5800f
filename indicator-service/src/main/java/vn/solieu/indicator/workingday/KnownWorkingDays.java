package vn.solieu.indicator.workingday;

import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.partitioningBy;
import static java.util.stream.Collectors.toSet;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import vn.solieu.indicator.workingday.WorkingYear.Day;
import vn.solieu.platform.events.Received;
import vn.solieu.platform.sql.Jsonb;
import vn.solieu.platform.sql.Sql;
import vn.solieu.platform.time.WorkingDays;

/** The working days as far as the calendar has told them; other years have weekends alone. */
@ApplicationScoped
public class KnownWorkingDays {

  private final Sql sql;
  private final Jsonb json;

  KnownWorkingDays(Sql sql, Jsonb json) {
    this.sql = sql;
    this.json = json;
  }

  public WorkingDays current() {
    Map<Boolean, Set<LocalDate>> days =
        sql
            .list(
                "select day, worked from working_day_exception",
                row -> new Day(row.getObject(1, LocalDate.class), row.getBoolean(2)))
            .stream()
            .collect(partitioningBy(Day::worked, mapping(Day::day, toSet())));
    return new WorkingDays(days.get(false), days.get(true));
  }

  /** Takes over a year, unless a newer state of it is known: replaying the topic always rebuilds. */
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
