package vn.solieu.indicator.observation;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import vn.solieu.indicator.observation.ObservationOrder.Place;
import vn.solieu.platform.sql.Sql;

/**
 * Finds published cells that a vintage would replace and that belong to another agency. A push is
 * refused for them already; what was published between the push and the release is found here.
 *
 * <p>Figures are compared only where somebody else has published some of the same indicator and
 * period, which for most indicators is nowhere.
 */
@ApplicationScoped
class CellOwners {

  /** Vintages of others that stand before the place, and were opened after what was compared. */
  private static final String CONTESTED =
      """
      with other_vintage as materialized (
        select distinct v.key, v.agency
        from vintage mine
        join vintage_indicator ours on ours.vintage = mine.key
        join vintage_indicator theirs on theirs.indicator = ours.indicator
        join vintage v on v.key = theirs.vintage
        where mine.key = ?
          and (v.agency <> mine.agency or v.route = 'inbound' and mine.route is distinct from 'inbound')
      ), contested as materialized (
        select v.key as vintage, v.agency
        from other_vintage v
        join vintage mine on mine.key = ?
        join opening o on o.vintage = v.key
        where (o.published_at, o.sequence, o.vintage) < (?, ?, ?) and o.sequence > ?
          and not may_replace(v.key, mine.agency, mine.route, mine.form_recorded_at)
      )
      """;

  private final Sql sql;

  CellOwners(Sql sql) {
    this.sql = sql;
  }

  /** A cell whose published figure belongs to another agency. */
  record Foreign(CellName cell, String agency) {}

  /** An indicator and a period of which somebody else has published figures. */
  private record Candidate(String indicator, String period) {}

  /**
   * @param place where the vintage stands, or will stand
   * @param checked the sequence up to which the vintage was compared before, for this place
   * @param most how many are told
   */
  List<Foreign> foreign(Vintage vintage, Place place, long checked, int most) {
    // A statement of its own: where there is no candidate, no plan may read the figures.
    List<Candidate> candidates = candidates(vintage, place, checked);
    return candidates.isEmpty() ? List.of() : compare(candidates, vintage, place, checked, most);
  }

  private List<Candidate> candidates(Vintage vintage, Place place, long checked) {
    return sql.list(
        CONTESTED
            + """
            select distinct theirs.indicator, theirs.period
            from contested c
            join vintage_level theirs on theirs.vintage = c.vintage
            join vintage_level ours
              on ours.vintage = ? and ours.indicator = theirs.indicator and ours.period = theirs.period
            """,
        row -> new Candidate(row.getString(1), row.getString(2)),
        vintage.key(),
        vintage.key(),
        place.publishedAt(),
        place.sequence(),
        vintage.key(),
        checked,
        vintage.key());
  }

  private List<Foreign> compare(
      List<Candidate> candidates, Vintage vintage, Place place, long checked, int most) {
    return sql.list(
        CONTESTED
            + """
            select %s, c.agency
            from unnest(?::int[], ?::int[]) as candidate (indicator, period)
            join observation n
              on n.indicator = candidate.indicator and n.period = candidate.period and n.vintage = ?
            cross join lateral (
              select o.vintage
              from observation o join opening p on p.vintage = o.vintage
              where o.indicator = n.indicator and o.series = n.series and o.period = n.period
                and (p.published_at, p.sequence, p.vintage) < (?, ?, ?)
              order by p.published_at desc, p.sequence desc, p.vintage desc
              limit 1
            ) held
            join contested c on c.vintage = held.vintage
            join series s on s.key = n.series
            join measure m on m.key = s.measure
            join area a on a.key = s.area
            order by m.id, a.id, n.period
            limit ?
            """
                .formatted(CellName.COLUMNS.formatted("n.period")),
        row -> new Foreign(CellName.read(row), row.getString("agency")),
        vintage.key(),
        vintage.key(),
        place.publishedAt(),
        place.sequence(),
        vintage.key(),
        checked,
        candidates.stream().map(Candidate::indicator).toList(),
        candidates.stream().map(Candidate::period).toList(),
        vintage.key(),
        place.publishedAt(),
        place.sequence(),
        vintage.key(),
        most);
  }
}
