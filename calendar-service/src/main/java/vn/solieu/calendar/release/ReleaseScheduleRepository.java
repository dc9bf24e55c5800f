package vn.solieu.calendar.release;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import vn.solieu.platform.sql.Sql;
import vn.solieu.platform.time.Instants;

/** What happens to releases next, and which promises are not kept. */
@ApplicationScoped
class ReleaseScheduleRepository {

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

  private final Sql sql;

  ReleaseScheduleRepository(Sql sql) {
    this.sql = sql;
  }

  /** What happens next, and in how long: zero when it is due. */
  record Next(String release, ReleaseAction action, Duration in) {}

  /**
   * Which promises are not kept.
   *
   * @param broken those that are about to be broken, or are, because of what they list
   * @param overdue those whose time is past: the public sees it of each
   */
  record Kept(long broken, long overdue) {}

  /**
   * Publishing goes before all else that is due. The release decides under its lock whether it is
   * really due; this only finds it.
   *
   * @param sealBefore how long before its instant a release is sealed
   * @param except releases of which nothing is told
   */
  Optional<Next> next(Instant now, Duration sealBefore, Set<String> except) {
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

  Kept count(Instant now, Duration sealBefore) {
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
