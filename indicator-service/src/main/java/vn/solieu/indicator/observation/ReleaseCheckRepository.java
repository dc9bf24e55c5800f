package vn.solieu.indicator.observation;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.Optional;
import vn.solieu.platform.sql.Sql;

/** Up to which publication a vintage was compared with what is public, and found right. */
@ApplicationScoped
class ReleaseCheckRepository {

  private final Sql sql;

  ReleaseCheckRepository(Sql sql) {
    this.sql = sql;
  }

  long lastApplied() {
    return sql.first("select last_applied from publication_position", row -> row.getLong(1))
        .orElseThrow();
  }

  void save(Vintage vintage, OffsetDateTime publishedAt, long sequence) {
    sql.update(
        """
        insert into release_checked (vintage, published_at, sequence) values (?, ?, ?)
        on conflict (vintage) do update set published_at = excluded.published_at, sequence = excluded.sequence
        """,
        vintage.key(),
        publishedAt,
        sequence);
  }

  /**
   * What was compared counts for the instant it was compared for, and for a later one if nothing
   * public lies between: else the vintage has other neighbours now.
   */
  Optional<Long> upTo(Vintage vintage, OffsetDateTime publishedAt) {
    return sql.first(
        """
            select c.sequence from release_checked c
            where c.vintage = ?
              and (c.published_at = ? or c.published_at < ? and not exists (
                select from opening o where o.published_at >= c.published_at and o.sequence <= c.sequence))
            """,
        row -> row.getLong(1),
        vintage.key(),
        publishedAt,
        publishedAt);
  }
}
