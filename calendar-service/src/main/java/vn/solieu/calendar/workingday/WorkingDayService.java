package vn.solieu.calendar.workingday;

import static java.util.Objects.requireNonNull;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.problem.Violation;
import vn.solieu.platform.publication.ReleaseGate;
import vn.solieu.platform.sql.Rows;
import vn.solieu.platform.time.WorkingDays;
import vn.solieu.platform.version.EntityTag;

/** Tells the working days that follow from the yearly notices. */
@ApplicationScoped
public class WorkingDayService {

  static final String CHANGED = "vn.solieu.calendar.working-days.changed.v1";
  static final String TOPIC = "solieu.calendar.working-days.v1";
  static final int FIRST_YEAR = 1990;
  static final int LAST_YEAR = 2999;

  private final WorkingYearRepository years;
  private final ReleaseGate gate;

  WorkingDayService(WorkingYearRepository years, ReleaseGate gate) {
    this.years = years;
    this.gate = gate;
  }

  /** Days of a range, and the years of it of which no notice is known. */
  record Calendar(List<CalendarDay> days, List<Integer> yearsWithoutNotice, EntityTag tag) {}

  /**
   * @throws ProblemException 404
   */
  WorkingYearDocument get(int year) {
    return gate.published(connection -> years.find(connection, year))
        .orElseThrow(
            () ->
                new ProblemException(
                    ProblemType.NOT_FOUND,
                    LocalizedText.of(
                        "Chưa có thông báo nghỉ lễ của năm này.",
                        "No notice is known for this year.")));
  }

  /**
   * Every day from the first to the last, with what a notice says of it.
   *
   * @throws ProblemException 400 when the notices of the range are longer than a page of a list
   */
  Calendar days(LocalDate first, LocalDate last) {
    Rows<WorkingYearDocument> found =
        gate.published(connection -> years.list(connection, first.getYear(), last.getYear()));
    if (found.more()) {
      throw new ProblemException(
              ProblemType.INVALID_PARAMETER,
              LocalizedText.of("Tham số không hợp lệ.", "A parameter is not valid."))
          .with(
              Violation.inParameter(
                  "to",
                  "size",
                  LocalizedText.of(
                      "Thông báo của các năm này quá dài; hãy thu hẹp thời gian.",
                      "The notices of these years are too long; narrow the range.")));
    }
    List<WorkingYearDocument> notices = found.items();
    Map<LocalDate, WorkingYearDocument.Day> named = new TreeMap<>();
    for (WorkingYearDocument notice : notices) {
      requireNonNull(notice.days()).forEach(day -> named.put(requireNonNull(day.day()), day));
    }
    WorkingDays workingDays =
        new WorkingDays(
            notices.stream().map(WorkingYearDocument::year).collect(Collectors.toSet()),
            daysThat(named, false),
            daysThat(named, true));
    List<CalendarDay> days = new ArrayList<>();
    for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
      days.add(CalendarDay.of(day, workingDays.isWorkingDay(day), named.get(day)));
    }
    String versions =
        notices.stream()
            .map(notice -> notice.year() + "@" + notice.version())
            .collect(Collectors.joining(" "));
    return new Calendar(
        days,
        workingDays.yearsWithoutNotice(first, last),
        EntityTag.of("working-days-2", first, last, versions)); // 2: with the fixed holidays
  }

  static EntityTag tag(WorkingYearDocument year) {
    return EntityTag.of(
        "working-year", requireNonNull(year.year()), requireNonNull(year.version()));
  }

  private static Set<LocalDate> daysThat(
      Map<LocalDate, WorkingYearDocument.Day> named, boolean worked) {
    return named.entrySet().stream()
        .filter(day -> Boolean.valueOf(worked).equals(day.getValue().worked()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }
}
