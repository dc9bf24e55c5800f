package vn.solieu.indicator.submission;

import static java.util.stream.Collectors.toSet;

import java.sql.Connection;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.solieu.indicator.definition.EnumCodec;
import vn.solieu.indicator.form.Form;
import vn.solieu.indicator.observation.HeldFigure;
import vn.solieu.indicator.observation.Level;
import vn.solieu.indicator.submission.FormCells.RequiredCell;
import vn.solieu.platform.sql.Sql;

/**
 * The cells of a form of which a more complete figure is published than the form asks for: months
 * of which the next report brought the preliminary figure. A file that is late, or corrects a past
 * period, need not bring them.
 */
final class MoreComplete {

  /** Beyond so many cells a file brings nothing of what it should, whatever is published. */
  private static final int MOST = 10_000;

  private final Sql sql;
  private final Form form;

  MoreComplete(Connection connection, Form form) {
    this.sql = Sql.on(connection);
    this.form = form;
  }

  /**
   * @param breakdowns the codes of a cell as a series has them
   */
  Set<RequiredCell> among(
      Collection<RequiredCell> cells, Function<List<@Nullable String>, String> breakdowns) {
    List<RequiredCell> asked = List.copyOf(cells);
    if (asked.isEmpty() || asked.size() > MOST || !anyOf(asked)) {
      return Set.of();
    }
    return sql
        .list(
            """
            select w.place
            from unnest(?::int[], ?::int[], ?::int[], ?::text[], ?::value_type[], ?::text[], ?::accumulation[],
                        ?::int[], ?::level[])
              with ordinality as w (indicator, measure, area, breakdowns, value_type, variant, accumulation,
                                    period, level, place)
            join series s
              on s.measure = w.measure and s.area = w.area and s.breakdowns = w.breakdowns::jsonb
              and s.value_type = w.value_type and s.variant = w.variant and s.accumulation = w.accumulation
            cross join lateral (%s) held
            where w.level < held.level and held.reason <> 'withdrawn' and not held.tombstone
            """
                .formatted(
                    HeldFigure.of(
                        "o.level, o.round, o.reason, o.tombstone",
                        "w.indicator",
                        "s.key",
                        "w.period")),
            row -> asked.get(row.getInt(1) - 1),
            keys(asked, cell -> cell.measure().indicator()),
            keys(asked, cell -> cell.measure().key()),
            keys(asked, cell -> cell.area().key()),
            asked.stream().map(cell -> breakdowns.apply(cell.codes())).toList(),
            asked.stream().map(cell -> EnumCodec.of(cell.block().valueType())).toList(),
            asked.stream().map(cell -> cell.block().variant()).toList(),
            asked.stream().map(cell -> cell.reference().canonical().accumulation().id()).toList(),
            keys(asked, MoreComplete::period),
            asked.stream().map(cell -> EnumCodec.of(level(cell))).toList())
        .stream()
        .collect(toSet());
  }

  /** Whether it is possible at all, by what each vintage has of an indicator and period. */
  private boolean anyOf(List<RequiredCell> cells) {
    record Asked(int indicator, int period, Level level) {}
    List<Asked> asked =
        cells.stream()
            .map(cell -> new Asked(cell.measure().indicator(), period(cell), level(cell)))
            .distinct()
            .toList();
    return sql.exists(
        """
        select from unnest(?::int[], ?::int[], ?::level[]) as w (indicator, period, level)
        join vintage_level other
          on other.indicator = w.indicator and other.period = w.period
          and other.highest > completeness(w.level, null, 99)
        join opening p on p.vintage = other.vintage
        """,
        asked.stream().map(Asked::indicator).toList(),
        asked.stream().map(Asked::period).toList(),
        asked.stream().map(one -> EnumCodec.of(one.level())).toList());
  }

  private Level level(RequiredCell cell) {
    Level ofBlock = cell.block().level();
    return ofBlock == null ? form.defaultLevel() : ofBlock;
  }

  private static int period(RequiredCell cell) {
    return cell.reference().canonical().period().code();
  }

  private static List<Integer> keys(List<RequiredCell> cells, Function<RequiredCell, Integer> key) {
    return cells.stream().map(key).toList();
  }
}
