package vn.solieu.calendar.publication;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.events.DomainEvent;
import vn.solieu.platform.events.Outbox;
import vn.solieu.platform.events.Visibility;
import vn.solieu.platform.publication.ContentReference;
import vn.solieu.platform.publication.Publication;
import vn.solieu.platform.publication.ReleaseGate;
import vn.solieu.platform.sql.Rows;

/**
 * The log by which every service opens what was published. One row counts it, and its lock makes
 * one publication at a time: the sequence has no gaps, because it is given back with a transaction
 * that is rolled back, and a live publication is always later than the one before it.
 */
@ApplicationScoped
public class PublicationLog {

  private final PublicationRepository publications;
  private final DatabaseClock clock;
  private final Outbox outbox;
  private final ReleaseGate gate;

  PublicationLog(
      PublicationRepository publications, DatabaseClock clock, Outbox outbox, ReleaseGate gate) {
    this.publications = publications;
    this.clock = clock;
    this.outbox = outbox;
    this.gate = gate;
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
    PublicationRepository.Counter last = publications.lockCounter();
    DatabaseClock.Time time = clock.time();
    Instant due = time.due();
    Instant afterLast = last.publishedAt().plus(1, ChronoUnit.MICROS);
    return new SequenceLock(last.sequence() + 1, time, due.isAfter(afterLast) ? due : afterLast);
  }

  /**
   * Writes the entry of this sequence, and its event, in the transaction that publishes the
   * release.
   *
   * @param commitBefore by the database's clock: what is committed later than that is rolled back;
   *     null for whenever
   */
  public void append(LoggedPublication entry, @Nullable Instant commitBefore) {
    publications.add(entry, commitBefore);
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
    return gate.published(connection -> publications.after(connection, sequence, limit));
  }

  /** The entry of a release, once it is published. */
  public Optional<LoggedPublication> of(String release) {
    return publications.of(release);
  }

  /** The last sequence that is visible on the connection; 0 before the first publication. */
  public static long last(Connection connection) {
    return PublicationRepository.last(connection);
  }

  /** Contents out of a row's JSON: of a published release, or those of them that were refused. */
  public List<ContentReference> contents(@Nullable String written) {
    return publications.contents(written);
  }
}
