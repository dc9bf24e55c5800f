package vn.solieu.indicator.observation;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import vn.solieu.indicator.observation.LevelOrder.Place;
import vn.solieu.indicator.observation.LevelOrder.Planned;
import vn.solieu.platform.sql.Sql;

/**
 * Finds where an earlier submission would become public after a later one, and so take back what
 * the later one corrected. Of one obligation that is so of the whole file, since a file brings its
 * whole form and a later one says all that an earlier one said; of others, and of other forms, it
 * is so of the cells that both have. Of what is entered as past nothing is said: there the order of
 * entering is not that of the time.
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

  /**
   * A cell that a vintage would take back, or that would be taken back from it.
   *
   * @param byOurs whether the earlier submission is the vintage that was asked about
   */
  record TakenBack(CellName cell, boolean byOurs) {}

  /**
   * Cells in which an earlier submission follows a later one and says something else, unless it is
   * the more complete one: what is official may have been sent before an estimate was corrected. It
   * never shows what a later one has made confidential.
   *
   * @param checked the sequence up to which the vintage was compared before, for this place
   * @param most how many are told
   */
  List<TakenBack> takenBack(
      Vintage vintage, Place place, List<Planned> planned, long checked, int most) {
    List<TakenBack> cells =
        new ArrayList<>(takenBack(Side.BEFORE, vintage, place, planned, checked, most));
    // What is public stands before, but for what is entered as past, of which nothing is said.
    if (!planned.isEmpty() && cells.size() < most) {
      cells.addAll(takenBack(Side.AFTER, vintage, place, planned, checked, most - cells.size()));
    }
    return cells;
  }

  private enum Side {
    BEFORE(">", "<", "desc", "other", "n"),
    AFTER("<", ">", "asc", "n", "other");

    private final String sent;
    private final String stands;
    private final String nearestFirst;
    private final String earlierPublic;
    private final String laterPublic;

    Side(
        String sent, String stands, String nearestFirst, String earlierPublic, String laterPublic) {
      this.sent = sent;
      this.stands = stands;
      this.nearestFirst = nearestFirst;
      this.earlierPublic = earlierPublic;
      this.laterPublic = laterPublic;
    }
  }

  private List<TakenBack> takenBack(
      Side side, Vintage vintage, Place place, List<Planned> planned, long checked, int most) {
    record Doubt(String indicator, String period) {}
    // A statement of its own: where there is no doubt, no plan may read the figures. Vintages
    // mostly
    // become public in the order in which they were sent, so that there is none.
    List<Doubt> doubts =
        sql.list(
            LevelOrder.STANDING
                + """
                select distinct mine.indicator, mine.period
                from standing p
                join vintage_level other on other.vintage = p.vintage
                join vintage_level mine on mine.indicator = other.indicator and mine.period = other.period
                where p.vintage %1$s ? and mine.vintage = ?
                  and (p.published_at, p.sequence, p.vintage) %2$s (?, ?, ?) and p.sequence > ?
                """
                    .formatted(side.sent, side.stands),
            row -> new Doubt(row.getString(1), row.getString(2)),
            LevelOrder.vintages(planned),
            LevelOrder.instants(planned),
            LevelOrder.sequences(planned),
            LevelOrder.releases(planned),
            vintage.key(),
            vintage.key(),
            place.publishedAt(),
            place.sequence(),
            vintage.key(),
            checked);
    if (doubts.isEmpty()) {
      return List.of();
    }
    return sql.list(
        LevelOrder.STANDING
            + """
            select %1$s
            from unnest(?::int[], ?::int[]) as doubt (indicator, period)
            join observation n on n.indicator = doubt.indicator and n.period = doubt.period
            cross join lateral (
              select o.*
              from observation o
              join standing p on p.vintage = o.vintage
              where o.indicator = n.indicator and o.series = n.series and o.period = n.period
                and o.vintage <> n.vintage
                and (p.published_at, p.sequence, p.vintage) %2$s (?, ?, ?)
              order by p.published_at %3$s, p.sequence %3$s, p.vintage %3$s
              limit 1
            ) other
            join series s on s.key = n.series
            join measure m on m.key = s.measure
            join area a on a.key = s.area
            where n.vintage = ? and other.vintage %4$s n.vintage
              and (not is_less_complete(%5$s.level, %5$s.round, %6$s.level, %6$s.round)
                or %5$s.confidentiality <> 'free' and %6$s.confidentiality = 'free')
              and (round(n.value, n.decimals), n.value_state, n.confidentiality, n.reason = 'withdrawn', n.tombstone)
                is distinct from (round(other.value, other.decimals), other.value_state, other.confidentiality,
                                  other.reason = 'withdrawn', other.tombstone)
            order by m.id, a.id, n.period
            limit ?
            """
                .formatted(
                    CellName.COLUMNS.formatted("n.period"),
                    side.stands,
                    side.nearestFirst,
                    side.sent,
                    side.earlierPublic,
                    side.laterPublic),
        row -> new TakenBack(CellName.read(row), side == Side.BEFORE),
        LevelOrder.vintages(planned),
        LevelOrder.instants(planned),
        LevelOrder.sequences(planned),
        LevelOrder.releases(planned),
        doubts.stream().map(Doubt::indicator).toList(),
        doubts.stream().map(Doubt::period).toList(),
        place.publishedAt(),
        place.sequence(),
        vintage.key(),
        vintage.key(),
        most);
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
