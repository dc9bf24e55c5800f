package vn.solieu.indicator.workingday;

import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.partitioningBy;
import static java.util.stream.Collectors.toSet;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import vn.solieu.indicator.workingday.WorkingYear.Day;
import vn.solieu.platform.sql.Sql;
import vn.solieu.platform.time.WorkingDays;

/** The working days as far as the calendar has told them. */
@ApplicationScoped
public class KnownWorkingDays {

  private final Sql sql;

  KnownWorkingDays(Sql sql) {
    this.sql = sql;
  }

  public WorkingDays current() {
    Map<Boolean, Set<LocalDate>> days =
        sql
            .list(
                "select day, worked from working_day_exception",
                row -> new Day(row.getObject(1, LocalDate.class), row.getBoolean(2)))
            .stream()
            .collect(partitioningBy(Day::worked, mapping(Day::day, toSet())));
    Set<Integer> years =
        Set.copyOf(sql.list("select year from working_day_year", row -> row.getInt(1)));
    return new WorkingDays(
        years, days.getOrDefault(false, Set.of()), days.getOrDefault(true, Set.of()));
  }
}
