package vn.solieu.catalog.product;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import vn.solieu.platform.events.Received;
import vn.solieu.platform.security.AccessFacts;
import vn.solieu.platform.sql.Sql;

/**
 * What other services told. A snapshot is taken over unless a newer one is known, so replaying a
 * topic always rebuilds.
 */
@ApplicationScoped
class SnapshotService implements AccessFacts {

  private final Sql sql;

  SnapshotService(Sql sql) {
    this.sql = sql;
  }

  @Override
  @Transactional
  public Optional<String> kindOf(String agency) {
    return sql.first(
        "select kind from agency where id = ? and kind is not null",
        row -> row.getString(1),
        agency);
  }

  @Transactional
  void takeAgency(Received<AgencySnapshot> snapshot) {
    sql.update(
        """
        insert into agency (id, name_vi, name_en, kind, version) values (?, ?, ?, ?, ?)
        on conflict (id) do update set
          name_vi = excluded.name_vi, name_en = excluded.name_en, kind = excluded.kind,
          version = excluded.version
        where agency.version < excluded.version
          or agency.version = excluded.version and agency.kind is null
        """,
        snapshot.key(),
        snapshot.data().nameVi(),
        snapshot.data().nameEn(),
        snapshot.data().kind(),
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
