package vn.solieu.indicator.observation;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import vn.solieu.indicator.observation.ObservationOrder.Place;
import vn.solieu.indicator.observation.ObservationOrder.Planned;
import vn.solieu.platform.sql.Sql;

/**
 * Finds where an earlier submission of an obligation would become public after a later one, and so
 * take back what the later one corrected: a file brings its whole form, so a later one says all
 * that an earlier one said. Of other obligations {@link ObservationOrder} looks at the cells that
 * both have.
 */
@ApplicationScoped
class SubmissionOrder {

  private static final Comparator<Place> BY_TIME =
      Comparator.comparing((Place place) -> place.publishedAt().toInstant())
          .thenComparing(Place::sequence);

  private final Sql sql;

  SubmissionOrder(Sql sql) {
    this.sql = sql;
  }

  /** Whether a later submission is public before the place, or planned to be. */
  boolean isLate(Vintage vintage, Place place, List<Planned> planned) {
    return sql.exists(
            """
            select from vintage mine
            join vintage later on later.obligation = mine.obligation and later.key > mine.key
            join opening o on o.vintage = later.key
            where mine.key = ? and (o.published_at, o.sequence) < (?, ?)
            """,
            vintage.key(),
            place.publishedAt(),
            place.sequence())
        || ofSameObligation(">", vintage, planned).stream()
            .anyMatch(other -> BY_TIME.compare(other.place(), place) < 0);
  }

  /** Whether an earlier submission is planned to be public after the place. */
  boolean isFollowedByAnEarlier(Vintage vintage, Place place, List<Planned> planned) {
    return ofSameObligation("<", vintage, planned).stream()
        .anyMatch(other -> BY_TIME.compare(other.place(), place) > 0);
  }

  private List<Planned> ofSameObligation(String than, Vintage vintage, List<Planned> planned) {
    if (planned.isEmpty()) {
      return List.of();
    }
    Map<UUID, Planned> byVintage =
        planned.stream()
            .collect(Collectors.toMap(Planned::vintage, Function.identity(), (one, same) -> one));
    return sql
        .list(
            """
            select other.id from vintage mine
            join vintage other on other.obligation = mine.obligation and other.key %s mine.key
            where mine.key = ? and other.state in ('held', 'accepted')
            """
                .formatted(than),
            row -> row.getObject(1, UUID.class),
            vintage.key())
        .stream()
        .filter(byVintage::containsKey)
        .map(byVintage::get)
        .toList();
  }
}
