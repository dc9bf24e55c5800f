package vn.solieu.indicator.observation;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.solieu.indicator.definition.EnumCodec;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.sql.Sql;

/**
 * Finds where a vintage, put at a place among the others, would let a figure replace one that it
 * may not replace: by its own figures after a public one, or by a later one after its own.
 *
 * <p>The figures of two vintages are compared only for the indicators and periods where {@code
 * vintage_level} leaves a conflict possible. In a release that goes on from estimate to official,
 * of vintages in the order in which they were sent, that is nowhere, so the number of figures does
 * not matter at its instant.
 */
@ApplicationScoped
class ObservationOrder {

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
   * What a figure does that it may not do. The conditions are on two vintages, and on a figure of
   * each in one cell: {@code upper} becomes public after {@code under}, which it replaces.
   */
  enum Breach {
    /** It is less complete, for no reason that readers are told. */
    LOWER_LEVEL(
        Sent.WHENEVER,
        "upper.lowest < under.highest",
        """
        is_less_complete(upper.level, upper.round, under.level, under.round)
        and upper.reason <> 'withdrawn' and not upper.tombstone
        and under.reason <> 'withdrawn' and not under.tombstone
        and not (upper.reason in ('correction', 'method') and upper_vintage.notice is not null)
        """),

    /**
     * It was sent before and says something else, unless it is the more complete one: what is
     * official may have been sent before an estimate was corrected. It never shows what was sent
     * later as confidential.
     */
    TAKES_BACK(
        Sent.BEFORE,
        "true",
        """
        (not is_less_complete(under.level, under.round, upper.level, upper.round)
          or under.confidentiality <> 'free' and upper.confidentiality = 'free')
        and (round(upper.value, upper.decimals), upper.value_state, upper.confidentiality,
             upper.reason = 'withdrawn', upper.tombstone)
          is distinct from (round(under.value, under.decimals), under.value_state, under.confidentiality,
                            under.reason = 'withdrawn', under.tombstone)
        """),

    /**
     * It changes an official figure, and readers are told neither why nor that it does, or leaves
     * none where readers see one, and nobody says why. The push asks the same (V61, V54) of what is
     * public then. In one release nothing changes: no reader saw the other figure.
     */
    CHANGES_IN_SILENCE(
        Sent.AFTER,
        """
        upper.lowest is not null and upper.highest >= completeness('official', null, 0)
        and under.highest >= completeness('official', null, 0)
        """,
        """
        upper.level = 'official' and under.level = 'official'
        and upper.confidentiality = 'free' and under.confidentiality = 'free'
        and upper.reason not in ('withdrawn', 'boundary') and not upper.tombstone
        and under.reason <> 'withdrawn' and not under.tombstone
        and not (upper.reason in ('correction', 'method') and upper_vintage.notice is not null)
        and (round(upper.value, under.decimals) <> round(under.value, under.decimals)
          or upper.value is null and under.value is not null and upper.justification is null
             and upper.value_state in ('not-collected', 'not-reported', 'not-applicable'))
        """);

    private final Sent sent;
    private final String ofVintages;
    private final String ofFigures;

    Breach(Sent sent, String ofVintages, String ofFigures) {
      this.sent = sent;
      this.ofVintages = ofVintages;
      this.ofFigures = ofFigures;
    }

    private boolean countsInOneRelease() {
      return this != CHANGES_IN_SILENCE;
    }

    /** What is entered of the past comes in an order of its own, but at the level of its time. */
    private boolean countsInThePast() {
      return this == LOWER_LEVEL;
    }
  }

  /** When the figure that becomes public later was sent, compared with the other one. */
  private enum Sent {
    BEFORE,
    AFTER,
    WHENEVER
  }

  /**
   * A cell in which {@code upper}, the later figure, may not replace {@code under}.
   *
   * @param byOurs whether the upper one is of the vintage that was asked about
   * @param lacksNotice its reason would do, had readers been told
   * @param release of the other vintage, where that is not public yet
   */
  record Conflict(
      CellName cell,
      LocalizedText upper,
      LocalizedText under,
      boolean byOurs,
      boolean lacksNotice,
      @Nullable String release) {}

  private enum Side {
    /** What it would replace. */
    BEFORE("upper", "under", "<", "desc"),
    /** What would replace it: an archive release has its place in the past. */
    AFTER("under", "upper", ">", "asc");

    private final String ours;
    private final String other;
    private final String than;
    private final String nearestFirst;

    Side(String ours, String other, String than, String nearestFirst) {
      this.ours = ours;
      this.other = other;
      this.than = than;
      this.nearestFirst = nearestFirst;
    }

    /** How the key of the other vintage, which tells when it was sent, compares with ours. */
    private String sent(Breach breach) {
      return switch (breach.sent) {
        case AFTER -> than;
        case BEFORE -> this == BEFORE ? AFTER.than : BEFORE.than;
        case WHENEVER -> "<>";
      };
    }

    /** The last part of a place, which orders the vintages of one release. */
    private int inRelease(Breach breach, Vintage vintage) {
      if (breach.countsInOneRelease()) {
        return vintage.key();
      }
      return this == BEFORE ? 0 : Integer.MAX_VALUE;
    }
  }

  /** What is public or planned to be. */
  private static final String STANDING =
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

  ObservationOrder(Sql sql) {
    this.sql = sql;
  }

  /**
   * @param checked the sequence up to which the vintage was compared before, for this place
   * @param most how many are told
   */
  List<Conflict> conflicts(
      Breach breach, Vintage vintage, Place place, List<Planned> planned, long checked, int most) {
    List<Conflict> conflicts = new ArrayList<>();
    for (Side side : Side.values()) {
      // What is public stands before, but for what is entered of the past.
      if (side == Side.AFTER && planned.isEmpty() && !breach.countsInThePast()) {
        continue;
      }
      // A statement of its own: where there is no candidate, no plan may read the figures.
      List<Candidate> candidates = candidates(breach, side, vintage, place, planned, checked);
      if (!candidates.isEmpty() && conflicts.size() < most) {
        conflicts.addAll(
            compare(breach, side, candidates, vintage, place, planned, most - conflicts.size()));
      }
    }
    return conflicts;
  }

  /** An indicator and a period of which figures may conflict. */
  private record Candidate(String indicator, String period) {}

  private List<Candidate> candidates(
      Breach breach, Side side, Vintage vintage, Place place, List<Planned> planned, long checked) {
    String select =
        """
        select distinct %1$s.indicator, %1$s.period
        from vintage_level %1$s
        join vintage_level %2$s on %2$s.indicator = %1$s.indicator and %2$s.period = %1$s.period
        join standing p on p.vintage = %2$s.vintage
        where %1$s.vintage = ? and p.vintage %3$s ?
          and (p.published_at, p.sequence, p.vintage) %4$s (?, ?, ?) and p.sequence > ?
          and %5$s
        """
            .formatted(side.ours, side.other, side.sent(breach), side.than, breach.ofVintages);
    return sql.list(
        STANDING + select,
        row -> new Candidate(row.getString(1), row.getString(2)),
        vintages(planned),
        instants(planned),
        sequences(planned),
        releases(planned),
        vintage.key(),
        vintage.key(),
        place.publishedAt(),
        place.sequence(),
        side.inRelease(breach, vintage),
        checked);
  }

  private List<Conflict> compare(
      Breach breach,
      Side side,
      List<Candidate> candidates,
      Vintage vintage,
      Place place,
      List<Planned> planned,
      int most) {
    String select =
        """
        select %1$s, upper.level as upper_level, upper.round as upper_round, upper.reason as upper_reason,
               under.level as under_level, under.round as under_round, %3$s.release
        from unnest(?::int[], ?::int[]) as candidate (indicator, period)
        join observation %2$s on %2$s.indicator = candidate.indicator and %2$s.period = candidate.period
        cross join lateral (
          select o.*, p.release
          from observation o
          join standing p on p.vintage = o.vintage
          where o.indicator = %2$s.indicator and o.series = %2$s.series and o.period = %2$s.period
            and o.vintage <> %2$s.vintage
            and (p.published_at, p.sequence, p.vintage) %4$s (?, ?, ?)
          order by p.published_at %5$s, p.sequence %5$s, p.vintage %5$s
          limit 1
        ) %3$s
        join vintage upper_vintage on upper_vintage.key = upper.vintage
        join series s on s.key = %2$s.series
        join measure m on m.key = s.measure
        join area a on a.key = s.area
        where %2$s.vintage = ? and %3$s.vintage %6$s %2$s.vintage
          and %7$s
        order by m.id, a.id, %2$s.period
        limit ?
        """
            .formatted(
                CellName.COLUMNS.formatted(side.ours + ".period"),
                side.ours,
                side.other,
                side.than,
                side.nearestFirst,
                side.sent(breach),
                breach.ofFigures);
    return sql.list(
        STANDING + select,
        row -> conflict(side, row),
        vintages(planned),
        instants(planned),
        sequences(planned),
        releases(planned),
        candidates.stream().map(Candidate::indicator).toList(),
        candidates.stream().map(Candidate::period).toList(),
        place.publishedAt(),
        place.sequence(),
        side.inRelease(breach, vintage),
        vintage.key(),
        most);
  }

  private static Conflict conflict(Side side, ResultSet row) throws SQLException {
    return new Conflict(
        CellName.read(row),
        Level.label(row.getString("upper_level"), row.getString("upper_round")),
        Level.label(row.getString("under_level"), row.getString("under_round")),
        side == Side.BEFORE,
        EnumCodec.parse(Reason.class, row.getString("upper_reason")).orElseThrow().overridesLevel(),
        row.getString("release"));
  }

  private static List<String> vintages(List<Planned> planned) {
    return planned.stream().map(one -> one.vintage().toString()).toList();
  }

  private static List<String> instants(List<Planned> planned) {
    return planned.stream().map(one -> one.place().publishedAt().toString()).toList();
  }

  private static List<String> sequences(List<Planned> planned) {
    return planned.stream().map(one -> Long.toString(one.place().sequence())).toList();
  }

  private static List<String> releases(List<Planned> planned) {
    return planned.stream().map(Planned::release).toList();
  }
}
