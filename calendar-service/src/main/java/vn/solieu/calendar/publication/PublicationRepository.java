package vn.solieu.calendar.publication;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.publication.ContentReference;
import vn.solieu.platform.publication.Publication;
import vn.solieu.platform.sql.Jsonb;
import vn.solieu.platform.sql.Rows;
import vn.solieu.platform.sql.Sql;
import vn.solieu.platform.time.Instants;

@ApplicationScoped
class PublicationRepository {

  private final Sql sql;
  private final Jsonb json;

  PublicationRepository(Sql sql, Jsonb json) {
    this.sql = sql;
    this.json = json;
  }

  /**
   * The counter of the log.
   *
   * @param publishedAt of the last live publication
   */
  record Counter(long sequence, Instant publishedAt) {}

  /** Waits for the lock on the counter, which lasts until the transaction ends. */
  Counter lockCounter() {
    return sql.first(
            "select last_sequence, last_published_at from publication_counter for update",
            row -> new Counter(row.getLong(1), DatabaseClock.instant(row, 2)))
        .orElseThrow();
  }

  /**
   * Writes an entry, and counts it.
   *
   * @param commitBefore as in {@link PublicationLog#append}
   */
  void add(LoggedPublication entry, @Nullable Instant commitBefore) {
    sql.update(
        """
        insert into publication (sequence, release, published_at, recorded_at, origin, late, reconstructed,
                                 notice_vi, notice_en, contents)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)
        """,
        entry.sequence(),
        entry.releaseId(),
        entry.publishedAt(),
        entry.recordedAt(),
        entry.origin().toUpperCase(Locale.ROOT),
        entry.late(),
        entry.reconstructed(),
        entry.notice(),
        entry.noticeEn(),
        json.write(entry.contents()));
    sql.update(
        """
        update publication_counter
        set last_sequence = ?, last_published_at = case when ? then ? else last_published_at end,
          commit_before = ?
        """,
        entry.sequence(),
        entry.origin().equals(Publication.LIVE),
        entry.publishedAt(),
        commitBefore == null ? null : commitBefore.atOffset(ZoneOffset.UTC));
  }

  /** The entries after a place in the log, in order: a page of them. */
  Rows<LoggedPublication> after(Connection connection, long sequence, int limit) {
    return Sql.on(connection)
        .page(
            limit,
            """
            select sequence, release, published_at, recorded_at, origin, late, reconstructed, notice_vi,
                   notice_en, contents, refused
            from public_publication
            where sequence > ?
            order by sequence
            """,
            this::read,
            sequence);
  }

  Optional<LoggedPublication> of(String release) {
    return sql.first("select * from public_publication where release = ?", this::read, release);
  }

  long last() {
    return last(sql);
  }

  static long last(Connection connection) {
    return last(Sql.on(connection));
  }

  private static long last(Sql from) {
    return from.first(
            "select coalesce(max(sequence), 0) from public_publication", row -> row.getLong(1))
        .orElseThrow();
  }

  /** Contents out of a row's JSON: of a published release, or those of them that were refused. */
  List<ContentReference> contents(@Nullable String written) {
    return written == null ? List.of() : List.of(json.read(written, ContentReference[].class));
  }

  private LoggedPublication read(ResultSet row) throws SQLException {
    return new LoggedPublication(
        row.getLong("sequence"),
        row.getString("release"),
        local(row, "published_at"),
        local(row, "recorded_at"),
        row.getString("origin").toLowerCase(Locale.ROOT),
        row.getBoolean("late"),
        row.getBoolean("reconstructed"),
        row.getString("notice_vi"),
        row.getString("notice_en"),
        contents(row.getString("contents")),
        contents(row.getString("refused")));
  }

  private static OffsetDateTime local(ResultSet row, String column) throws SQLException {
    return Instants.local(row.getObject(column, OffsetDateTime.class));
  }
}
