package vn.solieu.kept.figure;

import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import vn.solieu.kept.rules.DeadlinePolicy;

class FigureService {
  private final Clock clock = Clock.fixed(java.time.Instant.EPOCH, java.time.ZoneOffset.UTC);

  @Transactional
  boolean isLate() {
    return new DeadlinePolicy().isLate(LocalDate.now(clock), LocalDate.now(clock));
  }
}
