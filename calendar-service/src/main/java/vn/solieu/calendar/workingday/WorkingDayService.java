package vn.solieu.calendar.workingday;

import static java.util.Objects.requireNonNull;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import vn.solieu.platform.audit.AuditLog;
import vn.solieu.platform.events.DomainEvent;
import vn.solieu.platform.events.Outbox;
import vn.solieu.platform.events.Visibility;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.problem.Violation;
import vn.solieu.platform.publication.ReleaseGate;
import vn.solieu.platform.security.Act;
import vn.solieu.platform.security.Caller;
import vn.solieu.platform.security.Scope;
import vn.solieu.platform.sql.Rows;
import vn.solieu.platform.time.WorkingDays;
import vn.solieu.platform.version.EntityTag;
import vn.solieu.platform.version.Precondition;

/** Keeps the yearly notices and tells the working days that follow from them. */
@ApplicationScoped
public class WorkingDayService {

  static final String CHANGED = "vn.solieu.calendar.working-days.changed.v1";
  static final String TOPIC = "solieu.calendar.working-days.v1";
  static final int FIRST_YEAR = 1990;
  static final int LAST_YEAR = 2999;

  private final WorkingYearRepository years;
  private final ReleaseGate gate;
  private final Outbox outbox;
  private final AuditLog audit;

  WorkingDayService(WorkingYearRepository years, ReleaseGate gate, Outbox outbox, AuditLog audit) {
    this.years = years;
    this.gate = gate;
    this.outbox = outbox;
    this.audit = audit;
  }

  /** A year as it was written, and whether there was none before. */
  record Written(WorkingYear year, boolean created) {}

  /** Days of a range, and the years of it of which no notice is known. */
  record Calendar(List<CalendarDay> days, List<Integer> yearsWithoutNotice, EntityTag tag) {}

  /**
   * @throws ProblemException 404
   */
  WorkingYear get(int year) {
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
   * Putting what is already there changes nothing.
   *
   * @throws ProblemException 403, 404, 412, 422, 428
   */
  @Transactional
  public Written put(int year, WorkingYear notice, Caller caller, Precondition precondition) {
    caller.require(Act.DEFINE, Scope.everywhere());
    if (year < FIRST_YEAR || year > LAST_YEAR) {
      throw new ProblemException(
          ProblemType.NOT_FOUND,
          LocalizedText.of(
              "Năm từ %d đến %d.".formatted(FIRST_YEAR, LAST_YEAR),
              "Years are %d to %d.".formatted(FIRST_YEAR, LAST_YEAR)));
    }
    // Rare, and two at once would both find nothing there.
    years.lock(year);
    Optional<WorkingYear> before = years.find(year);
    precondition.createOrMatch(before.map(WorkingDayService::tag));
    WorkingYearRules.of(year, notice)
        .throwIfAny(
            ProblemType.INVALID_CONTENT,
            LocalizedText.of(
                "Nội dung chưa đúng; xem errors.", "The content is not valid; see errors."));
    if (before.isPresent() && requireNonNull(before.get().days()).equals(notice.days())) {
      return new Written(before.get(), false);
    }
    long version = before.map(WorkingYear::version).orElse(0L) + 1;
    WorkingYear written = new WorkingYear(year, version, notice.days());
    years.save(written, caller.subject());
    audit.record(
        caller,
        "working-days.change",
        "working-days",
        String.valueOf(year),
        Map.of("version", version));
    outbox.append(
        new DomainEvent(CHANGED, TOPIC, String.valueOf(year), version, Visibility.PUBLIC, written));
    if (!years.find(year).orElseThrow().equals(written)) {
      // It would break every reading of its days.
      throw new IllegalStateException("The year " + year + " is not read back as it was written");
    }
    return new Written(written, before.isEmpty());
  }

  /**
   * Every day from the first to the last, with what a notice says of it.
   *
   * @throws ProblemException 400 when the notices of the range are longer than a page of a list
   */
  Calendar days(LocalDate first, LocalDate last) {
    Rows<WorkingYear> found =
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
    List<WorkingYear> notices = found.items();
    Map<LocalDate, WorkingYear.Day> named = new TreeMap<>();
    for (WorkingYear notice : notices) {
      requireNonNull(notice.days()).forEach(day -> named.put(requireNonNull(day.day()), day));
    }
    WorkingDays workingDays =
        new WorkingDays(
            notices.stream().map(WorkingYear::year).collect(Collectors.toSet()),
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

  static EntityTag tag(WorkingYear year) {
    return EntityTag.of(
        "working-year", requireNonNull(year.year()), requireNonNull(year.version()));
  }

  private static Set<LocalDate> daysThat(Map<LocalDate, WorkingYear.Day> named, boolean worked) {
    return named.entrySet().stream()
        .filter(day -> Boolean.valueOf(worked).equals(day.getValue().worked()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }
}
