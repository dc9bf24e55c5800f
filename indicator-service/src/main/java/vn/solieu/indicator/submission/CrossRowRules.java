package vn.solieu.indicator.submission;

import static java.util.stream.Collectors.joining;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.solieu.indicator.definition.EnumCodec;
import vn.solieu.indicator.form.Change;
import vn.solieu.indicator.form.Form;
import vn.solieu.indicator.form.Route;
import vn.solieu.indicator.form.SumOfParts;
import vn.solieu.indicator.observation.Level;
import vn.solieu.indicator.observation.Reason;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.sql.Sql;
import vn.solieu.platform.time.Accumulation;
import vn.solieu.platform.time.Period;

/**
 * The rules that look at several rows, or at what the sender may know of the store, which is what
 * is published and its own accepted figures: one statement each over the staged figures. A rule
 * counts all that it finds and brings the first of them.
 */
final class CrossRowRules {

  /** The figure was sent as a year to date of a calendar year, by whichever name it is stored. */
  private static final String TO_DATE =
      """
      f.sent %% %d = %d and (c.accumulation = 'period' or f.period & 15 = 1)"""
          .formatted(Accumulation.values().length, Accumulation.YEAR_TO_DATE.ordinal());

  /** Indicators and periods of which others have published what the sender may not replace. */
  private static final String CONTESTED =
      """
      with other_vintage as materialized (
        select v.key, v.agency, v.route
        from (
          select distinct l.vintage
          from (select distinct indicator, period from staged_period) p
          join vintage_level l on l.indicator = p.indicator and l.period = p.period
        ) l
        join vintage v on v.key = l.vintage
        where (v.agency <> ? or v.route = 'inbound' and ?::text <> 'inbound')
          and exists (select from opening where vintage = v.key)
      ), foreign_vintage as materialized (
        select * from other_vintage v where not may_replace(v.key, ?, ?, ?)
      ), contested as materialized (
        select distinct l.indicator, l.period
        from foreign_vintage v
        join vintage_level l on l.vintage = v.key
        join staged_period p on p.indicator = l.indicator and p.period = l.period
      )
      """;

  /** Cells that a finding about all of them names. */
  private static final int CELLS_NAMED = 10;

  /** A pace is a quotient, of which no more digits say anything. */
  private static final MathContext PRINTED = new MathContext(12);

  /**
   * Who sends.
   *
   * @param formRecordedAt when the version of the form was recorded that names the agency
   */
  record Sender(String agency, OffsetDateTime formRecordedAt) {}

  private final Sql sql;
  private final Form form;
  private final Period round;
  private final Sender sender;
  private final @Nullable Reason reason;
  private final Map<String, CellMeasure> measures;
  private final Staging staging;
  private final Findings findings;

  /**
   * @param reason of all figures whose row gives none
   */
  CrossRowRules(
      Connection connection,
      Form form,
      Period round,
      Sender sender,
      @Nullable Reason reason,
      Map<String, CellMeasure> measures,
      Staging staging,
      Findings findings) {
    this.sql = Sql.on(connection);
    this.form = form;
    this.round = round;
    this.sender = sender;
    this.reason = reason;
    this.measures = measures;
    this.staging = staging;
    this.findings = findings;
  }

  void check() {
    if (staging.mayHoldTwice()) {
      sameCellTwice();
      keepOneNameOfAFact();
    }
    owner();
    form.sums().forEach(this::sumOfParts);
    if (!form.sums().isEmpty() && periodsAreKnown()) {
      form.sums().forEach(this::sumWithKnownParts);
    }
    form.changes().forEach(this::change);
    if (!form.changes().isEmpty() && anyToDate()) {
      form.changes().forEach(this::changeToDate);
    }
    lowerLevel();
    if (staging.hasBlank()) {
      valueWithdrawn();
    }
    if (findings.refuse()) {
      return; // a row that is refused is neither left out nor the same
    }
    if (reason == Reason.CORRECTION) {
      nothingCorrected();
    }
    if (reason == Reason.CORRECTION || reason == Reason.METHOD) {
      cellsLeftOut();
    }
  }

  /**
   * V51: a release takes no such figure, and here the sender can still say that it is a correction.
   * What becomes public later is compared when a release lists the vintage. V60: a correction
   * replaces the more complete figure, which is hardly what is meant where a past form asks for the
   * level of its time.
   */
  private void lowerLevel() {
    @Nullable String all = reason == null ? null : EnumCodec.of(reason);
    // A statement of its own: where nothing is lower, no plan may read the staged figures.
    if (!sql.exists(
        """
        select from (
          select indicator, period, min(completeness(level, round, 99)) as lowest
          from staged_period
          group by indicator, period
        ) mine
        join vintage_level other
          on other.indicator = mine.indicator and other.period = mine.period
          and other.highest > mine.lowest
        join opening p on p.vintage = other.vintage
        """)) {
      return;
    }
    record Lower(
        int row,
        LocalizedText level,
        LocalizedText published,
        boolean changing,
        @Nullable String justification,
        long found) {}
    List<Lower> lower =
        sql.list(
            """
            select f."row", f.level, f.round, held.level, held.round, changing, f.justification,
                   count(*) over (partition by changing)
            from staged_series c
            join series s
              on s.measure = c.measure and s.area = c.area and s.breakdowns = c.breakdowns
              and s.value_type = c.value_type and s.variant = c.variant
              and s.accumulation = c.accumulation
            join staged_figure f on f.series = c.ordinal
            cross join lateral (
              select o.level, o.round, o.reason, o.tombstone
              from observation o join opening p on p.vintage = o.vintage
              where o.indicator = c.indicator and o.series = s.key and o.period = f.period
              order by p.published_at desc, p.sequence desc, o.vintage desc
              limit 1
            ) held
            cross join lateral (
              select coalesce(f.reason, ?::reason, 'first') in ('correction', 'method') as changing
            ) why
            where is_less_complete(f.level, f.round, held.level, held.round)
              and held.reason <> 'withdrawn' and not held.tombstone
            order by changing desc, f.justification is not null, f."row"
            limit ?
            """,
            row ->
                new Lower(
                    row.getInt(1),
                    Level.label(row.getString(2), row.getString(3)),
                    Level.label(row.getString(4), row.getString(5)),
                    row.getBoolean(6),
                    row.getString(7),
                    row.getLong(8)),
            all,
            Findings.KEPT);
    for (Lower one : lower) {
      if (!one.changing) {
        findings.inform(Rule.LOWER_LEVEL, 1, one.row, "level", one.level, one.published);
      } else if (one.justification == null) {
        findings.add(Rule.LEVEL_LOWERED, one.row, "justification", one.level, one.published);
      } else {
        findings.addJustified(
            Rule.LEVEL_LOWERED, one.row, "level", one.justification, one.level, one.published);
      }
    }
    countRest(
        Rule.LOWER_LEVEL, lower.stream().filter(one -> !one.changing).map(Lower::found).toList());
    countRest(
        Rule.LEVEL_LOWERED, lower.stream().filter(one -> one.changing).map(Lower::found).toList());
  }

  /** V54: readers would see no figure any more where they see one. */
  private void valueWithdrawn() {
    record Blank(
        int row, BigDecimal published, String state, @Nullable String justification, long found) {}
    List<Blank> all =
        sql.list(
            """
            select f."row", round(held.value, held.decimals), f.value_state, f.justification, count(*) over ()
            from staged_figure f
            join staged_series c on c.ordinal = f.series
            join series s
              on s.measure = c.measure and s.area = c.area and s.breakdowns = c.breakdowns
              and s.value_type = c.value_type and s.variant = c.variant
              and s.accumulation = c.accumulation
            cross join lateral (
              select o.*
              from observation o join opening p on p.vintage = o.vintage
              where o.indicator = c.indicator and o.series = s.key and o.period = f.period
              order by p.published_at desc, p.sequence desc, o.vintage desc
              limit 1
            ) held
            where f.value is null and f.value_state in ('not-collected', 'not-reported', 'not-applicable')
              and held.value is not null
              and held.confidentiality = 'free' and held.reason <> 'withdrawn' and not held.tombstone
            order by f.justification is not null, f."row"
            limit ?
            """,
            row ->
                new Blank(
                    row.getInt(1),
                    row.getBigDecimal(2),
                    row.getString(3),
                    row.getString(4),
                    row.getLong(5)),
            Findings.KEPT);
    for (Blank blank : all) {
      Object[] arguments = {blank.published, RowReader.stateName(blank.state)};
      if (blank.justification != null) {
        findings.addJustified(
            Rule.VALUE_WITHDRAWN, blank.row, "value", blank.justification, arguments);
      } else {
        findings.add(Rule.VALUE_WITHDRAWN, blank.row, "justification", arguments);
      }
    }
    countRest(Rule.VALUE_WITHDRAWN, all.stream().map(Blank::found).toList());
  }

  /**
   * V55: what the sender has published in this form and period, and readers go on to see although
   * the submission says nothing of it.
   */
  private void cellsLeftOut() {
    record LeftOut(String cell, long found) {}
    List<LeftOut> first =
        sql.list(
            """
            with own_vintage as materialized (
              select v.key
              from form f
              join round r on r.form = f.key
              join obligation owed on owed.round = r.key
              join submission b on b.obligation = owed.key
              join vintage v on v.id = b.vintage
              join opening p on p.vintage = v.key
              where f.id = ? and r.period = ? and owed.agency = ?
            ), left_out as materialized (
              select own.indicator, own.series, own.period, s.measure, s.area, s.breakdowns, s.value_type,
                     s.variant, s.accumulation
              from (
                select distinct o.indicator, o.series, o.period
                from own_vintage v
                join vintage_indicator i on i.vintage = v.key
                join observation o on o.indicator = i.indicator and o.vintage = v.key
              ) own
              join series s on s.key = own.series
              where not exists (
                select from staged_figure f join staged_series c on c.ordinal = f.series
                where c.measure = s.measure and c.area = s.area and c.breakdowns = s.breakdowns
                  and c.value_type = s.value_type and c.variant = s.variant
                  and c.accumulation = s.accumulation and f.period = own.period)
            )
            select m.id, a.id,
                   (select string_agg(b.value, ', ' order by b.key) from jsonb_each_text(x.breakdowns) b),
                   nullif(x.value_type, 'actual'), nullif(x.variant, ''), x.period,
                   nullif(x.accumulation, 'period'), count(*) over ()
            from left_out x
            join measure m on m.key = x.measure
            join area a on a.key = x.area
            cross join lateral (
              select o.*
              from observation o join opening p on p.vintage = o.vintage
              where o.indicator = x.indicator and o.series = x.series and o.period = x.period
              order by p.published_at desc, p.sequence desc, o.vintage desc
              limit 1
            ) held
            where held.vintage in (select key from own_vintage) and held.value is not null
              and held.confidentiality = 'free' and held.reason <> 'withdrawn' and not held.tombstone
            order by x.period, m.id, a.id, x.breakdowns, x.value_type, x.variant, x.accumulation
            limit ?
            """,
            row ->
                new LeftOut(
                    Stream.of(
                            Optional.of(row.getString(1)),
                            Optional.of(row.getString(2)),
                            Optional.ofNullable(row.getString(3)),
                            Optional.ofNullable(row.getString(4)),
                            Optional.ofNullable(row.getString(5)),
                            Optional.of(Period.fromCode(row.getInt(6)).format()),
                            Optional.ofNullable(row.getString(7)))
                        .flatMap(Optional::stream)
                        .collect(joining(", ")),
                    row.getLong(8)),
            form.id(),
            round.code(),
            sender.agency(),
            CELLS_NAMED);
    if (!first.isEmpty()) {
      long count = first.getFirst().found();
      findings.inform(
          Rule.CELLS_LEFT_OUT,
          count,
          null,
          null,
          count,
          first.stream().map(LeftOut::cell).collect(joining("; ")));
    }
  }

  /** V50: looks no further than to the first figure that differs from the published one. */
  private void nothingCorrected() {
    boolean differs =
        sql.exists(
            """
            select from staged_figure f
            join staged_series c on c.ordinal = f.series
            where not exists (
              select from series s
              cross join lateral (
                select o.*
                from observation o join opening p on p.vintage = o.vintage
                where o.indicator = c.indicator and o.series = s.key and o.period = f.period
                order by p.published_at desc, p.sequence desc, o.vintage desc
                limit 1
              ) held
              where s.measure = c.measure and s.area = c.area and s.breakdowns = c.breakdowns
                and s.value_type = c.value_type and s.variant = c.variant
                and s.accumulation = c.accumulation
                and round(held.value, held.decimals) is not distinct from round(f.value, held.decimals)
                and held.value_state = f.value_state and held.level = f.level
                and held.round is not distinct from f.round
                and held.confidentiality = 'free' and held.reason <> 'withdrawn' and not held.tombstone)
            limit 1
            """);
    if (!differs && sql.exists("select from staged_figure")) {
      findings.inform(Rule.NOTHING_CORRECTED, 1, null, null);
    }
  }

  /** V34: a cell under one name. V43: a fact under two names with two values. */
  private void sameCellTwice() {
    record Twice(int row, int first, boolean sameName, long total) {}
    List<Twice> all =
        sql.list(
            """
            with named as (
              select f."row", c.first_ordinal as cell, f.period, f.sent, f.value, f.value_state, f.level
              from staged_figure f join staged_series c on c.ordinal = f.series
            ), twice as (
              select cell, period from named group by cell, period having count(*) > 1
            ), compared as (
              select n."row",
                     first_value(n."row") over fact as first_row,
                     min(n."row") over name as first_of_name,
                     (n.value, n.value_state, n.level) is distinct from
                       (first_value(n.value) over fact, first_value(n.value_state) over fact,
                        first_value(n.level) over fact) as differs
              from named n join twice t on t.cell = n.cell and t.period = n.period
              window fact as (partition by n.cell, n.period order by n."row"),
                     name as (partition by n.cell, n.period, n.sent)
            )
            select "row", case when "row" <> first_of_name then first_of_name else first_row end,
                   "row" <> first_of_name, total
            from (
              select *, row_number() over (partition by "row" <> first_of_name order by "row") as place,
                     count(*) over (partition by "row" <> first_of_name) as total
              from compared
              where "row" <> first_of_name or differs
            ) found
            where place <= ?
            order by "row"
            """,
            row -> new Twice(row.getInt(1), row.getInt(2), row.getBoolean(3), row.getLong(4)),
            Findings.KEPT);
    for (Twice twice : all) {
      findings.add(twice.sameName ? Rule.DUPLICATE : Rule.ALIAS, twice.row, null, twice.first);
    }
    countRest(Rule.DUPLICATE, all.stream().filter(Twice::sameName).map(Twice::total).toList());
    countRest(
        Rule.ALIAS, all.stream().filter(twice -> !twice.sameName()).map(Twice::total).toList());
  }

  /**
   * A fact that was sent under two names is stored once, and is one part of a sum and not two. What
   * differs between the names was found before.
   */
  private void keepOneNameOfAFact() {
    sql.update(
        """
        delete from staged_figure f
        using (
          select f.ctid as place,
                 row_number() over (partition by c.first_ordinal, f.period order by f."row") as name
          from staged_figure f join staged_series c on c.ordinal = f.series
        ) named
        where f.ctid = named.place and named.name > 1
        """);
  }

  /**
   * V21: figures of a published cell that belongs to another. Only where somebody else has
   * published figures of the same indicator and period is a cell looked up.
   */
  private void owner() {
    Object[] asked = {
      sender.agency(),
      EnumCodec.of(form.route()),
      sender.agency(),
      EnumCodec.of(form.route()),
      sender.formRecordedAt()
    };
    // A statement of its own: where nothing is contested, no plan may read the staged figures.
    if (!sql.exists(CONTESTED + "select from contested", asked)) {
      return;
    }
    record Foreign(int row, String agency, boolean inbound, long found) {}
    List<Foreign> all =
        sql.list(
            CONTESTED
                + """
            select f."row", holder.agency, holder.route is not distinct from 'inbound', count(*) over ()
            from contested k
            join staged_series c on c.indicator = k.indicator
            join series s
              on s.measure = c.measure and s.area = c.area and s.breakdowns = c.breakdowns
              and s.value_type = c.value_type and s.variant = c.variant
              and s.accumulation = c.accumulation
            join staged_figure f on f.series = c.ordinal and f.period = k.period
            cross join lateral (
              select o.vintage from observation o join opening p on p.vintage = o.vintage
              where o.indicator = c.indicator and o.series = s.key and o.period = f.period
              order by p.published_at desc, p.sequence desc, o.vintage desc
              limit 1
            ) held
            join foreign_vintage holder on holder.key = held.vintage
            order by f."row"
            limit ?
            """,
            row -> new Foreign(row.getInt(1), row.getString(2), row.getBoolean(3), row.getLong(4)),
            Stream.concat(Arrays.stream(asked), Stream.of(Findings.KEPT)).toArray());
    for (Foreign foreign : all) {
      findings.add(
          Rule.OWNER,
          foreign.row,
          null,
          foreign.agency,
          foreign.inbound && form.route() != Route.INBOUND
              ? LocalizedText.of(
                  " theo tuyến số liệu của Cục Thống kê, không tuyến nào khác được thay",
                  " by the route of the national office, which no other route replaces")
              : "");
    }
    countRest(Rule.OWNER, all.stream().map(Foreign::found).toList());
  }

  /** V05, where the push brings the total and all parts. */
  private void sumOfParts(SumOfParts rule) {
    CellMeasure measure = Objects.requireNonNull(measures.get(rule.measure()));
    add(
        rule,
        measure,
        "",
        sql.list(
            """
            with members as (
              select ordinal, dense_rank() over (
                       order by area, breakdowns - ?::text, value_type, variant, accumulation) as whole,
                     breakdowns ->> ? is not distinct from ? as is_total
              from staged_series
              where measure = ?
                and (breakdowns ->> ? is not distinct from ? or breakdowns ->> ? = any(?))
            ), sums as (
              select min(f."row") filter (where m.is_total) as "row",
                     min(f.value) filter (where m.is_total) as total,
                     sum(f.value) filter (where not m.is_total) as parts
              from staged_figure f join members m on m.ordinal = f.series
              group by m.whole, f.period
              having count(*) filter (where not m.is_total and (
                       f.value is not null or f.value_state = 'not-applicable')) = ?
            )
            select "row", total, parts, count(*) over (), false
            from sums where abs(total - parts) > ?
            order by "row"
            limit ?
            """,
            CrossRowRules::off,
            rule.dimension(),
            rule.dimension(),
            rule.total(),
            measure.key(),
            rule.dimension(),
            rule.total(),
            rule.dimension(),
            rule.parts(),
            rule.parts().size(),
            rule.tolerance(measure.decimals()),
            Findings.KEPT));
  }

  /**
   * V05, where the push brings the total alone, or only some of the parts: together with what is
   * public, or was accepted of the same sender.
   */
  private void sumWithKnownParts(SumOfParts rule) {
    CellMeasure measure = Objects.requireNonNull(measures.get(rule.measure()));
    String total = Objects.requireNonNullElse(rule.total(), "");
    List<String> codes = new ArrayList<>(rule.parts());
    codes.add(total);
    add(
        rule,
        measure,
        LocalizedText.of(
            ", tính cả số liệu đã công bố hoặc đã được chấp nhận",
            ", together with figures that are published or accepted"),
        sql.list(
            """
            with members as (
              select ordinal, indicator, area, breakdowns - ?::text as rest, value_type, variant, accumulation,
                     coalesce(breakdowns ->> ?, '') as code,
                     dense_rank() over (
                       order by area, breakdowns - ?::text, value_type, variant, accumulation) as whole
              from staged_series
              where measure = ? and coalesce(breakdowns ->> ?, '') = any(?)
            ), sent as (
              select m.whole, f.period, array_agg(m.code) as codes,
                     coalesce(min(f."row") filter (where m.code = ?), min(f."row")) as "row",
                     min(f.value) filter (where m.code = ?) as total,
                     coalesce(sum(f.value) filter (where m.code <> ?), 0) as parts,
                     count(*) filter (where m.code <> ? and (
                       f.value is not null or f.value_state = 'not-applicable')) as counted
              from staged_figure f join members m on m.ordinal = f.series
              group by m.whole, f.period
              having count(*) < ?
            ), known as (
              select s.whole, s.period, bool_or(k.embargoed) as embargoed,
                     min(k.value) filter (where c.code = ?) as total,
                     coalesce(sum(k.value) filter (where c.code <> ?), 0) as parts,
                     count(*) filter (where c.code <> ? and (
                       k.value is not null or k.value_state = 'not-applicable')) as counted
              from sent s
              join (select distinct on (whole) * from members) w on w.whole = s.whole
              join unnest(?::text[]) c (code) on c.code <> all (s.codes)
              join series r
                on r.measure = ? and r.area = w.area
                and r.breakdowns = case c.code when '' then w.rest else w.rest || jsonb_build_object(?::text, c.code) end
                and r.value_type = w.value_type and r.variant = w.variant
                and r.accumulation = w.accumulation
              cross join lateral figure_known_to(w.indicator, r.key, s.period, ?, ?) k
              group by s.whole, s.period
            )
            select s."row", coalesce(s.total, k.total) as total, s.parts + k.parts as parts, count(*) over (),
                   k.embargoed
            from sent s join known k on k.whole = s.whole and k.period = s.period
            where s.counted + k.counted = ?
              and abs(coalesce(s.total, k.total) - s.parts - k.parts) > ?
            order by s."row"
            limit ?
            """,
            CrossRowRules::off,
            rule.dimension(),
            rule.dimension(),
            rule.dimension(),
            measure.key(),
            rule.dimension(),
            codes,
            total,
            total,
            total,
            total,
            codes.size(),
            total,
            total,
            total,
            codes,
            measure.key(),
            rule.dimension(),
            sender.agency(),
            form.id(),
            rule.parts().size(),
            rule.tolerance(measure.decimals()),
            Findings.KEPT));
  }

  private record Off(int row, BigDecimal total, BigDecimal parts, long found, boolean embargoed) {}

  private static Off off(ResultSet row) throws SQLException {
    return new Off(
        row.getInt(1),
        row.getBigDecimal(2),
        row.getBigDecimal(3),
        row.getLong(4),
        row.getBoolean(5));
  }

  private void add(SumOfParts rule, CellMeasure measure, Object together, List<Off> all) {
    for (Off off : all) {
      findings.add(
          Rule.SUM_OF_PARTS,
          off.row,
          "value",
          off.total,
          told(off.parts, off.embargoed), // or the total: the difference tells either
          off.total.subtract(off.parts),
          rule.tolerance(measure.decimals()).stripTrailingZeros(),
          together);
    }
    countRest(Rule.SUM_OF_PARTS, all.stream().map(Off::found).toList());
  }

  /** Whether anything that the push may be compared with was accepted before, of its periods. */
  private boolean periodsAreKnown() {
    return sql.exists(
        """
        select from (select distinct indicator, period from staged_period) p
        join vintage_level l on l.indicator = p.indicator and l.period = p.period
        join vintage v on v.key = l.vintage
        where v.state = 'accepted'
        """);
  }

  private boolean anyToDate() {
    return sql.exists(
        "select from staged_figure where sent % ? = ?",
        Accumulation.values().length, Accumulation.YEAR_TO_DATE.ordinal());
  }

  /**
   * V44: against the period before, of the file itself, or else as it is public, or was accepted of
   * the same sender.
   */
  private void change(Change rule) {
    CellMeasure measure = Objects.requireNonNull(measures.get(rule.measure()));
    add(
        rule,
        sql.list(
            """
            with figure as (
              select f."row", f.value, f.justification, f.period, c.indicator, c.area, c.breakdowns,
                     c.value_type, c.variant, c.accumulation,
                     lag(f.value) over earlier as last_value, lag(f.period) over earlier as last_period
              from staged_series c join staged_figure f on f.series = c.ordinal
              where c.measure = ? and not (%s)
              window earlier as (partition by c.first_ordinal order by f.period & 15, f.period)
            ), compared as (
              select f."row", f.value, f.justification,
                     case when f.last_period = previous_period(f.period)
                       then f.last_value else known.value end as before,
                     coalesce(known.embargoed, false) as embargoed
              from figure f
              left join lateral (
                select k.value, k.embargoed
                from series s
                cross join lateral figure_known_to(f.indicator, s.key, previous_period(f.period), ?, ?) k
                where f.last_period is distinct from previous_period(f.period)
                  and s.measure = ? and s.area = f.area and s.breakdowns = f.breakdowns
                  and s.value_type = f.value_type and s.variant = f.variant
                  and s.accumulation = f.accumulation
              ) known on true
              where f.value is not null
            )
            select "row", value, before, justification, 'previous', count(*) over (), embargoed
            from compared
            where before <> 0 and abs(value - before) * 100 > abs(before) * ?
            order by justification is not null, "row"
            limit ?
            """
                .formatted(TO_DATE),
            CrossRowRules::moved,
            measure.key(),
            sender.agency(),
            form.id(),
            measure.key(),
            rule.percent(),
            Findings.KEPT));
  }

  /**
   * V44 of a year to date, which grows from month to month and begins anew each year: against the
   * same span of last year; where that is not known, against the month before at its pace. One rule
   * for all months, though a quarter's end is stored as the quarter.
   */
  private void changeToDate(Change rule) {
    CellMeasure measure = Objects.requireNonNull(measures.get(rule.measure()));
    add(
        rule,
        sql.list(
            """
            with figure as materialized (
              select f."row", f.value, f.justification, f.period, c.indicator, c.area, c.breakdowns,
                     c.value_type, c.variant, c.accumulation, %s as to_date,
                     case when c.accumulation = 'period'
                       then f.period & 15 else (f.period >> 4) %% 12 + 1 end as months
              from staged_series c join staged_figure f on f.series = c.ordinal
              where c.measure = ?
            ), span as (
              select f.*, case when months %% 3 = 1 and months > 1
                         then 'period'::accumulation else 'year-to-date'::accumulation end as before_accumulation,
                     case when months %% 3 = 1 and months > 1
                       then ((f.period >> 4) / 12 * 12) * 16 + months - 1
                       else ((f.period >> 4) / 12 * 12 + months - 2) * 16 + 1 end as before_period
              from figure f where f.to_date and f.value is not null
            ), compared as (
              select n."row", n.value, n.justification,
                     coalesce(nullif(coalesce(y.value, last_year.value), 0),
                              coalesce(b.value, month_before.value) * n.months / (n.months - 1)) as before,
                     nullif(coalesce(y.value, last_year.value), 0) is null as by_pace,
                     coalesce(last_year.embargoed, false) as embargoed_year,
                     coalesce(month_before.embargoed, false) as embargoed_month
              from span n
              left join figure y
                on y.period = n.period - 12 * 16 and y.accumulation = n.accumulation and y.area = n.area
                and y.breakdowns = n.breakdowns and y.value_type = n.value_type and y.variant = n.variant
              left join lateral (
                select k.value, k.embargoed
                from series s cross join lateral figure_known_to(n.indicator, s.key, n.period - 12 * 16, ?, ?) k
                where y."row" is null
                  and s.measure = ? and s.area = n.area and s.breakdowns = n.breakdowns
                  and s.value_type = n.value_type and s.variant = n.variant
                  and s.accumulation = n.accumulation
              ) last_year on true
              left join figure b
                on n.months > 1 and b.period = n.before_period and b.accumulation = n.before_accumulation
                and b.area = n.area and b.breakdowns = n.breakdowns and b.value_type = n.value_type
                and b.variant = n.variant
              left join lateral (
                select k.value, k.embargoed
                from series s cross join lateral figure_known_to(n.indicator, s.key, n.before_period, ?, ?) k
                where n.months > 1 and b."row" is null
                  and s.measure = ? and s.area = n.area and s.breakdowns = n.breakdowns
                  and s.value_type = n.value_type and s.variant = n.variant
                  and s.accumulation = n.before_accumulation
              ) month_before on true
            )
            select "row", value, before, justification, case when by_pace then 'pace' else 'last-year' end,
                   count(*) over (), case when by_pace then embargoed_month else embargoed_year end
            from compared
            where before <> 0 and abs(value - before) * 100 > abs(before) * ?
            order by justification is not null, "row"
            limit ?
            """
                .formatted(TO_DATE),
            CrossRowRules::moved,
            measure.key(),
            sender.agency(),
            form.id(),
            measure.key(),
            sender.agency(),
            form.id(),
            measure.key(),
            rule.percent(),
            Findings.KEPT));
  }

  private record Moved(
      int row,
      BigDecimal value,
      BigDecimal before,
      @Nullable String justification,
      String than,
      long found,
      boolean embargoed) {}

  private static Moved moved(ResultSet row) throws SQLException {
    return new Moved(
        row.getInt(1),
        row.getBigDecimal(2),
        row.getBigDecimal(3),
        row.getString(4),
        row.getString(5),
        row.getLong(6),
        row.getBoolean(7));
  }

  private void add(Change rule, List<Moved> all) {
    for (Moved moved : all) {
      Object[] arguments = {
        moved.value,
        moved
            .value
            .subtract(moved.before)
            .movePointRight(2)
            .divide(moved.before.abs(), MathContext.DECIMAL64)
            .setScale(1, RoundingMode.HALF_UP),
        told(
            moved.than.equals("pace") ? moved.before.round(PRINTED) : moved.before,
            moved.embargoed),
        rule.percent(),
        switch (moved.than) {
          case "last-year" ->
              LocalizedText.of("của cùng kỳ năm trước", "in the same span of last year");
          case "pace" ->
              LocalizedText.of("theo nhịp của tháng trước", "at the pace of the month before");
          default -> LocalizedText.of("của kỳ trước", "in the previous period");
        }
      };
      if (moved.justification != null) {
        findings.addJustified(Rule.CHANGE, moved.row, "value", moved.justification, arguments);
      } else {
        findings.add(Rule.CHANGE, moved.row, "justification", arguments);
      }
    }
    countRest(Rule.CHANGE, all.stream().map(Moved::found).toList());
  }

  private static Object told(BigDecimal number, boolean embargoed) {
    return embargoed ? new Embargoed(number) : number;
  }

  /** What the statement found beyond the rows that it brought. */
  private void countRest(Rule rule, List<Long> totals) {
    if (!totals.isEmpty()) {
      findings.count(rule, totals.getFirst() - totals.size());
    }
  }
}
