package vn.solieu.indicator.observation;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import vn.solieu.platform.publication.Publication;
import vn.solieu.platform.security.Grant;
import vn.solieu.platform.sql.Jsonb;
import vn.solieu.platform.sql.Rows;
import vn.solieu.platform.sql.Sql;

/** What publications opened, and what of their contents stays closed. */
@ApplicationScoped
class OpeningRepository {

  private static final String REFUSED =
      """
      select r.sequence, p.release_id, r.content_id, r.cause, r.recorded_at
      from opening_refused r join publication_applied p on p.sequence = r.sequence
      """;

  private final Sql sql;
  private final Jsonb json;

  OpeningRepository(Sql sql, Jsonb json) {
    this.sql = sql;
    this.json = json;
  }

  void add(Publication publication) {
    sql.update(
        """
        insert into publication_applied (sequence, release_id, published_at, recorded_at, origin,
                                         late, reconstructed, notice, notice_en)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        publication.sequence(),
        publication.releaseId(),
        publication.publishedAt(),
        publication.recordedAt(),
        publication.origin(),
        publication.late(),
        publication.reconstructed(),
        publication.notice(),
        publication.noticeEn());
  }

  void open(Publication publication, Vintage vintage, int ordinal) {
    sql.update(
        "insert into opening (vintage, sequence, published_at, ordinal) values (?, ?, ?, ?)",
        vintage.key(),
        publication.sequence(),
        publication.publishedAt(),
        ordinal);
    sql.update(
        """
        insert into indicator_opening as o (indicator, sequence, last_published_at, last_vintage, in_order)
        select v.indicator, ?, ?, v.vintage, true
        from vintage_indicator v where v.vintage = ? order by v.indicator
        on conflict (indicator) do update set
          sequence = excluded.sequence,
          last_published_at = greatest(o.last_published_at, excluded.last_published_at),
          last_vintage = greatest(o.last_vintage, excluded.last_vintage),
          in_order = o.in_order and o.last_published_at <= excluded.last_published_at
            and o.last_vintage < excluded.last_vintage
        """,
        publication.sequence(),
        publication.publishedAt(),
        vintage.key());
  }

  /** Keeps that a publication lists what stays closed; returns when that was found. */
  OffsetDateTime refuse(long sequence, String content, String cause) {
    return sql.first(
            """
            insert into opening_refused (sequence, content_id, cause) values (?, ?, ?)
            returning recorded_at
            """,
            row -> row.getObject(1, OffsetDateTime.class),
            sequence,
            content,
            cause)
        .orElseThrow();
  }

  /** With which publication a vintage became public. */
  Optional<VintageDocument.Opened> opened(Vintage vintage) {
    return sql.first(
        """
        select o.sequence, p.release_id, o.published_at
        from opening o join publication_applied p on p.sequence = o.sequence
        where o.vintage = ?
        """,
        row ->
            new VintageDocument.Opened(
                row.getLong(1), row.getString(2), row.getObject(3, OffsetDateTime.class)),
        vintage.key());
  }

  /** The publications that listed a content and could not open it. */
  List<VintageDocument.Refused> refusals(String content) {
    return sql.list(
        REFUSED + "where r.content_id = ? order by r.sequence",
        OpeningRepository::refused,
        content);
  }

  /**
   * What publications listed and could not open, the newest first: of the vintages that the grants
   * cover, and what is no vintage under a grant without a bound.
   *
   * @param sequence with the content, the last one of the page before
   */
  Rows<VintageDocument.Refused> refusals(
      List<Grant> grants, long sequence, String content, int limit) {
    return sql.page(
        limit,
        REFUSED
            + """
        left join vintage v on v.id =
          case when r.content_id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then r.content_id::uuid end
        where exists (
          select from jsonb_to_recordset(?::jsonb) as g (agency text, forms text[], areas text[])
          where (g.agency is null or g.agency = v.agency)
            and (g.forms is null or v.form = any(g.forms))
            and (g.areas is null or v.areas <@ g.areas))
          and (r.sequence < ? or r.sequence = ? and r.content_id > ?)
        order by r.sequence desc, r.content_id
        """,
        OpeningRepository::refused,
        json.write(grants),
        sequence,
        sequence,
        content);
  }

  private static VintageDocument.Refused refused(ResultSet row) throws SQLException {
    return new VintageDocument.Refused(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getObject(5, OffsetDateTime.class));
  }
}
