package vn.solieu.catalog.product;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import vn.solieu.platform.events.Received;
import vn.solieu.platform.sql.Sql;

/**
 * What other services told. A snapshot is taken over unless a newer one is known, so replaying a
 * topic always rebuilds.
 */
@ApplicationScoped
class SnapshotService {

  private final Sql sql;

  SnapshotService(Sql sql) {
    this.sql = sql;
  }

  @Transactional
  void takeAgency(Received<AgencySnapshot> snapshot) {
    sql.update(
        """
        insert into agency (id, name_vi, name_en, version) values (?, ?, ?, ?)
        on conflict (id) do update set
          name_vi = excluded.name_vi, name_en = excluded.name_en, version = excluded.version
        where agency.version < excluded.version
        """,
        snapshot.key(),
        snapshot.data().nameVi(),
        snapshot.data().nameEn(),
        snapshot.subjectVersion());
  }

  @Transactional
  void takeRelease(Received<ReleaseSnapshot> snapshot) {
    sql.update(
        """
        insert into release (id, state, scheduled_at, version) values (?, ?, ?, ?)
        on conflict (id) do update set
          state = excluded.state, scheduled_at = excluded.scheduled_at, version = excluded.version
        where release.version < excluded.version
        """,
        snapshot.key(),
        snapshot.data().state(),
        snapshot.data().scheduledAt(),
        snapshot.subjectVersion());
  }
}
