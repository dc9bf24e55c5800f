package vn.solieu.calendar.agency;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import vn.solieu.platform.events.Received;
import vn.solieu.platform.security.AccessFacts;
import vn.solieu.platform.sql.Sql;

/** Which agencies are known, and of what kind they are. */
@ApplicationScoped
public class AgencyService implements AccessFacts {

  private final Sql sql;

  AgencyService(Sql sql) {
    this.sql = sql;
  }

  @Transactional
  public boolean isKnown(String id) {
    return sql.exists("select from agency where id = ?", id);
  }

  @Override
  @Transactional
  public Optional<String> kindOf(String agency) {
    return sql.first(
        "select kind from agency where id = ? and kind is not null",
        row -> row.getString(1),
        agency);
  }

  /** Takes over a snapshot, unless a newer one is known: replaying the topic always rebuilds. */
  @Transactional
  void take(Received<AgencySnapshot> snapshot) {
    sql.update(
        """
        insert into agency (id, name_vi, name_en, kind, version) values (?, ?, ?, ?, ?)
        on conflict (id) do update
        set name_vi = excluded.name_vi, name_en = excluded.name_en, kind = excluded.kind,
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
}
