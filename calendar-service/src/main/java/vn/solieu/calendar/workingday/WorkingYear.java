package vn.solieu.calendar.workingday;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.CurrentTimestamp;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A year of which a notice is known. Its days are replaced whole. */
@Entity
@Table(name = "working_year")
class WorkingYear {

  @Id int year;

  @Version long version;

  @JdbcTypeCode(SqlTypes.JSON)
  List<WorkingYearDocument.Day> days;

  @CurrentTimestamp
  @Column(name = "changed_at")
  Instant changedAt;

  protected WorkingYear() {}

  static WorkingYear first(int year) {
    WorkingYear first = new WorkingYear();
    first.year = year;
    first.version = 1;
    return first;
  }

  WorkingYearDocument document() {
    return new WorkingYearDocument(year, version, days);
  }
}
