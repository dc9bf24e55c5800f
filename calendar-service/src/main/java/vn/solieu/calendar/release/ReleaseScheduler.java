package vn.solieu.calendar.release;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import vn.solieu.calendar.publication.DatabaseClock;
import vn.solieu.platform.background.BackgroundLoop;
import vn.solieu.platform.sql.Sql;
import vn.solieu.platform.time.Instants;

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

  /** What is still to happen, and whether each lists what can be published. */
  private static final String PENDING =
      """
      with pending as materialized (
        select r.*, (
            select count(*) from release_content c where c.release = r.id and c.detached_at is null
          ) between 1 and ? as publishable
        from release r where r.state in ('PROVISIONAL', 'CONFIRMED', 'POSTPONED', 'AWAITING')
      )
      """;

  private final PublishingService publishing;
  private final DatabaseClock clock;
  private final Sql sql;
  private final Duration sealBefore;
  private volatile Kept kept = new Kept(0, 0);
  private final BackgroundLoop loop = new BackgroundLoop("release-scheduler", this::look);

  ReleaseScheduler(
      PublishingService publishing,
      DatabaseClock clock,
      Sql sql,
      MeterRegistry metrics,
      @ConfigProperty(name = "solieu.release.seal-before") Duration sealBefore) {
    this.publishing = publishing;
    this.clock = clock;
    this.sql = sql;
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

  /**
   * Which promises are not kept.
   *
   * @param broken those that are about to be broken, or are, because of what they list
   * @param overdue those whose time is past: the public sees it of each
   */
  private record Kept(long broken, long overdue) {}

  /** How many promises are about to be broken, or are: people have to act on them. */
  long broken() {
    return kept.broken;
  }

  /** How many announced releases should be out, and are not. */
  long overdue() {
    return kept.overdue;
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
    kept = count(clock.time().due());
    Set<String> notDone = new HashSet<>();
    while (true) {
      Optional<Next> next = next(notDone);
      if (next.isEmpty() || !loop.isRunning()) {
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
          : publishing.applyDueTransition(action, release);
    }
  }

  /**
   * Publishing goes before all else that is due. The release decides under its lock whether it is
   * really due; this only finds it.
   */
  private Optional<Next> next(Set<String> except) {
    Instant now = clock.time().due();
    return sql.first(
        PENDING
            + """
            , step (release, action, at) as (
              select id, 'PUBLISH', scheduled_at from pending
                where trigger = 'CLOCK' and state in ('CONFIRMED', 'POSTPONED') and publishable
              union all
              select id, 'PUBLISH', scheduled_at from pending
                where trigger = 'EXTERNAL' and state in ('CONFIRMED', 'POSTPONED', 'AWAITING')
                  and external_confirmed_by is not null and publishable
              union all
              select id, 'AWAIT', scheduled_at from pending
                where trigger = 'EXTERNAL' and state in ('CONFIRMED', 'POSTPONED') and external_confirmed_by is null
              union all
              select id, 'SEAL', scheduled_at - ? * interval '1 millisecond' from pending
                where trigger = 'CLOCK' and state in ('CONFIRMED', 'POSTPONED') and sealed_at is null and publishable
              union all
              select id, 'FALL_DUE', scheduled_at from pending
                where state in ('CONFIRMED', 'POSTPONED', 'AWAITING') and overdue_at is null and not publishable
                  and (trigger = 'CLOCK' or trigger = 'EXTERNAL' and external_confirmed_by is not null)
              union all
              select id, 'FALL_DUE', scheduled_at + make_interval(days => case precision when 'DAY' then 1 else 0 end)
                from pending
                where state = 'PROVISIONAL' and overdue_at is null
            )
            select release, action, ceil(greatest(0, extract(epoch from at - ?) * 1000))::bigint as millis
            from step
            where release <> all (?)
            order by at > ?, case when at <= ? and action = 'PUBLISH' then 0 else 1 end, at, release
            limit 1
            """,
        row ->
            new Next(
                row.getString("release"),
                ReleaseAction.valueOf(row.getString("action")),
                Duration.ofMillis(row.getLong("millis"))),
        ContentService.MOST,
        sealBefore.toMillis(),
        Instants.local(now),
        except,
        Instants.local(now),
        Instants.local(now));
  }

  private Kept count(Instant now) {
    return sql.first(
            PENDING
                + """
                select
                  count(*) filter (
                    where state in ('CONFIRMED', 'POSTPONED', 'AWAITING') and not publishable
                      and (overdue_at is not null
                        or trigger = 'CLOCK' and scheduled_at - ? * interval '1 millisecond' <= ?)),
                  count(*) filter (where overdue_at is not null)
                from pending
                """,
            row -> new Kept(row.getLong(1), row.getLong(2)),
            ContentService.MOST,
            sealBefore.toMillis(),
            Instants.local(now))
        .orElseThrow();
  }
}
