package vn.solieu.indicator.workingday;

import java.time.LocalDate;
import java.util.List;

/**
 * What this service needs of {@code vn.solieu.calendar.working-days.changed.v1}: the days of a year
 * that differ from the week.
 */
record WorkingYear(int year, List<Day> days) {

  WorkingYear {
    days = List.copyOf(days);
  }

  /**
   * @param worked whether it is a make-up day; otherwise a holiday or a day in lieu
   */
  record Day(LocalDate day, boolean worked) {}
}
