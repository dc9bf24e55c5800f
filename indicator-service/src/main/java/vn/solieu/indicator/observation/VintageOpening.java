package vn.solieu.indicator.observation;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import vn.solieu.indicator.observation.Vintage.State;
import vn.solieu.platform.events.DomainEvent;
import vn.solieu.platform.events.Outbox;
import vn.solieu.platform.events.Visibility;
import vn.solieu.platform.identity.Uuids;
import vn.solieu.platform.publication.ContentReference;
import vn.solieu.platform.publication.Publication;
import vn.solieu.platform.publication.PublicationOpener;
import vn.solieu.platform.sql.Sql;

/**
 * Makes the vintages of a publication public: one row each, however many figures they have. A
 * listed vintage that cannot be opened stays closed and is free again, and the publication goes on;
 * that is recorded, told, counted and logged.
 */
@ApplicationScoped
class VintageOpening implements PublicationOpener {

  private static final Logger LOG = Logger.getLogger(VintageOpening.class);

  private enum Refusal {
    UNKNOWN("unknown"),
    NOT_ACCEPTED("not-accepted"),
    ALREADY_OPEN("already-open"),
    ANOTHER_AGENCY("another-agency"),
    LATER_SUBMISSION("later-submission"),
    CHANGE_WITHOUT_NOTICE("change-without-notice"),
    LOWER_LEVEL("lower-level");

    private final String word;

    Refusal(String word) {
      this.word = word;
    }
  }

  private final VintageStore vintages;
  private final ReleaseCheck checks;
  private final Sql sql;
  private final Outbox outbox;
  private final MeterRegistry metrics;

  VintageOpening(
      VintageStore vintages, ReleaseCheck checks, Sql sql, Outbox outbox, MeterRegistry metrics) {
    this.vintages = vintages;
    this.checks = checks;
    this.sql = sql;
    this.outbox = outbox;
    this.metrics = metrics;
  }

  @Override
  public void open(Publication publication) {
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
    List<String> listed =
        publication.contents().stream()
            .filter(content -> content.type().equals(ContentReference.VINTAGE))
            .map(ContentReference::id)
            .distinct()
            .toList();
    // In the order in which they hold: so a less complete figure is refused because of a more
    // complete one of the same release, and never the other way round.
    TreeMap<Vintage, Integer> known = new TreeMap<>(Comparator.comparingInt(Vintage::key));
    for (int i = 0; i < listed.size(); i++) {
      Optional<Vintage> vintage = Uuids.parse(listed.get(i)).flatMap(vintages::lock);
      if (vintage.isPresent()) {
        known.put(vintage.get(), i);
      } else {
        refuse(publication, listed.get(i), Refusal.UNKNOWN);
      }
    }
    known.forEach((vintage, ordinal) -> openUnlessRefused(publication, vintage, ordinal));
  }

  private void openUnlessRefused(Publication publication, Vintage vintage, int ordinal) {
    Refusal refusal = refusal(publication, vintage);
    if (refusal == null) {
      open(publication, vintage, ordinal);
    } else {
      refuse(publication, vintage.id().toString(), refusal);
    }
  }

  private @Nullable Refusal refusal(Publication publication, Vintage vintage) {
    if (vintage.isOpen()) {
      return Refusal.ALREADY_OPEN;
    }
    if (vintage.state() != State.ACCEPTED) {
      return Refusal.NOT_ACCEPTED;
    }
    if (checks.replacesAnothers(vintage, publication)) {
      return Refusal.ANOTHER_AGENCY;
    }
    if (checks.undoesALater(vintage, publication)) {
      return Refusal.LATER_SUBMISSION;
    }
    if (checks.changesInSilence(vintage, publication)) {
      return Refusal.CHANGE_WITHOUT_NOTICE;
    }
    return checks.lowersALevel(vintage, publication) ? Refusal.LOWER_LEVEL : null;
  }

  private void open(Publication publication, Vintage vintage, int ordinal) {
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
    outbox.append(
        new DomainEvent(
            VintageOpened.TYPE,
            VintageTopics.VINTAGE,
            vintage.id().toString(),
            publication.sequence(),
            Visibility.PUBLIC,
            new VintageOpened(
                vintage.id(),
                publication.releaseId(),
                publication.sequence(),
                publication.publishedAt(),
                vintages.parts(vintage))));
  }

  /**
   * What is refused is free again: calendar-service hears of it and no longer counts it as listed.
   */
  private void refuse(Publication publication, String id, Refusal refusal) {
    OffsetDateTime at =
        sql.first(
                """
                insert into opening_refused (sequence, content_id, cause) values (?, ?, ?)
                returning recorded_at
                """,
                row -> row.getObject(1, OffsetDateTime.class),
                publication.sequence(),
                id,
                refusal.word)
            .orElseThrow();
    outbox.append(
        new DomainEvent(
            VintageRefused.TYPE,
            VintageTopics.VINTAGE,
            id,
            publication.sequence(),
            Visibility.INTERNAL,
            new VintageRefused(
                ContentReference.VINTAGE,
                id,
                publication.releaseId(),
                publication.sequence(),
                refusal.word,
                at)));
    metrics.counter("solieu.opening.refused", "cause", refusal.word).increment();
    LOG.errorf(
        "Release %s lists the vintage %s, which stays closed: %s",
        publication.releaseId(), id, refusal.word);
  }
}
