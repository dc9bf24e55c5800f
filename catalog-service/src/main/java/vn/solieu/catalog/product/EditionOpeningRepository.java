package vn.solieu.catalog.product;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import vn.solieu.platform.publication.Publication;
import vn.solieu.platform.sql.Sql;

/** What publications opened, and what of their contents stays closed. */
@ApplicationScoped
class EditionOpeningRepository {

  private final Sql sql;

  EditionOpeningRepository(Sql sql) {
    this.sql = sql;
  }

  /** Opens those of the editions that there are and that are not open. */
  void open(Publication publication, List<String> editions) {
    sql.update(
        """
        insert into edition_opening (edition, sequence, release, published_at, recorded_at, origin,
          late, reconstructed, notice, notice_en)
        select key, ?, ?, ?, ?, ?, ?, ?, ?, ?
        from edition where id::text = any(?)
        on conflict (edition) do nothing
        """,
        publication.sequence(),
        publication.releaseId(),
        publication.publishedAt(),
        publication.recordedAt(),
        publication.origin(),
        publication.late(),
        publication.reconstructed(),
        publication.notice(),
        publication.noticeEn(),
        editions);
  }

  /** What a publication opened, in the order in which it was added. */
  List<EditionOpened> opened(Publication publication) {
    return sql.list(
        """
        select e.id, p.id, e.title_vi, e.title_en, e.period
        from published_edition e join product p on p.key = e.product
        where e.sequence = ?
        order by e.key
        """,
        row ->
            new EditionOpened(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                publication.releaseId(),
                publication.sequence(),
                publication.publishedAt()),
        publication.sequence());
  }

  boolean isEdition(String id) {
    return sql.exists("select from edition where id::text = ?", id);
  }

  /** Keeps that a publication lists what stays closed; returns when that was found. */
  OffsetDateTime refuse(long sequence, String content, String cause) {
    return sql.first(
            """
            insert into edition_refused (sequence, content, cause) values (?, ?, ?)
            returning recorded_at
            """,
            row -> row.getObject(1, OffsetDateTime.class),
            sequence,
            content,
            cause)
        .orElseThrow();
  }
}
