package vn.solieu.calendar.workingday;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.problem.FieldValidator;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.Violations;
import vn.solieu.platform.time.WorkingDays;

/** What must hold of the days that a year's notice names (Labour Code 45/2019/QH14 art. 112). */
final class WorkingYearRules {

  private static final int MOST_DAYS = 366;

  private WorkingYearRules() {}

  static void checkYear(int address, WorkingYearDocument notice, Violations violations) {
    if (notice.year() != null && notice.year() != address) {
      new FieldValidator(violations)
          .refuse(
              "year",
              "address",
              LocalizedText.of(
                  "Năm phải trùng với địa chỉ.", "The year must be the one of the address."));
    }
  }

  static void check(WorkingYearDocument notice, Violations violations) {
    FieldValidator fields = new FieldValidator(violations);
    int year = requireNonNull(notice.year());
    List<WorkingYearDocument.Day> days = notice.days();
    fields.required("days", days);
    if (days != null) {
      fields.size("days", days, 0, MOST_DAYS);
      Set<LocalDate> seen = new HashSet<>();
      for (int i = 0; i < Math.min(days.size(), MOST_DAYS); i++) {
        day(fields.item("days", i), year, days.get(i), seen);
      }
    }
  }

  private static void day(
      FieldValidator fields,
      int year,
      WorkingYearDocument.@Nullable Day entry,
      Set<LocalDate> seen) {
    LocalDate day = entry == null ? null : entry.day();
    fields.required("day", day);
    if (entry == null || day == null) {
      return;
    }
    if (day.getYear() != year) {
      fields.refuse(
          "day",
          "year",
          LocalizedText.of("Ngày không thuộc năm này.", "The day is not in this year."));
    }
    if (!seen.add(day)) {
      fields.refuse(
          "day", "once", LocalizedText.of("Ngày được nêu hai lần.", "The day is given twice."));
    }
    fields.required("worked", entry.worked());
    if (Boolean.TRUE.equals(entry.worked()) && !WorkingDays.isWeekend(day)) {
      fields.refuse(
          "worked",
          "weekend",
          LocalizedText.of(
              "Chỉ làm bù vào thứ Bảy hoặc Chủ nhật.",
              "Only a Saturday or a Sunday is worked to make up."));
    }
    fields.names(entry.nameVi(), entry.nameEn());
  }
}
