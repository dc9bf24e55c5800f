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
import vn.solieu.platform.time.WorkingDays;

/** The working days as far as the calendar has told them. */
@ApplicationScoped
public class WorkingDayService {

  private final WorkingDayRepository repository;

  WorkingDayService(WorkingDayRepository repository) {
    this.repository = repository;
  }

  public WorkingDays current() {
    Map<Boolean, Set<LocalDate>> days =
        repository.days().stream().collect(partitioningBy(Day::worked, mapping(Day::day, toSet())));
    return new WorkingDays(
        repository.years(), days.getOrDefault(false, Set.of()), days.getOrDefault(true, Set.of()));
  }

  /**
   * Takes over a year, unless a newer state of it is known: replaying the topic always rebuilds.
   */
  @Transactional
  void take(Received<WorkingYear> snapshot) {
    repository.save(snapshot.data(), snapshot.subjectVersion());
  }
}
