package vn.solieu.calendar.workingday;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import vn.solieu.platform.problem.Fields;
import vn.solieu.platform.problem.Text;
import vn.solieu.platform.problem.Violations;
import vn.solieu.platform.time.WorkingDays;

/** What must hold of the days that a year's notice names (Labour Code 45/2019/QH14 art. 112). */
final class WorkingYearRules {

  private static final int MOST_DAYS = 366;

  private WorkingYearRules() {}

  static Violations of(int year, WorkingYear notice) {
    Violations violations = new Violations();
    Fields fields = new Fields(violations);
    if (notice.year() != null && notice.year() != year) {
      fields.refuse(
          "year",
          "address",
          Text.of("Năm phải trùng với địa chỉ.", "The year must be the one of the address."));
    }
    if (fields.required("days", notice.days())) {
      fields.size("days", notice.days(), 0, MOST_DAYS);
      Set<LocalDate> seen = new HashSet<>();
      List<WorkingYear.Day> days = notice.days();
      for (int i = 0; i < Math.min(days.size(), MOST_DAYS); i++) {
        day(fields.item("days", i), year, days.get(i), seen);
      }
    }
    return violations;
  }

  private static void day(Fields fields, int year, WorkingYear.Day day, Set<LocalDate> seen) {
    if (!fields.required("day", day == null ? null : day.day())) {
      return;
    }
    if (day.day().getYear() != year) {
      fields.refuse(
          "day", "year", Text.of("Ngày không thuộc năm này.", "The day is not in this year."));
    }
    if (!seen.add(day.day())) {
      fields.refuse("day", "once", Text.of("Ngày được nêu hai lần.", "The day is given twice."));
    }
    if (fields.required("worked", day.worked())
        && day.worked()
        && !WorkingDays.isWeekend(day.day())) {
      fields.refuse(
          "worked",
          "weekend",
          Text.of(
              "Chỉ làm bù vào thứ Bảy hoặc Chủ nhật.",
              "Only a Saturday or a Sunday is worked to make up."));
    }
    fields.names(day.nameVi(), day.nameEn());
  }
}
