package vn.solieu.calendar.publication;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.events.DomainEvent;
import vn.solieu.platform.events.Outbox;
import vn.solieu.platform.events.Visibility;
import vn.solieu.platform.publication.ContentReference;
import vn.solieu.platform.publication.Publication;
import vn.solieu.platform.publication.ReleaseGate;
import vn.solieu.platform.sql.Jsonb;
import vn.solieu.platform.sql.Rows;
import vn.solieu.platform.sql.Sql;
import vn.solieu.platform.time.Instants;

/**
 * The log by which every service opens what was published. One row counts it, and its lock makes
 * one publication at a time: the sequence has no gaps, because it is given back with a transaction
 * that is rolled back, and a live publication is always later than the one before it.
 */
@ApplicationScoped
public class PublicationLog {

  private final Sql sql;
  private final DatabaseClock clock;
  private final Outbox outbox;
  private final ReleaseGate gate;
  private final Jsonb json;

  PublicationLog(Sql sql, DatabaseClock clock, Outbox outbox, ReleaseGate gate, Jsonb json) {
    this.sql = sql;
    this.clock = clock;
    this.outbox = outbox;
    this.gate = gate;
    this.json = json;
  }

  /**
   * The right to publish next.
   *
   * @param time read when the lock was had
   * @param liveInstant what both clocks had reached, or the first instant after the last live
   *     publication should they have gone back
   */
  public record SequenceLock(long sequence, DatabaseClock.Time time, Instant liveInstant) {}

  /**
   * Waits for the lock, which lasts until the caller's transaction ends. Take it before locking a
   * release: everybody does it in this order.
   */
  public SequenceLock lockSequence() {
    record Last(long sequence, Instant publishedAt) {}
    Last last =
        sql.first(
                "select last_sequence, last_published_at from publication_counter for update",
                row -> new Last(row.getLong(1), DatabaseClock.instant(row, 2)))
            .orElseThrow();
    DatabaseClock.Time time = clock.time();
    Instant due = time.due();
    Instant afterLast = last.publishedAt.plus(1, ChronoUnit.MICROS);
    return new SequenceLock(last.sequence + 1, time, due.isAfter(afterLast) ? due : afterLast);
  }

  /**
   * Writes the entry of this sequence, and its event, in the transaction that publishes the
   * release.
   *
   * @param commitBefore by the database's clock: what is committed later than that is rolled back;
   *     null for whenever
   */
  public void append(LoggedPublication entry, @Nullable Instant commitBefore) {
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
    outbox.append(
        new DomainEvent(
            Publication.EVENT_TYPE,
            Publication.TOPIC,
            entry.releaseId(),
            entry.sequence(),
            Visibility.PUBLIC,
            entry));
  }

  /** The entries after a place in the log, in order: a page of them. */
  Rows<LoggedPublication> after(long sequence, int limit) {
    return gate.published(
        connection ->
            Sql.on(connection)
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
                    sequence));
  }

  /** The entry of a release, once it is published. */
  public Optional<LoggedPublication> of(String release) {
    return sql.first("select * from public_publication where release = ?", this::read, release);
  }

  /** The last sequence that is visible there; 0 before the first publication. */
  public static long last(Sql shown) {
    return shown
        .first("select coalesce(max(sequence), 0) from public_publication", row -> row.getLong(1))
        .orElseThrow();
  }

  /** Contents out of a row's JSON: of a published release, or those of them that were refused. */
  public List<ContentReference> contents(@Nullable String written) {
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
