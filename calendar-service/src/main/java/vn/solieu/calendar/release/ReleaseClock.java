package vn.solieu.calendar.release;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.sql.Sql;

/**
 * Does to releases what falls due, by the database's clock: seals, publishes, marks as awaiting or
 * overdue. Every copy of the service runs it; the lock of the log and of the release make each
 * thing happen once. What fell due while no copy ran is done at the next start, in the order of the
 * instants.
 */
@ApplicationScoped
public class ReleaseClock {

  private static final Logger LOG = Logger.getLogger(ReleaseClock.class);

  /** Another copy may have planned something, and the database's clock may have been set. */
  private static final Duration LONGEST_SLEEP = Duration.ofSeconds(1);

  private final PublishingService publishing;
  private final Sql sql;
  private final Duration sealBefore;
  private final Semaphore woken = new Semaphore(0);
  private @Nullable Thread thread;

  ReleaseClock(
      PublishingService publishing,
      Sql sql,
      @ConfigProperty(name = "solieu.release.seal-before") Duration sealBefore) {
    this.publishing = publishing;
    this.sql = sql;
    this.sealBefore = sealBefore;
  }

  void start(@Observes StartupEvent started) {
    thread = Thread.ofVirtual().name("release-clock").start(this::run);
  }

  void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
    if (thread != null) {
      thread.interrupt();
      thread.join(Duration.ofSeconds(10));
    }
  }

  void wake(@Observes(during = TransactionPhase.AFTER_SUCCESS) ReleaseChanged changed) {
    woken.release();
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      Duration sleep = LONGEST_SLEEP;
      try {
        sleep = doWhatIsDue();
      } catch (RuntimeException e) {
        LOG.error("The releases cannot be looked at; trying again", e);
      }
      try {
        woken.tryAcquire(sleep.toMillis() + 1, TimeUnit.MILLISECONDS);
        woken.drainPermits();
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /**
   * Does one thing after the other until nothing is due. What fails is tried again next time, and
   * does not hold up the others.
   *
   * @return how long to wait for what comes next
   */
  Duration doWhatIsDue() {
    Set<String> notDone = new HashSet<>();
    while (true) {
      Optional<Next> next = next(notDone);
      if (next.isEmpty()) {
        return LONGEST_SLEEP;
      }
      Next due = next.get();
      if (!due.in.isZero()) {
        return due.in.compareTo(LONGEST_SLEEP) < 0 ? due.in : LONGEST_SLEEP;
      }
      try {
        if (!due.by(publishing)) {
          notDone.add(due.release); // another copy was first
        }
      } catch (RuntimeException e) {
        notDone.add(due.release);
        LOG.errorf(e, "Release %s cannot be %s; trying again", due.release, due.action.done().en());
      }
    }
  }

  /** What happens next, and in how long: zero when it is due. */
  private record Next(String release, ReleaseAction action, Duration in) {
    boolean by(PublishingService publishing) {
      return action == ReleaseAction.PUBLISH
          ? publishing.publishIfDue(release)
          : publishing.happen(action, release);
    }
  }

  /**
   * Publishing goes before all else that is due. The release decides under its lock whether it is
   * really due; this only finds it.
   */
  private Optional<Next> next(Set<String> except) {
    return sql.first(
        """
        with step (release, action, at) as (
          select id, 'PUBLISH', scheduled_at from release
            where trigger = 'CLOCK' and state in ('CONFIRMED', 'POSTPONED')
          union all
          select id, 'PUBLISH', scheduled_at from release
            where trigger = 'EXTERNAL' and state in ('CONFIRMED', 'POSTPONED', 'AWAITING')
              and external_confirmed_by is not null
          union all
          select id, 'AWAIT', scheduled_at from release
            where trigger = 'EXTERNAL' and state in ('CONFIRMED', 'POSTPONED') and external_confirmed_by is null
          union all
          select id, 'SEAL', scheduled_at - ? * interval '1 millisecond' from release
            where trigger = 'CLOCK' and state in ('CONFIRMED', 'POSTPONED') and sealed_at is null
          union all
          select id, 'FALL_DUE', scheduled_at + make_interval(days => case precision when 'DAY' then 1 else 0 end)
            from release
            where state = 'PROVISIONAL' and overdue_at is null
        ), clock (now) as materialized (select clock_timestamp())
        select release, action, ceil(greatest(0, extract(epoch from at - now) * 1000))::bigint as millis
        from step, clock
        where release <> all (?)
        order by at > now, case when at <= now and action = 'PUBLISH' then 0 else 1 end, at, release
        limit 1
        """,
        row ->
            new Next(
                row.getString("release"),
                ReleaseAction.valueOf(row.getString("action")),
                Duration.ofMillis(row.getLong("millis"))),
        sealBefore.toMillis(),
        except);
  }
}
