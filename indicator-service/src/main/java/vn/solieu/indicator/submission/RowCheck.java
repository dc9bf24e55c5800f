package vn.solieu.indicator.submission;

import static java.util.stream.Collectors.joining;
import static vn.solieu.indicator.form.Columns.ACCUMULATION;
import static vn.solieu.indicator.form.Columns.AREA;
import static vn.solieu.indicator.form.Columns.JUSTIFICATION;
import static vn.solieu.indicator.form.Columns.LEVEL;
import static vn.solieu.indicator.form.Columns.MEASURE;
import static vn.solieu.indicator.form.Columns.PERIOD;
import static vn.solieu.indicator.form.Columns.REASON;
import static vn.solieu.indicator.form.Columns.ROUND;
import static vn.solieu.indicator.form.Columns.UNIT;
import static vn.solieu.indicator.form.Columns.VALUE;
import static vn.solieu.indicator.form.Columns.VALUE_STATE;
import static vn.solieu.indicator.form.Columns.VALUE_TYPE;
import static vn.solieu.indicator.form.Columns.VARIANT;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
import vn.solieu.indicator.submission.AreaIndex.Answer;
import vn.solieu.indicator.submission.FormCells.Cells;
import vn.solieu.indicator.submission.FormCells.OfMeasure;
import vn.solieu.indicator.submission.FormCells.RequiredCell;
import vn.solieu.platform.time.Accumulation;
import vn.solieu.platform.time.Period;
import vn.solieu.platform.time.Reference;

/**
 * The rules that look at one row: what it says is understood, means a cell of the form, and is a
 * figure that this cell takes. Rows come one after the other; nothing of a row is kept but what is
 * found, and which required cells are still missing.
 */
final class RowCheck implements RowSink {

  private static final Set<String> REASONS = Set.of("first", "scheduled", "correction", "method");

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
   * @param cells those that take it, by the code of the fact
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

  /** A period with its accumulation, under the name that was sent and the one that is stored. */
  private record Fact(Reference sent, Reference canonical, int sentCode, int canonicalCode) {
    Fact(Reference sent, Reference canonical) {
      this(sent, canonical, code(sent), code(canonical));
    }

    private static int code(Reference reference) {
      return reference.period().code() * Accumulation.values().length
          + reference.accumulation().ordinal();
    }
  }

  private final Form form;
  private final Columns columns;
  private final FormCells cells;
  private final Directory directory;
  private final Findings findings;
  private final Stage stage;
  private final int mostRows;
  private final int firstDimension;

  private final Map<CellName, RequiredCell> missing = new LinkedHashMap<>();
  private final Map<String, Map<Accumulation, Fact>> facts = new HashMap<>();
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
    this.directory = directory;
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
    boolean readable = CellText.clean(row, text, columns, findings);
    boolean complete = requireFilled(row, text);
    OfMeasure ofMeasure = measure(row, text[MEASURE]);
    Optional<ValueType> valueType = valueType(row, text[VALUE_TYPE], ofMeasure);
    Optional<Fact> fact = fact(row, text[PERIOD], text[ACCUMULATION], ofMeasure);
    AreaIndex.Unit area =
        fact.isPresent() ? area(row, text[AREA], fact.get().sent().period()) : null;
    boolean codesKnown = codes(row, text, ofMeasure);
    String level = level(row, text[LEVEL]);
    round(row, text[ROUND]);
    reason(row, text[REASON]);
    unit(row, text[UNIT], ofMeasure);
    CellValue value = value(row, text[VALUE], text[VALUE_STATE], format);
    if (!readable
        || !complete
        || ofMeasure == null
        || valueType.isEmpty()
        || fact.isEmpty()
        || area == null
        || !codesKnown) {
      return true; // which cell it means is not known: nothing more can be said
    }
    place(row, text, ofMeasure, valueType.get(), fact.get(), area, level, value);
    return true;
  }

  /** What is known to be a cell: is it one of the form, and does it take the figure? */
  private void place(
      int row,
      @Nullable String[] text,
      OfMeasure ofMeasure,
      ValueType valueType,
      Fact fact,
      AreaIndex.Unit area,
      @Nullable String level,
      @Nullable CellValue value)
      throws SQLException {
    String variant = text[VARIANT] == null ? ofMeasure.defaultVariant() : text[VARIANT];
    List<@Nullable String> codes = Arrays.asList(text).subList(firstDimension, text.length);
    String patternName = pattern(ofMeasure.measure(), valueType, variant, codes);
    Pattern pattern = remembered(patternName);
    Cells found = find(pattern, ofMeasure, valueType, variant, codes, fact, area, cells);
    if (found == null) {
      findings.add(Rule.NOT_IN_FORM, row, null, cells.formId(), cells.round());
      return;
    }
    Level wanted = found.block().level();
    if (wanted != null && level != null && !level.equals(Word.of(wanted))) {
      findings.add(Rule.LEVEL, row, "level", level, Word.of(wanted));
    }
    if (value != null && value.isNegative() && found.block().sign() == Sign.NON_NEGATIVE) {
      findings.add(Rule.NEGATIVE, row, "value", String.valueOf(text[VALUE]));
    }
    if (found.block().required()) {
      RequiredCell required =
          missing.remove(new CellName(patternName, area.key(), fact.canonicalCode()));
      if (required != null && value != null && value.state().equals(CellValue.NOT_REPORTED)) {
        findings.add(Rule.MISSING_CELL, row, "value", required.describe());
      }
    }
    stage.add(
        row,
        pattern.series(area.key(), fact.canonical().accumulation()),
        () ->
            new Staging.Cell(
                ofMeasure.measure(), area.key(), breakdowns(codes), Word.of(valueType), variant),
        fact.canonical(),
        fact.sentCode(),
        value == null ? new CellValue(null, CellValue.VALUE) : value,
        level != null ? level : Word.of(wanted != null ? wanted : form.defaultLevel()),
        text[ROUND],
        text[REASON],
        text[JUSTIFICATION]);
  }

  /** After the last row: what should have been there. */
  void finish() {
    if (rows == 0) {
      findings.add(
          Rule.LAYOUT, null, null, "Tệp không có dòng số liệu nào.", "There is no row of figures.");
    }
    missing.values().forEach(cell -> findings.add(Rule.MISSING_CELL, null, null, cell.describe()));
  }

  private boolean requireFilled(int row, @Nullable String[] text) {
    boolean filled = true;
    for (int column : new int[] {MEASURE, AREA, PERIOD}) {
      if (text[column] == null) {
        findings.add(Rule.BLANK, row, columns.name(column));
        filled = false;
      }
    }
    return filled;
  }

  private @Nullable OfMeasure measure(int row, @Nullable String id) {
    if (id == null) {
      return null;
    }
    OfMeasure found = cells.of(id);
    if (found == null) {
      if (directory.measures().contains(id)) {
        findings.add(Rule.NOT_IN_FORM, row, "measure", cells.formId(), cells.round());
      } else {
        unknown(row, "measure", id, "danh mục đại lượng", "the list of measures");
      }
    }
    return found;
  }

  private Optional<ValueType> valueType(
      int row, @Nullable String word, @Nullable OfMeasure ofMeasure) {
    if (word == null) {
      return ofMeasure == null ? Optional.empty() : Optional.of(ofMeasure.defaultValueType());
    }
    Optional<ValueType> valueType = Word.parse(ValueType.class, word);
    if (valueType.isEmpty()) {
      unknown(row, "valueType", word, words(ValueType.values()));
    }
    return valueType;
  }

  private Optional<Fact> fact(
      int row, @Nullable String period, @Nullable String word, @Nullable OfMeasure ofMeasure) {
    Accumulation accumulation = null;
    if (word != null) {
      accumulation = Accumulation.find(word).orElse(null);
      if (accumulation == null) {
        String all =
            Arrays.stream(Accumulation.values()).map(Accumulation::id).collect(joining(", "));
        unknown(row, "accumulation", word, all);
      }
    } else if (ofMeasure != null) {
      accumulation = ofMeasure.defaultAccumulation();
    }
    if (period == null) {
      return Optional.empty();
    }
    Map<Accumulation, Fact> ofPeriod = facts.get(period);
    Fact known = ofPeriod == null || accumulation == null ? null : ofPeriod.get(accumulation);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<Period> parsed = Period.find(period);
    if (parsed.isEmpty()) {
      findings.add(Rule.PERIOD, row, "period", period);
    }
    if (parsed.isEmpty() || accumulation == null) {
      return Optional.empty();
    }
    Reference sent = new Reference(parsed.get(), accumulation);
    Fact fact = new Fact(sent, sent.canonical());
    if (facts.size() == REMEMBERED) {
      facts.clear();
    }
    facts.computeIfAbsent(period, p -> new EnumMap<>(Accumulation.class)).put(accumulation, fact);
    return Optional.of(fact);
  }

  private AreaIndex.@Nullable Unit area(int row, @Nullable String idOrCode, Period period) {
    if (idOrCode == null) {
      return null;
    }
    return switch (directory.areas().find(idOrCode, period.end())) {
      case Answer.Found(AreaIndex.Unit unit) -> unit;
      case Answer.Unknown() -> {
        unknown(row, "area", idOrCode, "danh mục đơn vị hành chính", "the list of areas");
        yield null;
      }
      case Answer.Ambiguous(List<AreaIndex.Unit> units) -> {
        unknown(row, "area", idOrCode, ids(units), ids(units)); // each holds it: the id is needed
        yield null;
      }
      case Answer.NotInPeriod(AreaIndex.Unit unit, List<AreaIndex.Unit> instead) -> {
        String name = idOrCode.equals(unit.id()) ? idOrCode : idOrCode + " (" + unit.id() + ")";
        findings.add(
            Rule.AREA_NOT_IN_PERIOD,
            row,
            "area",
            name,
            period,
            instead.isEmpty() ? "" : "; thay bằng: " + ids(instead),
            instead.isEmpty() ? "" : "; instead: " + ids(instead));
        yield null;
      }
    };
  }

  private static String ids(List<AreaIndex.Unit> units) {
    return units.stream().map(AreaIndex.Unit::id).distinct().limit(20).collect(joining(", "));
  }

  private boolean codes(int row, @Nullable String[] text, @Nullable OfMeasure ofMeasure) {
    if (ofMeasure == null) {
      return false;
    }
    boolean known = true;
    for (int place = firstDimension; place < text.length; place++) {
      String code = text[place];
      if (code == null) {
        continue;
      }
      String dimension = columns.name(place);
      Set<String> codes = ofMeasure.measure().dimensions().get(dimension);
      if (codes == null || !codes.contains(code)) {
        unknown(row, dimension, code, ofMeasure.measure().id() + "/" + dimension);
        known = false;
      }
    }
    return known;
  }

  private @Nullable String level(int row, @Nullable String word) {
    if (word == null) {
      return null;
    }
    if (Word.parse(Level.class, word).isEmpty()) {
      unknown(row, "level", word, words(Level.values()));
      return null;
    }
    return word;
  }

  private void unknown(int row, String column, String code, String list) {
    unknown(row, column, code, list, list);
  }

  private void unknown(int row, String column, String code, String listVi, String listEn) {
    findings.add(Rule.UNKNOWN_CODE, row, column, code, listVi, listEn);
  }

  private void round(int row, @Nullable String round) {
    if (round != null && (round.length() != 1 || round.charAt(0) < '1' || round.charAt(0) > '9')) {
      unknown(row, "round", round, "1, 2 … 9");
    }
  }

  private void reason(int row, @Nullable String reason) {
    if (reason != null && !REASONS.contains(reason)) {
      unknown(row, "reason", reason, REASONS.stream().sorted().collect(joining(", ")));
    }
  }

  private void unit(int row, @Nullable String unit, @Nullable OfMeasure ofMeasure) {
    if (unit != null && ofMeasure != null && !unit.equals(ofMeasure.measure().unit())) {
      findings.add(Rule.UNIT, row, "unit", unit, ofMeasure.measure().unit());
    }
  }

  /** Null when it cannot be used; that is then found. */
  private @Nullable CellValue value(
      int row, @Nullable String text, @Nullable String state, DecimalSeparator format) {
    if (state != null && !CellValue.STATES.contains(state)) {
      unknown(row, "valueState", state, CellValue.STATES.stream().sorted().collect(joining(", ")));
      return null;
    }
    if (text != null && !CellValue.isSymbol(text) && format.read(text) == null) {
      Optional<DecimalSeparator.Readings> readings = format.ambiguity(text);
      findings.add(
          Rule.NOT_A_NUMBER,
          row,
          "value",
          text,
          format.symbol(),
          readings.map(r -> "; ghi %s hay %s?".formatted(r.thousands(), r.decimals())).orElse(""),
          readings.map(r -> "; write %s or %s?".formatted(r.thousands(), r.decimals())).orElse(""));
      return null;
    }
    Optional<CellValue> value = CellValue.of(text, state, format);
    if (value.isEmpty()) {
      findings.add(Rule.VALUE_AND_STATE, row, "valueState", String.valueOf(state));
    }
    return value.orElse(null);
  }

  private static @Nullable Cells find(
      Pattern pattern,
      OfMeasure ofMeasure,
      ValueType valueType,
      String variant,
      List<@Nullable String> codes,
      Fact fact,
      AreaIndex.Unit area,
      FormCells form) {
    List<Cells> candidates = pattern.cells.get(fact.canonicalCode());
    if (candidates == null) {
      @Nullable String[] given = codes.toArray(new String[0]);
      candidates =
          ofMeasure.cells().stream()
              .filter(one -> one.takes(valueType, variant, given))
              .filter(one -> form.takes(one, fact.canonical()))
              .toList();
      if (pattern.cells.size() < REMEMBERED) {
        pattern.cells.put(fact.canonicalCode(), candidates);
      }
    }
    for (Cells candidate : candidates) {
      if (candidate.takesArea(area.key())) {
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

  private static String words(Enum<?>[] constants) {
    return Arrays.stream(constants).map(Word::of).collect(joining(", "));
  }
}
