package vn.solieu.catalog.product;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import vn.solieu.platform.events.DomainEvent;
import vn.solieu.platform.events.Outbox;
import vn.solieu.platform.events.Visibility;
import vn.solieu.platform.publication.ContentReference;
import vn.solieu.platform.publication.Publication;
import vn.solieu.platform.publication.PublicationOpener;
import vn.solieu.platform.sql.Sql;
import vn.solieu.platform.time.Instants;

/** Makes editions public when the publication log says so: one row each. */
@ApplicationScoped
class EditionOpener implements PublicationOpener {

  private static final Logger LOG = Logger.getLogger(EditionOpener.class);

  private final Sql sql;
  private final Outbox outbox;
  private final MeterRegistry metrics;

  EditionOpener(Sql sql, Outbox outbox, MeterRegistry metrics) {
    this.sql = sql;
    this.outbox = outbox;
    this.metrics = metrics;
  }

  @Override
  public void open(Publication publication) {
    List<String> listed =
        publication.contents().stream()
            .filter(content -> content.type().equals(ContentReference.EDITION))
            .map(ContentReference::id)
            .distinct()
            .toList();
    if (listed.isEmpty()) {
      return;
    }
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
        listed);
    List<EditionOpened> opened = opened(publication);
    opened.forEach(this::tell);
    Set<String> open = opened.stream().map(one -> one.id().toString()).collect(Collectors.toSet());
    listed.stream().filter(id -> !open.contains(id)).forEach(id -> refuse(publication, id));
  }

  /** What is listed and cannot be opened stays closed; the calendar frees it and shows it. */
  private void refuse(Publication publication, String id) {
    String cause =
        sql.exists("select from edition where id::text = ?", id) ? "already-open" : "unknown";
    OffsetDateTime at =
        sql.first(
                """
                insert into edition_refused (sequence, content, cause) values (?, ?, ?)
                returning recorded_at
                """,
                row -> row.getObject(1, OffsetDateTime.class),
                publication.sequence(),
                id,
                cause)
            .orElseThrow();
    metrics.counter("solieu.opening.refused", "cause", cause).increment();
    LOG.errorf(
        "Release %s lists the edition %s, which stays closed: %s",
        publication.releaseId(), id, cause);
    outbox.append(
        new DomainEvent(
            CatalogTopics.EDITION_REFUSED,
            CatalogTopics.EDITIONS,
            id,
            publication.sequence(),
            Visibility.INTERNAL,
            new EditionRefused(
                ContentReference.EDITION,
                id,
                publication.releaseId(),
                publication.sequence(),
                cause,
                Instants.local(at))));
  }

  private List<EditionOpened> opened(Publication publication) {
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

  /** An edition is opened once, so its version is 1. */
  private void tell(EditionOpened edition) {
    outbox.append(
        new DomainEvent(
            CatalogTopics.EDITION_OPENED,
            CatalogTopics.EDITIONS,
            edition.id().toString(),
            1,
            Visibility.PUBLIC,
            edition));
  }
}
