package vn.solieu.indicator.observation;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.solieu.indicator.definition.Word;
import vn.solieu.platform.problem.Text;
import vn.solieu.platform.sql.Sql;

/**
 * Finds where a vintage, put at a place among the others, would let a less complete figure replace
 * a more complete one: by its own figures after a public one, or by a public one after its own.
 *
 * <p>The figures of two vintages are compared only for the indicators and periods where {@code
 * vintage_level} leaves it possible. In a release that goes on from estimate to official that is
 * nowhere, so the number of figures does not matter at its instant.
 */
@ApplicationScoped
class LevelOrder {

  /** What is not public yet comes after all that is, where the instants are the same. */
  static final long NOT_YET = 1L << 60;

  /** Where a vintage stands, or will stand: the value that holds is the one with the greatest. */
  record Place(OffsetDateTime publishedAt, long sequence) {}

  /**
   * A vintage that is listed in a release that is not out.
   *
   * @param visible whether the caller sees that release
   */
  record Planned(UUID vintage, String release, Place place, boolean visible) {}

  /**
   * A cell in which {@code upper}, the later figure, is less complete than {@code under}.
   *
   * @param byOurs whether the upper one is of the vintage that was asked about
   * @param lacksNotice its reason would do, had readers been told
   * @param release of the other vintage, where that is not public yet
   */
  record Clash(
      CellName cell,
      Text upper,
      Text under,
      boolean byOurs,
      boolean lacksNotice,
      @Nullable String release) {}

  private enum Side {
    /** What it would replace. */
    BEFORE("<", "desc", "n", "other"),
    /** What would replace it: an archive release has its place in the past. */
    AFTER(">", "asc", "other", "n");

    final String than;
    final String nearestFirst;
    final String upper;
    final String under;

    Side(String than, String nearestFirst, String upper, String under) {
      this.than = than;
      this.nearestFirst = nearestFirst;
      this.upper = upper;
      this.under = under;
    }
  }

  /** What is public or planned to be; takes {@link #vintages} and what follows there. */
  static final String STANDING =
      """
      with standing as not materialized (
        select vintage, published_at, sequence, null as release from opening
        union all
        select v.key, p.published_at, p.sequence, p.release
        from unnest(?::uuid[], ?::timestamptz[], ?::bigint[], ?::text[])
               as p (vintage, published_at, sequence, release)
        join vintage v on v.id = p.vintage
        where v.state in ('held', 'accepted') and not exists (select from opening where vintage = v.key)
      )
      """;

  private final Sql sql;

  LevelOrder(Sql sql) {
    this.sql = sql;
  }

  /**
   * @param checked the sequence up to which the vintage was compared before, for this place
   * @param most how many are told
   */
  List<Clash> clashes(Vintage vintage, Place place, List<Planned> planned, long checked, int most) {
    List<Clash> clashes = new ArrayList<>();
    for (Side side : Side.values()) {
      List<Doubt> doubts = doubts(side, vintage, place, planned, checked);
      if (!doubts.isEmpty() && clashes.size() < most) {
        clashes.addAll(compare(side, doubts, vintage, place, planned, most - clashes.size()));
      }
    }
    return clashes;
  }

  /** An indicator and a period of which figures may clash. */
  private record Doubt(String indicator, String period) {}

  private List<Doubt> doubts(
      Side side, Vintage vintage, Place place, List<Planned> planned, long checked) {
    // Two ways, because the first has to find nothing by an index on what is more complete, and the
    // second by one on what was published later.
    String select =
        switch (side) {
          case BEFORE ->
              """
              select distinct mine.indicator, mine.period
              from vintage_level mine
              join vintage_level other
                on other.indicator = mine.indicator and other.period = mine.period
                and other.highest > mine.lowest
              join standing p on p.vintage = other.vintage
              where mine.vintage = ? and other.vintage <> mine.vintage
                and (p.published_at, p.sequence, p.vintage) < (?, ?, ?) and p.sequence > ?
              """;
          case AFTER ->
              """
              select distinct mine.indicator, mine.period
              from standing p
              join vintage_level other on other.vintage = p.vintage
              join vintage_level mine
                on mine.indicator = other.indicator and mine.period = other.period
                and other.lowest < mine.highest
              where mine.vintage = ? and other.vintage <> mine.vintage
                and (p.published_at, p.sequence, p.vintage) > (?, ?, ?) and p.sequence > ?
              """;
        };
    return sql.list(
        STANDING + select,
        row -> new Doubt(row.getString(1), row.getString(2)),
        vintages(planned),
        instants(planned),
        sequences(planned),
        releases(planned),
        vintage.key(),
        place.publishedAt(),
        place.sequence(),
        vintage.key(),
        checked);
  }

  private List<Clash> compare(
      Side side,
      List<Doubt> doubts,
      Vintage vintage,
      Place place,
      List<Planned> planned,
      int most) {
    String select =
        """
        select %6$s, n.level, n.round, n.reason,
               other.level as other_level, other.round as other_round, other.reason as other_reason,
               other.release
        from unnest(?::int[], ?::int[]) as doubt (indicator, period)
        join observation n on n.indicator = doubt.indicator and n.period = doubt.period
        join vintage ours on ours.key = n.vintage
        cross join lateral (
          select o.level, o.round, o.reason, o.tombstone, v.notice, p.release
          from observation o
          join standing p on p.vintage = o.vintage
          join vintage v on v.key = o.vintage
          where o.indicator = n.indicator and o.series = n.series and o.period = n.period
            and o.vintage <> n.vintage
            and (p.published_at, p.sequence, p.vintage) %1$s (?, ?, ?)
          order by p.published_at %2$s, p.sequence %2$s, p.vintage %2$s
          limit 1
        ) other
        join series s on s.key = n.series
        join measure m on m.key = s.measure
        join area a on a.key = s.area
        where n.vintage = ?
          and is_less_complete(%3$s.level, %3$s.round, %4$s.level, %4$s.round)
          and n.reason <> 'withdrawn' and not n.tombstone
          and other.reason <> 'withdrawn' and not other.tombstone
          and not (%3$s.reason in ('correction', 'method') and %5$s.notice is not null)
        order by m.id, a.id, n.period
        limit ?
        """
            .formatted(
                side.than,
                side.nearestFirst,
                side.upper,
                side.under,
                side == Side.BEFORE ? "ours" : "other",
                CellName.COLUMNS.formatted("n.period"));
    return sql.list(
        STANDING + select,
        row -> clash(side, row),
        vintages(planned),
        instants(planned),
        sequences(planned),
        releases(planned),
        doubts.stream().map(Doubt::indicator).toList(),
        doubts.stream().map(Doubt::period).toList(),
        place.publishedAt(),
        place.sequence(),
        vintage.key(),
        vintage.key(),
        most);
  }

  private static Clash clash(Side side, ResultSet row) throws SQLException {
    Text ours = Level.told(row.getString("level"), row.getString("round"));
    Text other = Level.told(row.getString("other_level"), row.getString("other_round"));
    boolean byOurs = side == Side.BEFORE;
    String reason = row.getString(byOurs ? "reason" : "other_reason");
    return new Clash(
        CellName.read(row),
        byOurs ? ours : other,
        byOurs ? other : ours,
        byOurs,
        Word.parse(Reason.class, reason).orElseThrow().overridesLevel(),
        row.getString("release"));
  }

  static List<String> vintages(List<Planned> planned) {
    return planned.stream().map(one -> one.vintage().toString()).toList();
  }

  static List<String> instants(List<Planned> planned) {
    return planned.stream().map(one -> one.place().publishedAt().toString()).toList();
  }

  static List<String> sequences(List<Planned> planned) {
    return planned.stream().map(one -> Long.toString(one.place().sequence())).toList();
  }

  static List<String> releases(List<Planned> planned) {
    return planned.stream().map(Planned::release).toList();
  }
}
