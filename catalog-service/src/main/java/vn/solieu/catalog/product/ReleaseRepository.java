package vn.solieu.catalog.product;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.Optional;
import vn.solieu.platform.sql.Sql;
import vn.solieu.platform.time.Instants;

/** The releases that the calendar told of: what is held shows when it is planned. */
@ApplicationScoped
class ReleaseRepository {

  private final Sql sql;

  ReleaseRepository(Sql sql) {
    this.sql = sql;
  }

  /** The instant of a release as it was announced; empty when none is known. */
  Optional<OffsetDateTime> scheduledAt(String id) {
    return sql.first(
        "select scheduled_at from release where id = ? and scheduled_at is not null",
        row -> Instants.local(row.getObject(1, OffsetDateTime.class)),
        id);
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
