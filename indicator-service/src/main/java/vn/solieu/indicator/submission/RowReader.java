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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.solieu.indicator.definition.EnumCodec;
import vn.solieu.indicator.form.Block;
import vn.solieu.indicator.form.Columns;
import vn.solieu.indicator.form.DecimalSeparator;
import vn.solieu.indicator.form.rule.Findings;
import vn.solieu.indicator.form.rule.Rule;
import vn.solieu.indicator.observation.Level;
import vn.solieu.indicator.observation.ValueType;
import vn.solieu.indicator.submission.AreaIndex.Answer;
import vn.solieu.indicator.submission.FormCells.OfMeasure;
import vn.solieu.indicator.submission.FormCells.RequiredCell;
import vn.solieu.indicator.submission.check.ValueStates;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.time.Accumulation;
import vn.solieu.platform.time.Period;
import vn.solieu.platform.time.Reference;

/**
 * What the words of a row mean. Each is looked up by itself, so that all that is wrong with a row
 * is found at once; whether the form has such a cell, and takes the figure, is for {@link
 * RowCheck}.
 */
final class RowReader {

  /** Codes that are all told. */
  private static final int FEW_CODES = 20;

  /** Spaces, the percent sign, and what footnotes are marked by. */
  private static final Pattern BESIDE_A_NUMBER =
      Pattern.compile("[\\p{Z}%*\\u2020\\u2021\\u00B9\\u00B2\\u00B3\\u2070-\\u2079]");

  private static final Set<String> REASONS = Set.of("first", "scheduled", "correction", "method");

  /** Periods that rows repeat; begun anew when full, since a hostile file repeats nothing. */
  private static final int REMEMBERED = 20_000;

  /**
   * A period with its accumulation, under the name that was sent and the one that is stored.
   *
   * @param number counts those that were met
   */
  record Fact(int number, Reference sent, Reference canonical, int sentCode, int canonicalCode) {

    private static Fact of(int number, Reference sent) {
      Reference canonical = sent.canonical();
      return new Fact(number, sent, canonical, code(sent), code(canonical));
    }

    static int code(Reference reference) {
      return reference.period().code() * Accumulation.values().length
          + reference.accumulation().ordinal();
    }
  }

  /** What could be understood of a row. */
  sealed interface Understood permits StatedFigure, PossibleCells {}

  /**
   * Of a row that gives no figure, the cells that it may mean, of which one is not missing. Null is
   * for any: what could not be understood.
   *
   * @param measure the key
   * @param area the key
   */
  record PossibleCells(
      @Nullable Integer measure,
      @Nullable ValueType valueType,
      @Nullable String variant,
      @Nullable Period period,
      @Nullable Accumulation accumulation,
      @Nullable Integer area,
      @Nullable List<@Nullable String> codes)
      implements Understood {

    /** Of a row of which nothing is understood. */
    static final PossibleCells ANY = new PossibleCells(null, null, null, null, null, null, null);

    boolean mayBe(RequiredCell cell) {
      Block block = cell.block();
      return (measure == null || measure == cell.measure().key())
          && (valueType == null || valueType == block.valueType())
          && (variant == null || variant.equals(block.variant()))
          && (area == null || area == cell.area().key())
          && (codes == null || codes.equals(cell.codes()))
          && (period == null
              || new Reference(period, accumulation == null ? block.accumulation() : accumulation)
                  .canonical()
                  .equals(cell.reference().canonical()));
    }
  }

  /** A period that was met, with its facts. */
  private record NamedPeriod(Period period, Map<Accumulation, Fact> facts) {}

  /**
   * A figure of which it is known what it is about.
   *
   * @param variant empty where there is none
   * @param codes by place of the dimension
   * @param level its word; null where none was given, or none that is one
   * @param value null where it cannot be used; that is then found
   */
  record StatedFigure(
      OfMeasure ofMeasure,
      ValueType valueType,
      String variant,
      Fact fact,
      AreaIndex.Unit area,
      List<@Nullable String> codes,
      @Nullable String level,
      @Nullable String round,
      @Nullable String reason,
      @Nullable CellValue value,
      @Nullable String justification)
      implements Understood {

    /**
     * The cells that it may mean where the form has none for it.
     *
     * @param column whose word would have to be another
     */
    PossibleCells possible(String column) {
      boolean breakdown =
          switch (column) {
            case "valueType", "variant", "accumulation", "period", "area" -> false;
            default -> true;
          };
      return new PossibleCells(
          ofMeasure.measure().key(),
          column.equals("valueType") ? null : valueType,
          column.equals("variant") ? null : variant,
          column.equals("period") ? null : fact.sent().period(),
          column.equals("accumulation") ? null : fact.sent().accumulation(),
          column.equals("area") ? null : area.key(),
          breakdown ? null : copy(codes));
    }
  }

  /** Of a part of a row, whose place the next row takes. */
  private static List<@Nullable String> copy(List<@Nullable String> codes) {
    return Collections.unmodifiableList(new ArrayList<>(codes));
  }

  private final Columns columns;
  private final FormCells cells;
  private final ReferenceData directory;
  private final Findings findings;
  private final int firstDimension;
  private final Map<String, NamedPeriod> periods = new HashMap<>(REMEMBERED);
  private final BitSet unreadable = new BitSet();
  private int factNumbers;

  RowReader(Columns columns, FormCells cells, ReferenceData directory, Findings findings) {
    this.columns = columns;
    this.cells = cells;
    this.directory = directory;
    this.findings = findings;
    this.firstDimension = columns.count() - columns.dimensions().size();
  }

  /**
   * @param noText columns of which something was sent that is no text
   */
  Understood read(int row, @Nullable String[] text, BitSet noText, DecimalSeparator format) {
    unreadable.clear();
    unreadable.or(noText);
    CellText.clean(row, text, columns, findings, unreadable);
    requireFilled(row, text);
    OfMeasure ofMeasure = measure(row, text[MEASURE]);
    ValueType valueType = valueType(row, text[VALUE_TYPE], ofMeasure);
    Accumulation accumulation = accumulation(row, text[ACCUMULATION], ofMeasure);
    NamedPeriod period = period(row, text[PERIOD]);
    AreaIndex.Unit area =
        period == null ? areaInRound(text[AREA]) : area(row, text[AREA], period.period());
    boolean codesKnown = codes(row, text, ofMeasure);
    String level = level(row, text[LEVEL]);
    String round = round(row, text[ROUND]);
    String reason = reason(row, text[REASON]);
    unit(row, text[UNIT], ofMeasure);
    CellValue value = value(row, text[VALUE], text[VALUE_STATE], format, ofMeasure);
    List<@Nullable String> codes = Arrays.asList(text).subList(firstDimension, text.length);
    String variant =
        unreadable.get(VARIANT)
            ? null
            : text[VARIANT] == null && ofMeasure != null
                ? ofMeasure.defaultVariant()
                : text[VARIANT];
    if (ofMeasure == null
        || valueType == null
        || variant == null
        || period == null
        || accumulation == null
        || area == null
        || !codesKnown) {
      return new PossibleCells(
          ofMeasure == null ? null : ofMeasure.measure().key(),
          valueType,
          variant,
          period == null ? null : period.period(),
          accumulation,
          area == null ? null : area.key(),
          codesKnown ? copy(codes) : null);
    }
    return new StatedFigure(
        ofMeasure,
        valueType,
        variant,
        fact(period, accumulation),
        area,
        codes,
        level,
        round,
        reason,
        value,
        text[JUSTIFICATION]);
  }

  private void requireFilled(int row, @Nullable String[] text) {
    for (int column : new int[] {MEASURE, AREA, PERIOD}) {
      if (text[column] == null) {
        if (!unreadable.get(column)) {
          findings.add(Rule.BLANK, row, columns.name(column));
        }
      }
    }
  }

  private @Nullable OfMeasure measure(int row, @Nullable String id) {
    if (id == null) {
      return null;
    }
    OfMeasure found = cells.of(id);
    if (found == null) {
      if (directory.measures().contains(id)) {
        findings.add(
            Rule.NOT_IN_FORM,
            row,
            "measure",
            cells.formId(),
            cells.round(),
            LocalizedText.of(
                "biểu không hỏi đại lượng %s".formatted(id),
                "it does not ask for the measure %s".formatted(id)));
      } else {
        unknown(row, "measure", id, LocalizedText.of("danh mục đại lượng", "the list of measures"));
      }
    }
    return found;
  }

  private @Nullable ValueType valueType(
      int row, @Nullable String word, @Nullable OfMeasure ofMeasure) {
    if (word == null) {
      return unreadable.get(VALUE_TYPE) || ofMeasure == null ? null : ofMeasure.defaultValueType();
    }
    Optional<ValueType> valueType = EnumCodec.parse(ValueType.class, word);
    if (valueType.isEmpty()) {
      unknown(row, "valueType", word, words(ValueType.values()));
    }
    return valueType.orElse(null);
  }

  private @Nullable Accumulation accumulation(
      int row, @Nullable String word, @Nullable OfMeasure ofMeasure) {
    if (word == null) {
      return unreadable.get(ACCUMULATION) || ofMeasure == null
          ? null
          : ofMeasure.defaultAccumulation();
    }
    Optional<Accumulation> accumulation = Accumulation.find(word);
    if (accumulation.isEmpty()) {
      String all =
          Arrays.stream(Accumulation.values()).map(Accumulation::id).collect(joining(", "));
      unknown(row, "accumulation", word, all);
    }
    return accumulation.orElse(null);
  }

  private @Nullable NamedPeriod period(int row, @Nullable String text) {
    if (text == null) {
      return null;
    }
    NamedPeriod known = periods.get(text);
    if (known != null) {
      return known;
    }
    Optional<Period> period = Period.find(text);
    if (period.isEmpty()) {
      findings.add(Rule.PERIOD, row, "period", text);
      return null;
    }
    if (periods.size() == REMEMBERED) {
      periods.clear();
    }
    NamedPeriod named = new NamedPeriod(period.get(), new EnumMap<>(Accumulation.class));
    periods.put(text, named);
    return named;
  }

  private Fact fact(NamedPeriod period, Accumulation accumulation) {
    Fact known = period.facts().get(accumulation);
    if (known != null) {
      return known;
    }
    Fact fact = Fact.of(factNumbers++, new Reference(period.period(), accumulation));
    period.facts().put(accumulation, fact);
    return fact;
  }

  /** What it most likely means while it is not known of which period the row is. */
  private AreaIndex.@Nullable Unit areaInRound(@Nullable String idOrCode) {
    return idOrCode != null
            && directory.areas().find(idOrCode, cells.round().end())
                instanceof Answer.Found(var unit)
        ? unit
        : null;
  }

  private AreaIndex.@Nullable Unit area(int row, @Nullable String idOrCode, Period period) {
    if (idOrCode == null) {
      return null;
    }
    return switch (directory.areas().find(idOrCode, period.end())) {
      case Answer.Found(AreaIndex.Unit unit) -> unit;
      case Answer.Unknown() -> {
        unknown(
            row,
            "area",
            idOrCode,
            LocalizedText.of("danh mục đơn vị hành chính", "the list of areas"));
        yield null;
      }
      case Answer.Ambiguous(List<AreaIndex.Unit> units) -> {
        unknown(row, "area", idOrCode, ids(units)); // each holds it: the id is needed
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
            instead.isEmpty()
                ? ""
                : LocalizedText.of("; thay bằng: " + ids(instead), "; instead: " + ids(instead)));
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
    boolean known = unreadable.nextSetBit(firstDimension) < 0;
    for (int place = firstDimension; place < text.length; place++) {
      String code = text[place];
      if (code == null) {
        continue;
      }
      String dimension = columns.name(place);
      Set<String> codes = ofMeasure.measure().dimensions().get(dimension);
      if (codes == null || !codes.contains(code)) {
        unknown(row, dimension, code, listed(dimension, codes, ofMeasure.measure().id()));
        known = false;
      }
    }
    return known;
  }

  /**
   * A breakdown under the heading that the sender knows.
   *
   * @param codes null where the measure has no such breakdown
   */
  private static LocalizedText listed(
      String dimension, @Nullable Set<String> codes, String measure) {
    if (codes == null) {
      return LocalizedText.of(
          "phân tổ \"%s\"; đại lượng %s không có phân tổ này".formatted(dimension, measure),
          "the breakdown \"%s\", which the measure %s does not have".formatted(dimension, measure));
    }
    String few =
        codes.size() > FEW_CODES ? "" : codes.stream().sorted().collect(joining(", ", " (", ")"));
    return LocalizedText.of(
        "phân tổ \"%s\"%s".formatted(dimension, few),
        "the breakdown \"%s\"%s".formatted(dimension, few));
  }

  private @Nullable String level(int row, @Nullable String word) {
    if (word == null) {
      return null;
    }
    if (EnumCodec.parse(Level.class, word).isEmpty()) {
      unknown(row, "level", word, words(Level.values()));
      return null;
    }
    return word;
  }

  /**
   * @param list codes, or a text that names where they are
   */
  private void unknown(int row, String column, String code, Object list) {
    findings.add(Rule.UNKNOWN_CODE, row, column, code, list);
  }

  private @Nullable String round(int row, @Nullable String round) {
    if (round != null && (round.length() != 1 || round.charAt(0) < '1' || round.charAt(0) > '9')) {
      unknown(row, "round", round, "1, 2 … 9");
      return null;
    }
    return round;
  }

  private @Nullable String reason(int row, @Nullable String reason) {
    if (reason != null && !REASONS.contains(reason)) {
      unknown(row, "reason", reason, REASONS.stream().sorted().collect(joining(", ")));
      return null;
    }
    return reason;
  }

  private void unit(int row, @Nullable String unit, @Nullable OfMeasure ofMeasure) {
    if (unit != null && ofMeasure != null && !ofMeasure.measure().isUnit(unit)) {
      findings.add(Rule.UNIT, row, "unit", unit, ofMeasure.measure().describeUnit());
    }
  }

  /** Null when it cannot be used; that is then found. */
  private @Nullable CellValue value(
      int row,
      @Nullable String text,
      @Nullable String state,
      DecimalSeparator format,
      @Nullable OfMeasure ofMeasure) {
    if (unreadable.get(VALUE) || unreadable.get(VALUE_STATE)) {
      return null;
    }
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
          readings
              .map(
                  r ->
                      LocalizedText.of(
                          "; ghi %s hay %s?".formatted(r.thousands(), r.decimals()),
                          "; write %s or %s?".formatted(r.thousands(), r.decimals())))
              .or(
                  () ->
                      format
                          .fromOther(text)
                          .map(
                              number ->
                                  LocalizedText.of(
                                      "; ghi %s?".formatted(number),
                                      "; write %s?".formatted(number))))
              .or(() -> withoutMarks(text, format))
              .orElse(LocalizedText.of(".", ".")));
      return null;
    }
    Optional<CellValue> value =
        CellValue.of(text, state, format)
            .filter(
                one -> ofMeasure == null || !one.isNotBelowUnit(ofMeasure.measure().decimals()));
    if (value.isEmpty()) {
      findings.add(
          Rule.VALUE_AND_STATE, row, "valueState", ValueStates.describe(String.valueOf(state)));
    }
    return value.orElse(null);
  }

  /** What to take out of a text that is a number but for spaces, a percent sign or a footnote. */
  private static Optional<LocalizedText> withoutMarks(String text, DecimalSeparator format) {
    String bare = BESIDE_A_NUMBER.matcher(text).replaceAll("");
    if (bare.equals(text)) {
      return Optional.empty();
    }
    Optional<String> number =
        format.read(bare) == null ? format.fromOther(bare) : Optional.of(bare);
    List<String> vi = new ArrayList<>();
    List<String> en = new ArrayList<>();
    for (int c : text.chars().filter(each -> bare.indexOf(each) < 0).toArray()) {
      if (Character.isSpaceChar(c)) {
        vi.add("dấu cách");
        en.add("the space");
      } else if (c == '%') {
        vi.add("dấu %");
        en.add("the percent sign");
      } else {
        vi.add("dấu chú thích (lời chú ghi ở cột justification)");
        en.add("the mark (a note goes into the column justification)");
      }
    }
    return number.map(
        plain ->
            LocalizedText.of(
                "; ghi %s, bỏ %s.".formatted(plain, joined(vi)),
                "; write %s, without %s.".formatted(plain, joined(en))));
  }

  private static String joined(List<String> parts) {
    return parts.stream().distinct().collect(joining(", "));
  }

  private static String words(Enum<?>[] constants) {
    return Arrays.stream(constants).map(EnumCodec::of).collect(joining(", "));
  }
}
