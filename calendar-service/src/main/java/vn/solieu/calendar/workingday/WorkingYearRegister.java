package vn.solieu.calendar.workingday;

import static java.util.Objects.requireNonNull;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.util.Optional;
import vn.solieu.platform.document.Register;
import vn.solieu.platform.events.DomainEvent;
import vn.solieu.platform.events.Visibility;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.problem.Violations;
import vn.solieu.platform.security.Caller;
import vn.solieu.platform.security.Scope;
import vn.solieu.platform.version.EntityTag;

/** The yearly notices of public holidays; the id of one is its year. */
@ApplicationScoped
class WorkingYearRegister implements Register<WorkingYearDocument> {

  private final WorkingYearRepository years;

  WorkingYearRegister(WorkingYearRepository years) {
    this.years = years;
  }

  /**
   * The id of a year that a notice can be of.
   *
   * @throws ProblemException 404
   */
  static String id(int year) {
    if (year < WorkingDayService.FIRST_YEAR || year > WorkingDayService.LAST_YEAR) {
      throw new ProblemException(
          ProblemType.NOT_FOUND,
          LocalizedText.of(
              "Năm từ %d đến %d."
                  .formatted(WorkingDayService.FIRST_YEAR, WorkingDayService.LAST_YEAR),
              "Years are %d to %d."
                  .formatted(WorkingDayService.FIRST_YEAR, WorkingDayService.LAST_YEAR)));
    }
    return Integer.toString(year);
  }

  @Override
  public String kind() {
    return "working-days";
  }

  /** A notice is of the whole installation. */
  @Override
  public Scope scope(String id, WorkingYearDocument notice) {
    return Scope.everywhere();
  }

  @Override
  public void lock(String id) {
    years.lock(Integer.parseInt(id));
  }

  @Override
  public Optional<WorkingYearDocument> find(String id) {
    return years.find(Integer.parseInt(id));
  }

  @Override
  public Optional<WorkingYearDocument> find(Connection connection, String id) {
    return years.find(connection, Integer.parseInt(id));
  }

  @Override
  public void checkId(String id, WorkingYearDocument notice, Violations violations) {
    WorkingYearRules.checkYear(Integer.parseInt(id), notice, violations);
  }

  @Override
  public void check(
      WorkingYearDocument entry, Optional<WorkingYearDocument> before, Violations violations) {
    WorkingYearRules.check(entry, violations);
  }

  @Override
  public void save(WorkingYearDocument entry, Caller caller) {
    years.save(entry, caller.subject());
  }

  @Override
  public Optional<DomainEvent> toEvent(WorkingYearDocument entry) {
    return Optional.of(
        new DomainEvent(
            WorkingDayService.CHANGED,
            WorkingDayService.TOPIC,
            String.valueOf(entry.id()),
            requireNonNull(entry.version()),
            Visibility.PUBLIC,
            entry));
  }

  @Override
  public EntityTag tag(WorkingYearDocument entry) {
    return WorkingDayService.tag(entry);
  }
}
