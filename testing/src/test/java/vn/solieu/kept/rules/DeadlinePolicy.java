package vn.solieu.kept.rules;

import java.time.LocalDate;

public record DeadlinePolicy() {
  public boolean isLate(LocalDate day, LocalDate due) {
    return day.isAfter(due);
  }
}
