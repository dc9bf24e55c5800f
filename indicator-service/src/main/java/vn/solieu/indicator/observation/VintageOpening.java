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
  private final OpeningRepository openings;
  private final Outbox outbox;
  private final MeterRegistry metrics;

  VintageOpening(
      VintageStore vintages,
      ReleaseCheck checks,
      OpeningRepository openings,
      Outbox outbox,
      MeterRegistry metrics) {
    this.vintages = vintages;
    this.checks = checks;
    this.openings = openings;
    this.outbox = outbox;
    this.metrics = metrics;
  }

  @Override
  public void open(Publication publication) {
    openings.add(publication);
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
    openings.open(publication, vintage, ordinal);
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
    OffsetDateTime at = openings.refuse(publication.sequence(), id, refusal.word);
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
