package vn.solieu.catalog.product;

import jakarta.enterprise.context.ApplicationScoped;
import vn.solieu.platform.sql.Sql;

/** The releases that the calendar told of: what is held shows when it is planned. */
@ApplicationScoped
class ReleaseRepository {

  private final Sql sql;

  ReleaseRepository(Sql sql) {
    this.sql = sql;
  }

  /** Keeps the row of a newer version. */
  void save(String id, ReleaseSnapshot release, long version) {
    sql.update(
        """
        insert into release (id, state, scheduled_at, version) values (?, ?, ?, ?)
        on conflict (id) do update set
          state = excluded.state, scheduled_at = excluded.scheduled_at, version = excluded.version
        where release.version < excluded.version
        """,
        id,
        release.state(),
        release.scheduledAt(),
        version);
  }
}
