package vn.solieu.catalog.product;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import vn.solieu.platform.events.DomainEvent;
import vn.solieu.platform.events.Outbox;
import vn.solieu.platform.events.Visibility;
import vn.solieu.platform.publication.ContentReference;
import vn.solieu.platform.publication.Publication;
import vn.solieu.platform.publication.PublicationOpener;
import vn.solieu.platform.time.Instants;

/** Makes editions public when the publication log says so: one row each. */
@ApplicationScoped
class EditionOpener implements PublicationOpener {

  private static final Logger LOG = Logger.getLogger(EditionOpener.class);

  private final EditionOpeningRepository openings;
  private final Outbox outbox;
  private final MeterRegistry metrics;

  EditionOpener(EditionOpeningRepository openings, Outbox outbox, MeterRegistry metrics) {
    this.openings = openings;
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
    openings.open(publication, listed);
    List<EditionOpened> opened = openings.opened(publication);
    opened.forEach(this::tell);
    Set<String> open = opened.stream().map(one -> one.id().toString()).collect(Collectors.toSet());
    listed.stream().filter(id -> !open.contains(id)).forEach(id -> refuse(publication, id));
  }

  /** What is listed and cannot be opened stays closed; the calendar frees it and shows it. */
  private void refuse(Publication publication, String id) {
    String cause = openings.isEdition(id) ? "already-open" : "unknown";
    OffsetDateTime at = openings.refuse(publication.sequence(), id, cause);
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
