package vn.solieu.indicator.submission;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.solieu.indicator.definition.Word;
import vn.solieu.indicator.form.Block;
import vn.solieu.indicator.form.Columns;
import vn.solieu.indicator.form.DecimalSeparator;
import vn.solieu.indicator.form.Form;
import vn.solieu.indicator.form.Sign;
import vn.solieu.indicator.observation.Level;
import vn.solieu.indicator.observation.ValueType;
import vn.solieu.indicator.submission.FormCells.Cells;
import vn.solieu.indicator.submission.FormCells.OfMeasure;
import vn.solieu.indicator.submission.FormCells.RequiredCell;
import vn.solieu.indicator.submission.RowReader.Fact;
import vn.solieu.indicator.submission.RowReader.StatedFigure;
import vn.solieu.platform.time.Accumulation;
import vn.solieu.platform.time.Reference;

/**
 * The rules that look at one row: it means a cell of the form, and is a figure that this cell
 * takes. Rows come one after the other; nothing of a row is kept but what is found, and which
 * required cells are still missing.
 */
final class RowCheck implements RowSink {

  private static final JsonStringEncoder JSON = JsonStringEncoder.getInstance();

  /** Lookups of what rows repeat; begun anew when full, since a hostile file repeats nothing. */
  private static final int REMEMBERED = 20_000;

  /** Where good rows go. */
  interface Stage {

    /**
     * @param series a number of the series, the same for all of its figures
     * @param cell what the series is; all figures of it give the same
     */
    void add(
        int row,
        long series,
        Supplier<Staging.Cell> cell,
        Reference canonical,
        int sent,
        CellValue value,
        String level,
        @Nullable String round,
        @Nullable String reason,
        @Nullable String justification)
        throws SQLException;

    /** The numbers of series that come from now on have nothing to do with those before. */
    void forget() throws SQLException;
  }

  /**
   * What rows of a measure with certain codes have in common.
   *
   * @param cells those that take it, by the number of the fact
   */
  private record Pattern(int number, Map<Integer, List<Cells>> cells) {

    /** The number of a series, of which there is one for each area and accumulation. */
    long series(int area, Accumulation accumulation) {
      return ((long) (number * Accumulation.values().length + accumulation.ordinal())
              << Integer.SIZE)
          | area;
    }
  }

  /** A cell of the round by its pattern, area and fact. */
  private record CellName(String pattern, int area, int fact) {}

  private final Form form;
  private final Columns columns;
  private final FormCells cells;
  private final RowReader reader;
  private final Findings findings;
  private final Stage stage;
  private final int mostRows;
  private final int firstDimension;

  private final Map<CellName, RequiredCell> missing = new LinkedHashMap<>();
  private final Map<String, Pattern> patterns = new HashMap<>();
  private final StringBuilder name = new StringBuilder();
  private int patternNumbers;
  private boolean begun;
  private int rows;

  RowCheck(
      Form form,
      Columns columns,
      FormCells cells,
      Directory directory,
      Findings findings,
      Stage stage,
      int mostRows) {
    this.form = form;
    this.columns = columns;
    this.cells = cells;
    this.reader = new RowReader(columns, cells, directory, findings);
    this.findings = findings;
    this.stage = stage;
    this.mostRows = mostRows;
    this.firstDimension = columns.count() - columns.dimensions().size();
    for (RequiredCell cell : cells.required(directory.areas())) {
      Block block = cell.block();
      missing.put(
          new CellName(
              pattern(cell.measure(), block.valueType(), block.variant(), cell.codes()),
              cell.area().key(),
              Fact.code(cell.reference().canonical())),
          cell);
    }
  }

  /** Whether the reader got as far as the rows, and to their end. */
  boolean isComplete() {
    return begun && rows <= mostRows;
  }

  /** The heading is understood: from here on a missing cell is missing. */
  @Override
  public void begin() {
    begun = true;
  }

  /** How many rows there were. */
  int rows() {
    return rows;
  }

  @Override
  public boolean row(int row, @Nullable String[] text, DecimalSeparator format)
      throws SQLException {
    if (++rows > mostRows) {
      findings.add(Rule.TOO_MANY_ROWS, row, null, mostRows);
      return false;
    }
    StatedFigure figure = reader.read(row, text, format);
    if (figure != null) {
      place(row, figure);
    }
    return true;
  }

  /** What is known to be a cell: is it one of the form, and does it take the figure? */
  private void place(int row, StatedFigure figure) throws SQLException {
    OfMeasure ofMeasure = figure.ofMeasure();
    Fact fact = figure.fact();
    int area = figure.area().key();
    String patternName =
        pattern(ofMeasure.measure(), figure.valueType(), figure.variant(), figure.codes());
    Pattern pattern = remembered(patternName);
    Cells found = find(pattern, figure);
    if (found == null) {
      findings.add(Rule.NOT_IN_FORM, row, null, cells.formId(), cells.round());
      return;
    }
    CellValue value = figure.value();
    String level = figure.level();
    Level wanted = found.block().level();
    if (wanted != null && level != null && !level.equals(Word.of(wanted))) {
      findings.add(Rule.LEVEL, row, "level", level, Word.of(wanted));
    }
    if (value != null && value.isNegative() && found.block().sign() == Sign.NON_NEGATIVE) {
      findings.add(Rule.NEGATIVE, row, "value", String.valueOf(figure.sent()));
    }
    if (found.block().required()) {
      RequiredCell required = missing.remove(new CellName(patternName, area, fact.canonicalCode()));
      if (required != null && value != null && value.state().equals(CellValue.NOT_REPORTED)) {
        findings.add(Rule.MISSING_CELL, row, "value", required.describe());
      }
    }
    stage.add(
        row,
        pattern.series(area, fact.canonical().accumulation()),
        () ->
            new Staging.Cell(
                ofMeasure.measure(),
                area,
                breakdowns(figure.codes()),
                Word.of(figure.valueType()),
                figure.variant()),
        fact.canonical(),
        fact.sentCode(),
        value == null ? new CellValue(null, CellValue.VALUE) : value,
        level != null ? level : Word.of(wanted != null ? wanted : form.defaultLevel()),
        figure.round(),
        figure.reason(),
        figure.justification());
  }

  /** After the last row: what should have been there. */
  void finish() {
    if (rows == 0) {
      findings.add(
          Rule.LAYOUT, null, null, "Tệp không có dòng số liệu nào.", "There is no row of figures.");
    }
    missing.values().forEach(cell -> findings.add(Rule.MISSING_CELL, null, null, cell.describe()));
  }

  private @Nullable Cells find(Pattern pattern, StatedFigure figure) {
    Fact fact = figure.fact();
    List<Cells> candidates = pattern.cells.get(fact.number());
    if (candidates == null) {
      @Nullable String[] given = figure.codes().toArray(new String[0]);
      candidates =
          figure.ofMeasure().cells().stream()
              .filter(one -> one.takes(figure.valueType(), figure.variant(), given))
              .filter(one -> cells.takes(one, fact.canonical()))
              .toList();
      if (pattern.cells.size() < REMEMBERED) {
        pattern.cells.put(fact.number(), candidates);
      }
    }
    for (Cells candidate : candidates) {
      if (candidate.takesArea(figure.area().key())) {
        return candidate;
      }
    }
    return null;
  }

  private Pattern remembered(String patternName) throws SQLException {
    Pattern pattern = patterns.get(patternName);
    if (pattern == null) {
      if (patterns.size() == REMEMBERED) {
        patterns.clear();
        stage.forget();
      }
      pattern = new Pattern(patternNumbers++, new HashMap<>());
      patterns.put(patternName, pattern);
    }
    return pattern;
  }

  /** Codes and variants hold no tab: {@link CellText} refuses it there. */
  private String pattern(
      CellMeasure measure, ValueType valueType, String variant, List<@Nullable String> codes) {
    name.setLength(0);
    name.append(measure.key()).append('\t').append(valueType.ordinal());
    for (String code : codes) {
      name.append('\t').append(code == null ? "" : code);
    }
    return name.append('\t').append(variant).toString();
  }

  private String breakdowns(List<@Nullable String> codes) {
    StringBuilder json = new StringBuilder("{");
    for (int i = 0; i < codes.size(); i++) {
      String code = codes.get(i);
      if (code != null) {
        json.append(json.length() == 1 ? "\"" : ", \"");
        JSON.quoteAsString(columns.name(firstDimension + i), json);
        json.append("\": \"");
        JSON.quoteAsString(code, json);
        json.append('"');
      }
    }
    return json.append('}').toString();
  }
}
