package vn.solieu.indicator.observation;

import java.util.Collection;
import java.util.List;
import vn.solieu.indicator.definition.EnumCodec;
import vn.solieu.platform.time.Accumulation;
import vn.solieu.platform.time.Frequency;

/**
 * The query for the figures that hold in given series: of each cell the public one with the
 * greatest (publishedAt, sequence), unless it says that the cell is no longer reported.
 *
 * <p>Rows of one series come in the order of the primary key, backwards where they can: then the
 * vintage that holds comes first if openings were in order, and nothing is sorted. If not, the
 * vintages of one cell are sorted at a time. {@code ReadPlanTest} holds that plan; a condition that
 * is not asked for is not in the text, so that the plan does not depend on guesses about its
 * values.
 */
final class ObservationSelect {

  /** The month, counted from year 0, in which a period ends. */
  private static final String LAST_MONTH = "(o.period >> 4) + (o.period & 15) - 1";

  private final ObservationQuery asked;
  private final ReadPoint pin;
  private final boolean inOrder;
  private final ObservationStoreQuery query = new ObservationStoreQuery();

  private ObservationSelect(ObservationQuery asked, ReadPoint pin, boolean inOrder) {
    this.asked = asked;
    this.pin = pin;
    this.inOrder = inOrder;
  }

  /**
   * How many series are looked at for a page. What is asked for may hold of few figures or none:
   * then the number of figures on the page is no bound. A level is looked for in each figure, the
   * others mostly hold of most of what they look at.
   */
  static int mostSeries(ObservationQuery asked) {
    if (!asked.levels().isEmpty()) {
      return 100;
    }
    boolean sifts =
        asked.from() != null
            || asked.to() != null
            || !asked.frequencies().isEmpty()
            || asked.asOf() != null
            || asked.release() != null;
    return sifts ? 1_000 : Integer.MAX_VALUE;
  }

  /**
   * Where the series are bounded ({@link #mostSeries}), one without a figure comes as a row without
   * a period: so it is known how far was looked.
   *
   * @param inOrder whether the greatest key of a vintage holds
   * @param after figures up to here are left out
   */
  static ObservationStoreQuery of(
      Selection selection, ReadPoint pin, boolean inOrder, KeysetPosition after, int limit) {
    int most = mostSeries(selection.query());
    return new ObservationSelect(selection.query(), pin, inOrder)
        .build(
            SeriesSelect.of(selection, pin, after.series(), most),
            most < Integer.MAX_VALUE,
            after,
            limit);
  }

  private ObservationStoreQuery build(
      ObservationStoreQuery series, boolean isBounded, KeysetPosition after, int limit) {
    // A null is sent and read sooner than the name of what is so of nearly every figure.
    query
        .add("select s.place, o.period, o.value::text, nullif(o.value_state, 'value'), o.level,")
        .add("  o.round, nullif(o.reason, 'scheduled'), o.origin,")
        .add("  nullif(o.confidentiality, 'free'), o.vintage, o.sequence,")
        .add("  case o.reason when 'correction' then s.indicator end,")
        .add("  case o.reason when 'correction' then o.series end,")
        .add("  case o.reason when 'correction' then o.stored end")
        .add("from (")
        .add(series)
        .add(") s")
        .addIf(isCut(), "cross join unnest(?) f(months)", frequencies())
        .add(isBounded ? "left join lateral (" : "cross join lateral (")
        .add("select * from (");
    if (asked.accumulation() == Accumulation.YEAR_TO_DATE) {
      query.add("(");
      addStored();
      query.add(") union all (");
      addWholePeriodsAsMonths();
      query.add(")");
    } else {
      addStored();
    }
    query.add(") o where not o.tombstone");
    if (!asked.levels().isEmpty()) {
      query.add("and o.level::text = any(?)", asked.levels().stream().map(EnumCodec::of).toList());
    }
    if (asked.first() != null) {
      query.add("order by o.period limit ?", asked.first());
    }
    if (asked.last() != null) {
      query.add("order by o.period desc limit ?", asked.last());
    }
    return query
        .add(isBounded ? ") o on true" : ") o")
        .addIf(
            after.series() > 0, "where s.place > ? or o.period > ?", after.series(), after.period())
        .add("order by s.place, o.period limit ?", limit);
  }

  private void addStored() {
    addHolding("o.period");
    query.add("and o.series = s.own");
    addPin();
    if (asked.from() != null) {
      // The only bound by which the index is entered: with two, a planner that does not know the
      // values expects so few
      // rows that it prefers the index by period.
      query.add("and o.period >= ?", asked.from().code() >> 4 << 4);
    }
    addTo();
    if (isCut()) {
      query.add("and (o.period & 15) = f.months");
    } else if (!asked.frequencies().isEmpty()) {
      query.add("and (o.period & 15) = any(?)", frequencies());
    }
    addOrder();
  }

  /** The year to date at March, June, September and December, from where it is stored. */
  private void addWholePeriodsAsMonths() {
    addHolding("((" + LAST_MONTH + ") << 4) + 1");
    query.add("and o.series = s.whole");
    query.add("and (o.period >> 4) % 12 = 0 and (o.period & 15) in (3, 6, 9, 12)");
    addPin();
    if (asked.from() != null) {
      int month = asked.from().code() >> 4;
      query.add("and o.period >= ?", (month / 12 * 12) << 4);
      query.add("and " + LAST_MONTH + " >= ?", month);
    }
    addTo();
    if (isCut()) {
      query.add("and f.months = 1");
    } else {
      query.addIf(
          !asked.frequencies().isEmpty() && !asked.frequencies().contains(Frequency.MONTH),
          "and false");
    }
    addOrder();
  }

  /**
   * Which of the published figures, given in four arrays by primary key, corrects nothing: the one
   * before it in its cell says the same. Then that one is answered, or the one before that if it is
   * such a correction as well. Rows are the place in the arrays, from 1, with what the figure to
   * answer says of where it comes from.
   *
   * <p>The indicator is given although the series has one: joined to {@code published_series}, each
   * page looks through all series there are.
   *
   * <p>A correction brings its whole form, so most of its figures are such. Compared is what the
   * public sees, as far as the pin goes: a figure that is opened later in the past of a cell may
   * make a difference, or end one.
   */
  static ObservationStoreQuery unchanged(
      List<Integer> indicators,
      List<Integer> series,
      List<Integer> periods,
      List<Integer> vintages,
      ReadPoint pin) {
    ObservationStoreQuery earlier =
        new ObservationStoreQuery()
            .add(
                "select o.reason, o.origin, o.vintage, o.sequence, row_number() over latest as back,")
            .add("  bool_and(o.value is not distinct from held.value")
            .add("    and o.value_state = held.value_state and o.level = held.level")
            .add("    and o.round is not distinct from held.round and o.flags = held.flags")
            .add("    and o.confidentiality = held.confidentiality")
            .add("    and o.reason <> 'withdrawn' and not o.tombstone) over latest as same")
            .add("from published_observation o")
            .add("where o.indicator = c.indicator and o.series = c.series and o.period = c.period")
            .add("and o.sequence <= ?", pin.sequence());
    if (pin.publishedUntil() != null) {
      earlier.add("and o.published_at <= ?", pin.publishedUntil());
    }
    earlier.add("window latest as (order by o.published_at desc, o.sequence desc, o.vintage desc)");
    return new ObservationStoreQuery()
        .add("select c.place, told.reason, told.origin, told.vintage, told.sequence")
        .add("from unnest(?, ?, ?, ?)", indicators, series, periods, vintages)
        .add("  with ordinality c (indicator, series, period, vintage, place)")
        .add("join published_observation held on held.indicator = c.indicator")
        .add("  and held.series = c.series and held.period = c.period and held.vintage = c.vintage")
        .add("cross join lateral (select * from (")
        .add(earlier)
        .add(") o where o.same")
        // The latest that is no correction; among corrections alone, the one that made the change.
        .add(
            "order by o.reason = 'correction', case o.reason when 'correction' then -back else back end")
        .add("limit 1) told")
        .add("where told.vintage <> c.vintage");
  }

  private void addHolding(String period) {
    query
        .add("select distinct on (o.period) " + period + " as period, o.value, o.value_state,")
        .add("  o.level, o.round, o.reason, o.origin, o.confidentiality, o.tombstone, o.vintage,")
        .add("  o.sequence, o.series, o.period as stored")
        .add("from published_observation o where o.indicator = s.indicator");
  }

  private void addPin() {
    query.add("and o.sequence <= ?", pin.sequence());
    if (pin.publishedUntil() != null) {
      query.add("and o.published_at <= ?", pin.publishedUntil());
    }
  }

  private void addTo() {
    if (asked.to() != null) {
      query.add("and " + LAST_MONTH + " <= ?", (asked.to().code() >> 4) + asked.to().months() - 1);
    }
  }

  private void addOrder() {
    boolean backwards = asked.last() != null || (inOrder && asked.first() == null);
    query
        .add("order by o.period" + (backwards ? " desc" : ""))
        .add(
            inOrder
                ? ", o.vintage desc"
                : ", o.published_at desc, o.sequence desc, o.vintage desc");
  }

  private boolean isCut() {
    return asked.first() != null || asked.last() != null;
  }

  private List<Integer> frequencies() {
    Collection<Frequency> wanted =
        asked.frequencies().isEmpty() ? List.of(Frequency.values()) : asked.frequencies();
    return wanted.stream().map(Frequency::months).toList();
  }
}
