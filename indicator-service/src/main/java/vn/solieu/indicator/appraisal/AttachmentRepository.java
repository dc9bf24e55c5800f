package vn.solieu.indicator.appraisal;

import jakarta.enterprise.context.ApplicationScoped;
import vn.solieu.platform.sql.Sql;

@ApplicationScoped
class AttachmentRepository {

  private final Sql sql;

  AttachmentRepository(Sql sql) {
    this.sql = sql;
  }

  /** Keeps whether a release lists a content, unless something newer is known. */
  void save(ContentChange change, boolean attached, long version) {
    sql.update(
        """
        insert into attachment (content, release, attached, version) values (?, ?, ?, ?)
        on conflict (content, release) do update
          set attached = excluded.attached, version = excluded.version
          where attachment.version < excluded.version
        """,
        change.contentId(),
        change.releaseId(),
        attached,
        version);
  }
}
