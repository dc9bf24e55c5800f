package vn.solieu.catalog.product;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import vn.solieu.platform.events.DomainEvent;
import vn.solieu.platform.events.Outbox;
import vn.solieu.platform.events.Visibility;
import vn.solieu.platform.publication.ContentReference;
import vn.solieu.platform.publication.Publication;
import vn.solieu.platform.publication.PublicationOpener;
import vn.solieu.platform.sql.Sql;

/** Makes editions public when the publication log says so: one row each. */
@ApplicationScoped
class EditionOpener implements PublicationOpener {

  private final Sql sql;
  private final Outbox outbox;

  EditionOpener(Sql sql, Outbox outbox) {
    this.sql = sql;
    this.outbox = outbox;
  }

  @Override
  public void open(Publication publication) {
    List<String> listed =
        publication.contents().stream()
            .filter(content -> content.type().equals(ContentReference.EDITION))
            .map(ContentReference::id)
            .toList();
    if (listed.isEmpty()) {
      return;
    }
    sql.update(
        """
        insert into edition_opening (edition, sequence, release, published_at, recorded_at, origin,
          late, reconstructed, notice)
        select key, ?, ?, ?, ?, ?, ?, ?, ?
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
        listed);
    opened(publication).forEach(this::tell);
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
