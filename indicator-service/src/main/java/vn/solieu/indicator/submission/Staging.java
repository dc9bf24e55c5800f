package vn.solieu.indicator.submission;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.sql.Sql;
import vn.solieu.platform.time.Accumulation;
import vn.solieu.platform.time.Reference;

/**
 * The temporary tables of one push, filled by COPY while it is read, and read by the rules across
 * rows and by the store of vintages. They are made once in a session, since making them costs more
 * than all else that a small push does; the end of its transaction empties them.
 *
 * <p>What is the same in all figures of a series stands once in {@code staged_series}; a figure
 * refers to it by its ordinal. The dictionary is bounded: when it is full it is written and begun
 * anew, so in a very large push one series may have several ordinals.
 */
final class Staging implements RowCheck.Stage, AutoCloseable {

  private static final String TABLES =
      """
      create temporary table staged_series (
        ordinal int not null,
        first_ordinal int not null,     -- the first of this series
        indicator int not null,         -- key of the indicator
        measure int not null,           -- key of the measure
        area int not null,              -- key of the area
        breakdowns jsonb not null,      -- {"dimension": "code"}
        value_type value_type not null,
        variant text not null,          -- empty for actual
        accumulation accumulation not null -- of the canonical name
      ) on commit delete rows;
      create temporary table staged_figure (
        "row" int not null,             -- of the file, the heading counted
        series int not null,            -- ordinal of staged_series
        period int not null,            -- code of the canonical period
        sent int not null,              -- the name under which the fact was sent
        value numeric,                  -- as it was sent, with its decimals
        value_state value_state not null,
        level level not null,
        round smallint,
        reason reason,                  -- null: that of the submission
        justification text
      ) on commit delete rows;
      create temporary table staged_period (
        indicator int not null,
        period int not null,            -- of which there is a figure
        level level not null,           -- with this level, round and reason
        round smallint,
        reason reason
      ) on commit delete rows;
      """;

  /**
   * Whether the session has the tables, and whether they hold what a rollback left behind: it takes
   * rows back and leaves their space, which every rule would look through. Asked first, since at
   * each CREATE the driver forgets what it has prepared, and all that a push runs would be parsed
   * and planned anew.
   */
  private static final String STATE =
      """
      select count(*) = 3, coalesce(sum(pg_relation_size(oid)), 0) > 0
      from pg_class
      where oid in (to_regclass('pg_temp.staged_series'), to_regclass('pg_temp.staged_figure'),
                    to_regclass('pg_temp.staged_period'))
      """;

  /** About 25 MB; a push of a million rows has seldom more series. */
  private static final int DICTIONARY = 100_000;

  /** A series as it goes into {@code staged_series}. */
  record Cell(CellMeasure measure, int area, String breakdowns, String valueType, String variant) {}

  /** What figures of a period are said to be: a handful for each, however many figures. */
  private record Told(
      int indicator, int period, String level, @Nullable String round, @Nullable String reason) {}

  private record Entry(int ordinal, Cell cell, Accumulation accumulation) {}

  private record State(boolean exists, boolean occupied) {}

  private final Connection connection;
  private final Map<Long, Entry> dictionary = new LinkedHashMap<>();
  private final SeenCells seen = new SeenCells();
  private final Set<Told> told = new HashSet<>();
  private final int dictionarySize;
  private int ordinals;
  private int dictionaries;
  private boolean anyTwice;
  private boolean anyBlank;
  private boolean inOrder = true;
  private int lastSeries;
  private int lastPeriod;
  private @Nullable CopyText copy;

  Staging(Connection connection) throws SQLException {
    this(connection, DICTIONARY);
  }

  /**
   * @param dictionarySize how many series are known at once
   */
  Staging(Connection connection, int dictionarySize) throws SQLException {
    this.connection = connection;
    this.dictionarySize = dictionarySize;
    State state =
        Sql.on(connection)
            .first(STATE, row -> new State(row.getBoolean(1), row.getBoolean(2)))
            .orElseThrow();
    if (!state.exists) {
      execute(TABLES);
    } else if (state.occupied) {
      execute("truncate staged_series, staged_figure, staged_period");
    }
  }

  @Override
  public void add(
      int row,
      long series,
      Supplier<Cell> cell,
      Reference canonical,
      int sent,
      CellValue value,
      String level,
      @Nullable String round,
      @Nullable String reason,
      @Nullable String justification)
      throws SQLException {
    Entry entry = dictionary.get(series);
    if (entry == null) {
      if (dictionary.size() == dictionarySize) {
        forget();
      }
      entry = new Entry(ordinals++, cell.get(), canonical.accumulation());
      dictionary.put(series, entry);
    }
    int period = canonical.period().code();
    anyBlank |= value.number() == null;
    anyTwice |= !seen.add(entry.ordinal, period);
    inOrder &= entry.ordinal > lastSeries || (entry.ordinal == lastSeries && period >= lastPeriod);
    lastSeries = entry.ordinal;
    lastPeriod = period;
    told.add(new Told(entry.cell.measure.indicator(), period, level, round, reason));
    figureCopy()
        .field(row)
        .field(entry.ordinal)
        .field(period)
        .field(sent)
        .ascii(value.number())
        .ascii(value.state())
        .ascii(level)
        .ascii(round)
        .ascii(reason)
        .field(justification)
        .endRow();
  }

  /** Whether a cell may be there twice. Where it cannot, nobody has to look. */
  boolean mayHoldTwice() {
    return anyTwice || dictionaries > 1;
  }

  /** Whether there is a figure without a value. Where there is none, nobody has to look. */
  boolean hasBlank() {
    return anyBlank;
  }

  /**
   * The reasons of the figures.
   *
   * @param otherwise the reason of figures that have none of their own
   */
  Set<String> reasons(String otherwise) {
    return told.stream()
        .map(each -> Objects.requireNonNullElse(each.reason(), otherwise))
        .collect(toUnmodifiableSet());
  }

  /** Whether figures came series by series, each from its first period to its last. */
  boolean isInOrder() {
    return inOrder;
  }

  private CopyText figureCopy() throws SQLException {
    CopyText open = copy;
    if (open == null) {
      open = new CopyText(connection, "staged_figure");
      copy = open;
    }
    return open;
  }

  /** The names of series that come from now on have nothing to do with those before. */
  @Override
  public void forget() throws SQLException {
    endFigures();
    dictionaries++;
    try (CopyText cells = new CopyText(connection, "staged_series")) {
      for (Entry entry : dictionary.values()) {
        cells
            .field(entry.ordinal)
            .field(entry.ordinal)
            .field(entry.cell.measure.indicator())
            .field(entry.cell.measure.key())
            .field(entry.cell.area)
            .field(entry.cell.breakdowns)
            .field(entry.cell.valueType)
            .field(entry.cell.variant)
            .field(entry.accumulation.id())
            .endRow();
      }
      cells.end();
    }
    dictionary.clear();
  }

  private void endFigures() throws SQLException {
    if (copy != null) {
      copy.end();
      copy = null;
    }
  }

  /** Makes the tables ready to be read. */
  void finish() throws SQLException {
    forget();
    try (CopyText copied = new CopyText(connection, "staged_period")) {
      for (Told each : told) {
        copied
            .field(each.indicator)
            .field(each.period)
            .ascii(each.level)
            .ascii(each.round)
            .ascii(each.reason)
            .endRow();
      }
      copied.end();
    }
    if (dictionaries > 1) {
      execute(
          """
          update staged_series c set first_ordinal = f.first
          from (
            select ordinal, min(ordinal) over (
              partition by measure, area, breakdowns, value_type, variant, accumulation) as first
            from staged_series
          ) f
          where f.ordinal = c.ordinal and f.first <> c.ordinal
          """);
    }
    // Autovacuum does not see temporary tables: without this the planner guesses.
    execute("analyze staged_series; analyze staged_period; analyze staged_figure (series, period)");
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    if (copy != null) {
      copy.close();
      copy = null;
    }
  }
}
