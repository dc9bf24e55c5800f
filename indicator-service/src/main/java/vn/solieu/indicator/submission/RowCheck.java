package vn.solieu.indicator.submission;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.solieu.indicator.definition.EnumCodec;
import vn.solieu.indicator.form.Block;
import vn.solieu.indicator.form.Columns;
import vn.solieu.indicator.form.DecimalSeparator;
import vn.solieu.indicator.form.Form;
import vn.solieu.indicator.form.Sign;
import vn.solieu.indicator.form.rule.Findings;
import vn.solieu.indicator.form.rule.Rule;
import vn.solieu.indicator.observation.Level;
import vn.solieu.indicator.observation.ValueType;
import vn.solieu.indicator.submission.FormCells.Cells;
import vn.solieu.indicator.submission.FormCells.Misfit;
import vn.solieu.indicator.submission.FormCells.OfMeasure;
import vn.solieu.indicator.submission.FormCells.RequiredCell;
import vn.solieu.indicator.submission.RowReader.Fact;
import vn.solieu.indicator.submission.RowReader.PossibleCells;
import vn.solieu.indicator.submission.RowReader.StatedFigure;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.time.Accumulation;
import vn.solieu.platform.time.Reference;

/**
 * The rules that look at one row: it means a cell of the form, and is a figure that this cell
 * takes. Rows come one after the other; nothing of a row is kept but what is found, and which
 * required cells are still missing.
 */
final class RowCheck implements RowSink {

  private static final JsonStringEncoder JSON = JsonStringEncoder.getInstance();

  private static final Set<String> NEED_A_NOTICE = Set.of("correction", "method");

  /** Lookups of what rows repeat; begun anew when full, since a hostile file repeats nothing. */
  private static final int REMEMBERED = 20_000;

  /** What refused rows may mean; beyond it, they may mean anything. */
  private static final int MOST_REFUSED = 1_000;

  /** Missing cells that are told one by one; beyond them, how many there are. */
  private static final int TOLD_MISSING = 20;

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
   * Cells that take figures of a period, and of these units alone.
   *
   * @param units null for any area
   */
  private record Candidate(Cells cells, FormCells.@Nullable Units units) {
    boolean takesArea(int area) {
      return units == null || units.taken().contains(area);
    }

    boolean requires(int area) {
      return cells.block().required() && units != null && units.required().contains(area);
    }
  }

  /**
   * What rows of a measure with certain codes have in common.
   *
   * @param candidates by the number of the fact
   */
  private record Pattern(int number, Map<Integer, List<Candidate>> candidates) {

    /** The number of a series, of which there is one for each area and accumulation. */
    long series(int area, Accumulation accumulation) {
      return ((long) (number * Accumulation.values().length + accumulation.ordinal())
              << Integer.SIZE)
          | area;
    }
  }

  /** How many values there were of a kind, and in which rows the first. */
  private static final class Values {
    private static final int TOLD = 10;

    private final List<Integer> firstRows = new ArrayList<>();
    private long count;

    void add(int row) {
      count++;
      if (firstRows.size() < TOLD) {
        firstRows.add(row);
      }
    }

    void tell(Rule rule, Findings findings) {
      if (count > 0) {
        String rows = firstRows.stream().map(String::valueOf).collect(joining(", "));
        findings.inform(rule, count, firstRows.getFirst(), "value", count, rows);
      }
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
  private final boolean noticeMissing;
  private final Values rounded = new Values();
  private final Values roundedToZero = new Values();

  private final Map<CellName, RequiredCell> missing = new LinkedHashMap<>();
  private final Set<PossibleCells> possible = new LinkedHashSet<>();
  private int refusedRows;
  private final Map<String, Pattern> patterns = new HashMap<>();
  private final Set<String> areas = new HashSet<>();
  private final StringBuilder name = new StringBuilder();
  private int patternNumbers;
  private final FileRows fileRows = new FileRows();
  private boolean begun;
  private int rows;

  RowCheck(
      Form form,
      Columns columns,
      FormCells cells,
      ReferenceData directory,
      Findings findings,
      Stage stage,
      int mostRows,
      boolean noticeMissing) {
    this.form = form;
    this.columns = columns;
    this.cells = cells;
    this.reader = new RowReader(columns, cells, directory, findings);
    this.findings = findings;
    this.stage = stage;
    this.mostRows = mostRows;
    this.noticeMissing = noticeMissing;
    this.firstDimension = columns.count() - columns.dimensions().size();
    for (RequiredCell cell : cells.required()) {
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

  /** Ids of the areas of which there are figures. */
  Set<String> areas() {
    return areas;
  }

  /** How many rows there were. */
  int rows() {
    return rows;
  }

  FileRows fileRows() {
    return fileRows;
  }

  @Override
  public boolean skip(int row) {
    boolean more = count(row);
    refused(PossibleCells.ANY);
    return more;
  }

  private boolean count(int row) {
    if (++rows > mostRows) {
      findings.add(Rule.TOO_MANY_ROWS, row, null, mostRows);
      return false;
    }
    fileRows.add(row);
    return true;
  }

  @Override
  public boolean row(int row, @Nullable String[] text, BitSet unreadable, DecimalSeparator format)
      throws SQLException {
    if (!count(row)) {
      return false;
    }
    switch (reader.read(row, text, unreadable, format)) {
      case StatedFigure figure -> place(row, figure);
      case PossibleCells meant -> refused(meant);
    }
    return true;
  }

  /** What is wrong with the row is found; one of the cells that it may mean is not missing. */
  private void refused(PossibleCells meant) {
    refusedRows++;
    possible.add(
        possible.size() < MOST_REFUSED || possible.contains(meant) ? meant : PossibleCells.ANY);
  }

  /** What is known to be a cell: is it one of the form, and does it take the figure? */
  private void place(int row, StatedFigure figure) throws SQLException {
    OfMeasure ofMeasure = figure.ofMeasure();
    Fact fact = figure.fact();
    int area = figure.area().key();
    areas.add(figure.area().id());
    String patternName =
        pattern(ofMeasure.measure(), figure.valueType(), figure.variant(), figure.codes());
    Pattern pattern = remembered(patternName);
    Candidate found = find(pattern, figure);
    if (found == null) {
      notInForm(row, figure);
      return;
    }
    Block block = found.cells().block();
    CellValue value = rounded(row, figure.value(), ofMeasure.measure().decimals());
    String level = figure.level();
    Level wanted = block.level();
    if (wanted != null && level != null && !level.equals(EnumCodec.of(wanted))) {
      Level given = EnumCodec.parse(Level.class, level).orElseThrow();
      findings.add(Rule.LEVEL, row, "level", given.label(), wanted.label());
    }
    if (value != null && value.isNegative() && block.sign() == Sign.NON_NEGATIVE) {
      findings.add(Rule.NEGATIVE, row, "value", new BigDecimal(requireNonNull(value.number())));
    }
    if (noticeMissing && figure.reason() != null && NEED_A_NOTICE.contains(figure.reason())) {
      findings.add(Rule.NOTICE, row, "reason");
    }
    if (found.requires(area)) {
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
                EnumCodec.of(figure.valueType()),
                figure.variant()),
        fact.canonical(),
        fact.sentCode(),
        value == null ? new CellValue(null, CellValue.VALUE) : value,
        level != null ? level : EnumCodec.of(wanted != null ? wanted : form.defaultLevel()),
        figure.round(),
        figure.reason(),
        figure.justification());
  }

  /** A number of which nothing is left when it is published is less than the unit, and no zero. */
  private @Nullable CellValue rounded(int row, @Nullable CellValue value, int decimals) {
    if (value == null || value.number() == null) {
      return value;
    }
    return switch (Rounding.of(value.number(), decimals)) {
      case NOTHING -> value;
      case DIGITS -> {
        rounded.add(row);
        yield value;
      }
      case ALL -> {
        if (!value.state().equals(CellValue.BELOW_UNIT)) {
          roundedToZero.add(row);
        }
        yield new CellValue(value.number(), CellValue.BELOW_UNIT);
      }
    };
  }

  private void notInForm(int row, StatedFigure figure) {
    if (findings.isFull(Rule.NOT_IN_FORM)) {
      findings.count(Rule.NOT_IN_FORM, 1);
      refused(PossibleCells.ANY);
      return;
    }
    Misfit misfit =
        cells.misfit(
            figure.ofMeasure(),
            figure.valueType(),
            figure.variant(),
            figure.codes(),
            figure.fact().sent(),
            figure.area().key());
    findings.add(
        Rule.NOT_IN_FORM, row, misfit.column(), cells.formId(), cells.round(), misfit.cause());
    refused(figure.possible(misfit.column()));
  }

  /**
   * After the last row: what should have been there, but for cells of which readers see a more
   * complete figure than the form asks for: it would be replaced, or nobody could publish the rest.
   */
  void finish(MoreComplete published) throws SQLException {
    rounded.tell(Rule.ROUNDED, findings);
    roundedToZero.tell(Rule.ROUNDED_TO_ZERO, findings);
    if (rows == 0 && !cells.isEmpty()) {
      findings.add(
          Rule.LAYOUT, null, null, "Tệp không có dòng số liệu nào.", "There is no row of figures.");
    }
    missing.values().removeAll(published.among(missing.values(), this::breakdowns));
    tellMissing();
  }

  /** Of cells that refused rows may mean, only that there are more of them than of such rows. */
  private void tellMissing() {
    List<RequiredCell> absent =
        missing.values().stream()
            .filter(cell -> possible.stream().noneMatch(meant -> meant.mayBe(cell)))
            .toList();
    absent.stream()
        .limit(TOLD_MISSING)
        .forEach(cell -> findings.add(Rule.MISSING_CELL, null, null, cell.describe()));
    int more = absent.size() - TOLD_MISSING;
    if (more > 0) {
      findings.count(Rule.MISSING_CELL, more - 1);
      findings.add(
          Rule.MISSING_CELL,
          null,
          null,
          LocalizedText.of(more + " ô khác nữa", "further cells, " + more + " in number"));
    }
    int unknown = missing.size() - absent.size() - refusedRows;
    if (unknown > 0) {
      findings.count(Rule.MISSING_CELL, unknown - 1);
      findings.add(
          Rule.MISSING_CELL,
          null,
          null,
          LocalizedText.of(
              "ít nhất %d ô, chưa rõ ô nào vì có %d dòng bị từ chối"
                  .formatted(unknown, refusedRows),
              "at least %d cells, of which it is not known while %d rows are refused"
                  .formatted(unknown, refusedRows)));
    }
  }

  private @Nullable Candidate find(Pattern pattern, StatedFigure figure) {
    Fact fact = figure.fact();
    List<Candidate> candidates = pattern.candidates.get(fact.number());
    if (candidates == null) {
      candidates =
          figure.ofMeasure().cells().stream()
              .filter(one -> one.takes(figure.valueType(), figure.variant(), figure.codes()))
              .filter(one -> cells.takes(one, fact.canonical()))
              .map(one -> new Candidate(one, cells.units(one, fact.canonical().period())))
              .toList();
      if (pattern.candidates.size() < REMEMBERED) {
        pattern.candidates.put(fact.number(), candidates);
      }
    }
    for (Candidate candidate : candidates) {
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

  /** As a series has them: a JSON object of codes by dimension. */
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
