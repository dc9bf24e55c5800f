package vn.solieu.calendar.release;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import vn.solieu.calendar.publication.DatabaseClock;
import vn.solieu.calendar.release.ReleaseScheduleRepository.Kept;
import vn.solieu.calendar.release.ReleaseScheduleRepository.Next;
import vn.solieu.platform.background.BackgroundLoop;

/**
 * Does to releases what falls due, when the database's clock and this copy's have reached it:
 * seals, publishes, marks as awaiting or overdue. Every copy of the service runs it; the lock of
 * the log and of the release make each thing happen once. What fell due while no copy ran is done
 * at the next start, in the order of the instants.
 */
@ApplicationScoped
public class ReleaseScheduler {

  private static final Logger LOG = Logger.getLogger(ReleaseScheduler.class);

  /** Another copy may have planned something, and the database's clock may have been set. */
  private static final Duration LONGEST_SLEEP = Duration.ofSeconds(1);

  private static final Duration TO_FINISH = Duration.ofSeconds(5);

  private final PublishingService publishing;
  private final DatabaseClock clock;
  private final ReleaseScheduleRepository schedule;
  private final Duration sealBefore;
  private volatile Kept kept = new Kept(0, 0);
  private final BackgroundLoop loop = new BackgroundLoop("release-scheduler", this::look);

  ReleaseScheduler(
      PublishingService publishing,
      DatabaseClock clock,
      ReleaseScheduleRepository schedule,
      MeterRegistry metrics,
      @ConfigProperty(name = "solieu.release.seal-before") Duration sealBefore) {
    this.publishing = publishing;
    this.clock = clock;
    this.schedule = schedule;
    this.sealBefore = sealBefore;
    Gauge.builder("solieu.release.broken", this, ReleaseScheduler::broken)
        .description(
            "Promised releases that are to be sealed, or were to be published, and list nothing or"
                + " too much")
        .register(metrics);
    Gauge.builder("solieu.release.overdue", this, ReleaseScheduler::overdue)
        .description("Announced releases whose time is past and that are not out")
        .register(metrics);
  }

  /** How many promises are about to be broken, or are: people have to act on them. */
  long broken() {
    return kept.broken();
  }

  /** How many announced releases should be out, and are not. */
  long overdue() {
    return kept.overdue();
  }

  void start(@Observes StartupEvent started) {
    loop.start();
  }

  void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
    loop.stop(TO_FINISH);
  }

  void wake(@Observes(during = TransactionPhase.AFTER_SUCCESS) ReleaseChanged changed) {
    loop.wake();
  }

  private void look() throws InterruptedException {
    Duration sleep = LONGEST_SLEEP;
    try {
      sleep = doWhatIsDue();
    } catch (RuntimeException e) {
      LOG.error("The releases cannot be looked at; trying again", e);
    }
    loop.pause(sleep.plusMillis(1));
  }

  /**
   * Does one thing after the other until nothing is due. What fails is tried again next time, and
   * does not hold up the others.
   *
   * @return how long to wait for what comes next
   */
  Duration doWhatIsDue() {
    kept = schedule.count(clock.time().due(), sealBefore);
    Set<String> notDone = new HashSet<>();
    while (true) {
      Optional<Next> next = schedule.next(clock.time().due(), sealBefore, notDone);
      if (next.isEmpty() || !loop.isRunning()) {
        return LONGEST_SLEEP;
      }
      Next due = next.get();
      if (!due.in().isZero()) {
        return due.in().compareTo(LONGEST_SLEEP) < 0 ? due.in() : LONGEST_SLEEP;
      }
      try {
        if (!isDone(due)) {
          notDone.add(due.release()); // another copy was first
        }
      } catch (RuntimeException e) {
        notDone.add(due.release());
        LOG.errorf(
            e, "Release %s cannot be %s; trying again", due.release(), due.action().done().en());
      }
    }
  }

  private boolean isDone(Next due) {
    return due.action() == ReleaseAction.PUBLISH
        ? publishing.publishIfDue(due.release())
        : publishing.applyDueTransition(due.action(), due.release());
  }
}
