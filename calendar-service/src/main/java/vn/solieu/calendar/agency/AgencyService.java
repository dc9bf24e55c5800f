package vn.solieu.calendar.agency;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import vn.solieu.platform.events.Received;
import vn.solieu.platform.sql.Sql;

/** Which agencies are known. */
@ApplicationScoped
public class AgencyService {

  private final Sql sql;

  AgencyService(Sql sql) {
    this.sql = sql;
  }

  @Transactional
  public boolean isKnown(String id) {
    return sql.exists("select from agency where id = ?", id);
  }

  /** Takes over a snapshot, unless a newer one is known: replaying the topic always rebuilds. */
  @Transactional
  void take(Received<AgencySnapshot> snapshot) {
    sql.update(
        """
        insert into agency (id, name_vi, name_en, version) values (?, ?, ?, ?)
        on conflict (id) do update
        set name_vi = excluded.name_vi, name_en = excluded.name_en, version = excluded.version
        where agency.version < excluded.version
        """,
        snapshot.key(),
        snapshot.data().nameVi(),
        snapshot.data().nameEn(),
        snapshot.subjectVersion());
  }
}
