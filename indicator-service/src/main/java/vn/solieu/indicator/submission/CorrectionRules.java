package vn.solieu.indicator.submission;

import static java.util.stream.Collectors.joining;

import java.math.BigDecimal;
import java.sql.Connection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.solieu.indicator.definition.EnumCodec;
import vn.solieu.platform.sql.Sql;
import vn.solieu.platform.time.Period;

/**
 * Whether a correction, or a change of method, has something published to change, whether a notice
 * has a change to explain, and whether what changes is said to be one. They look at the staged
 * figures and at what is published.
 */
final class CorrectionRules {

  /** Rows of new cells that are named. */
  private static final int NAMED = 10;

  /** Of which the push, or the row, says that it changes what was published. */
  private static final Set<String> CHANGING = Set.of("correction", "method");

  /** Of which readers are told nothing. */
  private static final Set<String> SILENT = Set.of("first", "scheduled");

  private final Sql sql;
  private final String form;
  private final Period round;
  private final String agency;
  private final Push push;
  private final Staging staging;
  private final @Nullable String reason;
  private final Findings findings;

  CorrectionRules(
      Connection connection,
      String form,
      Period round,
      String agency,
      Push push,
      Staging staging,
      Findings findings) {
    this.sql = Sql.on(connection);
    this.form = form;
    this.round = round;
    this.agency = agency;
    this.push = push;
    this.staging = staging;
    this.reason = push.reason() == null ? null : EnumCodec.of(push.reason());
    this.findings = findings;
  }

  void check() {
    if (staging.hasReason(CHANGING, reason)) {
      newCells();
    } else if (push.notice() != null && !findings.refuse()) {
      findings.add(Rule.NOTICE_OF_NO_CHANGE, null, null);
    }
    if (staging.hasReason(SILENT, reason == null ? "first" : reason) && anyPublished()) {
      changedInSilence();
    }
  }

  /** Whether anything of the indicators and periods is published that is no less complete. */
  private boolean anyPublished() {
    return sql.exists(
        """
        select from (
          select indicator, period, min(completeness(level, round, 0)) as lowest
          from staged_period
          group by indicator, period
        ) mine
        join vintage_level other
          on other.indicator = mine.indicator and other.period = mine.period
          and other.highest >= mine.lowest
        join opening p on p.vintage = other.vintage
        """);
  }

  /**
   * V61, V62: another value in a cell of which one of the same level is published, and no word of
   * it for readers. That a later level brings another value is as planned.
   */
  private void changedInSilence() {
    record Changed(int row, boolean official, BigDecimal published, long found) {}
    List<Changed> changed =
        sql.list(
            """
            select "row", official, published, found
            from (
              select f."row", official, round(held.value, held.decimals) as published,
                     count(*) over (partition by official) as found,
                     row_number() over (partition by official order by f."row") as place
              from staged_series c
              join series s
                on s.measure = c.measure and s.area = c.area and s.breakdowns = c.breakdowns
                and s.value_type = c.value_type and s.variant = c.variant
                and s.accumulation = c.accumulation
              join staged_figure f on f.series = c.ordinal
              cross join lateral (
                select o.*
                from observation o join opening p on p.vintage = o.vintage
                where o.indicator = c.indicator and o.series = s.key and o.period = f.period
                order by p.published_at desc, p.sequence desc, o.vintage desc
                limit 1
              ) held
              cross join lateral (select held.level = 'official' as official) level
              where coalesce(f.reason, ?::reason, 'first') in ('first', 'scheduled')
                and held.level = f.level and held.round is not distinct from f.round
                and held.confidentiality = 'free' and held.reason <> 'withdrawn' and not held.tombstone
                and round(f.value, held.decimals) <> round(held.value, held.decimals)
            ) all_changed
            where place <= case when official then ? else ? end
            order by "row"
            """,
            row ->
                new Changed(row.getInt(1), row.getBoolean(2), row.getBigDecimal(3), row.getLong(4)),
            reason,
            Findings.KEPT,
            NAMED);
    List<Changed> official = changed.stream().filter(Changed::official).toList();
    for (Changed cell : official) {
      findings.add(Rule.OFFICIAL_CHANGED, cell.row, "value", cell.published);
    }
    if (!official.isEmpty()) {
      findings.count(Rule.OFFICIAL_CHANGED, official.getFirst().found - official.size());
    }
    List<Changed> others = changed.stream().filter(cell -> !cell.official()).toList();
    if (!others.isEmpty()) {
      long found = others.getFirst().found;
      findings.inform(
          Rule.PUBLISHED_CHANGED,
          found,
          others.getFirst().row,
          "value",
          found,
          rows(others.stream().map(Changed::row)));
    }
  }

  private static String rows(Stream<Integer> rows) {
    return rows.map(String::valueOf).collect(joining(", "));
  }

  /**
   * V56 where nothing is published that could be corrected: neither of the form, agency and period,
   * nor a cell of the push, which another form or agency may have published. V57 where some cells
   * are.
   */
  private void newCells() {
    record NewCell(int row, long found, boolean all) {}
    List<NewCell> first =
        sql.list(
            """
            with changing as (
              select f.series, f.period, f."row"
              from staged_figure f
              where coalesce(f.reason, ?::reason, 'first') in ('correction', 'method'))
            select f."row", count(*) over (), count(*) over () = (select count(*) from changing)
            from changing f
            join staged_series c on c.ordinal = f.series
            where not exists (
                select from series s
                join observation o on o.indicator = c.indicator and o.series = s.key and o.period = f.period
                join opening p on p.vintage = o.vintage
                where s.measure = c.measure and s.area = c.area and s.breakdowns = c.breakdowns
                  and s.value_type = c.value_type and s.variant = c.variant
                  and s.accumulation = c.accumulation)
            order by f."row"
            limit ?
            """,
            row -> new NewCell(row.getInt(1), row.getLong(2), row.getBoolean(3)),
            reason,
            NAMED);
    if (first.isEmpty()) {
      return;
    }
    NewCell any = first.getFirst();
    if (any.all() && !isPublished()) {
      findings.add(Rule.NOTHING_TO_CORRECT, null, null);
      return;
    }
    findings.inform(
        Rule.NEW_CELLS,
        any.found(),
        any.row(),
        null,
        any.found(),
        rows(first.stream().map(NewCell::row)));
  }

  /** Whether anything of the form, agency and period is published. */
  private boolean isPublished() {
    return sql.exists(
        """
        select from form f
        join round r on r.form = f.key
        join obligation owed on owed.round = r.key
        join submission s on s.obligation = owed.key
        join vintage v on v.id = s.vintage
        join opening p on p.vintage = v.key
        where f.id = ? and r.period = ? and owed.agency = ?
        """,
        form,
        round.code(),
        agency);
  }
}
