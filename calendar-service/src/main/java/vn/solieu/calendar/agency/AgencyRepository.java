package vn.solieu.calendar.agency;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import vn.solieu.platform.sql.Sql;

@ApplicationScoped
class AgencyRepository {

  private final Sql sql;

  AgencyRepository(Sql sql) {
    this.sql = sql;
  }

  boolean isKnown(String id) {
    return sql.exists("select from agency where id = ?", id);
  }

  Optional<String> kindOf(String id) {
    return sql.first(
        "select kind from agency where id = ? and kind is not null", row -> row.getString(1), id);
  }

  /** Keeps the row of a newer version, but for a kind that it lacks. */
  void save(String id, AgencySnapshot agency, long version) {
    sql.update(
        """
        insert into agency (id, name_vi, name_en, kind, version) values (?, ?, ?, ?, ?)
        on conflict (id) do update
        set name_vi = excluded.name_vi, name_en = excluded.name_en, kind = excluded.kind,
          version = excluded.version
        where agency.version < excluded.version
          or agency.version = excluded.version and agency.kind is null
        """,
        id,
        agency.nameVi(),
        agency.nameEn(),
        agency.kind(),
        version);
  }
}
