package vn.solieu.indicator.submission;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.solieu.indicator.definition.Word;
import vn.solieu.platform.sql.Sql;
import vn.solieu.platform.time.Period;

/**
 * Whether a correction, or a change of method, has something published to change, and whether a
 * notice has a change to explain. They look at the staged figures and at what is published.
 */
final class CorrectionRules {

  /** Rows of new cells that are named. */
  private static final int NAMED = 10;

  /** Of which the push, or the row, says that it changes what was published. */
  private static final Set<String> CHANGING = Set.of("correction", "method");

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
    this.reason = push.reason() == null ? null : Word.of(push.reason());
    this.findings = findings;
  }

  void check() {
    if (staging.hasReason(CHANGING, reason)) {
      newCells();
    } else if (push.notice() != null && !findings.refuse()) {
      findings.add(Rule.NOTICE_OF_NO_CHANGE, null, null);
    }
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
    String rows = first.stream().map(cell -> String.valueOf(cell.row())).collect(joining(", "));
    findings.inform(Rule.NEW_CELLS, any.found(), any.row(), null, any.found(), rows);
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
