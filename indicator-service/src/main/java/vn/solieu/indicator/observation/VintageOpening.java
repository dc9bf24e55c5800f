package vn.solieu.indicator.observation;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jboss.logging.Logger;
import vn.solieu.indicator.observation.Vintage.State;
import vn.solieu.platform.events.DomainEvent;
import vn.solieu.platform.events.Outbox;
import vn.solieu.platform.events.Visibility;
import vn.solieu.platform.publication.ContentReference;
import vn.solieu.platform.publication.Publication;
import vn.solieu.platform.publication.PublicationOpener;
import vn.solieu.platform.sql.Sql;

/**
 * Makes the vintages of a publication public: one row each, however many figures they have. A
 * listed vintage that cannot be opened stays closed and the publication goes on; that is recorded,
 * counted and logged.
 */
@ApplicationScoped
class VintageOpening implements PublicationOpener {

  private static final Logger LOG = Logger.getLogger(VintageOpening.class);

  private enum Refusal {
    UNKNOWN("unknown"),
    NOT_ACCEPTED("not-accepted"),
    ALREADY_OPEN("already-open");

    private final String word;

    Refusal(String word) {
      this.word = word;
    }
  }

  private final VintageStore vintages;
  private final Sql sql;
  private final Outbox outbox;
  private final MeterRegistry metrics;

  VintageOpening(VintageStore vintages, Sql sql, Outbox outbox, MeterRegistry metrics) {
    this.vintages = vintages;
    this.sql = sql;
    this.outbox = outbox;
    this.metrics = metrics;
  }

  @Override
  public void open(Publication publication) {
    sql.update(
        """
        insert into publication_applied (sequence, release_id, published_at, recorded_at, origin,
                                         late, reconstructed, notice)
        values (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        publication.sequence(),
        publication.releaseId(),
        publication.publishedAt(),
        publication.recordedAt(),
        publication.origin(),
        publication.late(),
        publication.reconstructed(),
        publication.notice());
    List<String> listed =
        publication.contents().stream()
            .filter(content -> content.type().equals(ContentReference.VINTAGE))
            .map(ContentReference::id)
            .distinct()
            .toList();
    for (int i = 0; i < listed.size(); i++) {
      open(publication, listed.get(i), i);
    }
  }

  private void open(Publication publication, String id, int ordinal) {
    Vintage vintage = Ids.parse(id).flatMap(vintages::lock).orElse(null);
    if (vintage == null) {
      refuse(publication, id, Refusal.UNKNOWN);
    } else if (vintage.isOpen()) {
      refuse(publication, id, Refusal.ALREADY_OPEN);
    } else if (vintage.state() != State.ACCEPTED) {
      refuse(publication, id, Refusal.NOT_ACCEPTED);
    } else {
      open(publication, vintage, ordinal);
    }
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
        select indicator, ?, ?, vintage, true from vintage_indicator where vintage = ? order by indicator
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
    OffsetDateTime publishedAt =
        publication.publishedAt().withOffsetSameInstant(ZoneOffset.ofHours(7));
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
                publishedAt,
                vintages.parts(vintage))));
  }

  private void refuse(Publication publication, String id, Refusal refusal) {
    sql.update(
        """
        insert into opening_refused (sequence, content_id, cause) values (?, ?, ?)
        """,
        publication.sequence(),
        id,
        refusal.word);
    metrics.counter("solieu.opening.refused", "cause", refusal.word).increment();
    LOG.errorf(
        "Release %s lists the vintage %s, which stays closed: %s",
        publication.releaseId(), id, refusal.word);
  }
}
