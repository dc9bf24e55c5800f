package vn.solieu.indicator.submission;

import static java.util.stream.Collectors.joining;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.solieu.indicator.definition.EnumCodec;
import vn.solieu.indicator.form.Block;
import vn.solieu.indicator.form.Form;
import vn.solieu.indicator.observation.ValueType;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.time.Accumulation;
import vn.solieu.platform.time.Period;
import vn.solieu.platform.time.Reference;

/** The cells of a form in one round. */
final class FormCells {

  /**
   * A block with its codes looked up.
   *
   * @param place of the block in the form
   * @param codes by place of the dimension; null where the dimension does not apply
   */
  record Cells(Block block, int place, List<@Nullable Set<String>> codes) {

    boolean takes(ValueType valueType, String variant, List<@Nullable String> given) {
      if (block.valueType() != valueType || !block.variant().equals(variant)) {
        return false;
      }
      for (int i = 0; i < given.size(); i++) {
        if (!takesCode(i, given.get(i))) {
          return false;
        }
      }
      return true;
    }

    private boolean takesCode(int dimension, @Nullable String code) {
      Set<String> taken = codes.get(dimension);
      return taken == null ? code == null : code != null && taken.contains(code);
    }
  }

  /**
   * The units that cells are about at the end of a period.
   *
   * @param taken keys
   * @param required those of them that have to be there, where the cells have to
   */
  record Units(Set<Integer> taken, Set<Integer> required) {}

  /**
   * Why no cell takes a figure.
   *
   * @param column where it would have to be another
   */
  record Misfit(String column, LocalizedText cause) {}

  private record UnitsAt(int place, YearMonth end) {}

  /** Of units at the end of a month; begun anew when full, since a hostile file repeats nothing. */
  private static final int REMEMBERED = 20_000;

  /**
   * The cells of one measure, and what a row need not say because all of them have it in common.
   */
  record OfMeasure(
      CellMeasure measure,
      List<Cells> cells,
      Accumulation defaultAccumulation,
      ValueType defaultValueType,
      String defaultVariant) {

    private static OfMeasure of(CellMeasure measure, List<Cells> cells) {
      return new OfMeasure(
          measure,
          cells,
          common(cells, Block::accumulation, Accumulation.PERIOD),
          common(cells, Block::valueType, ValueType.ACTUAL),
          common(cells, Block::variant, ""));
    }

    private static <T> T common(List<Cells> cells, Function<Block, T> property, T otherwise) {
      List<T> all = cells.stream().map(Cells::block).map(property).distinct().toList();
      return all.size() == 1 ? all.getFirst() : otherwise;
    }
  }

  /**
   * A cell that has to be there.
   *
   * @param codes by place of the dimension
   */
  record RequiredCell(
      CellMeasure measure,
      Block block,
      AreaIndex.Unit area,
      List<@Nullable String> codes,
      Reference reference) {

    /** As a person finds it in the form. */
    String describe() {
      List<String> parts = new ArrayList<>();
      parts.add(measure.id());
      parts.add(area.id());
      codes.stream().filter(Objects::nonNull).forEach(parts::add);
      if (block.valueType() != ValueType.ACTUAL) {
        parts.add(EnumCodec.of(block.valueType()) + " " + block.variant());
      }
      parts.add(reference.period().format());
      if (reference.accumulation() != Accumulation.PERIOD) {
        parts.add(reference.accumulation().id());
      }
      return String.join(", ", parts);
    }
  }

  private final Form form;
  private final Period round;
  private final List<String> dimensions;
  private final AreaIndex areas;
  private final Map<UnitsAt, Optional<Units>> units = new HashMap<>();

  /** Most months have the same units. */
  private final Map<Units, Units> differentUnits = new HashMap<>();

  private final Map<String, OfMeasure> byMeasure = new LinkedHashMap<>();

  /**
   * @param dimensions the columns of breakdowns in their order
   */
  FormCells(
      Form form,
      Period round,
      List<String> dimensions,
      Map<String, CellMeasure> measures,
      AreaIndex areas) {
    this.form = form;
    this.round = round;
    this.dimensions = dimensions;
    this.areas = areas;
    Map<String, List<Cells>> byId = new LinkedHashMap<>();
    for (int i = 0; i < form.blocks().size(); i++) {
      Block block = form.blocks().get(i);
      CellMeasure measure = Objects.requireNonNull(measures.get(block.measure()));
      byId.computeIfAbsent(block.measure(), id -> new ArrayList<>())
          .add(new Cells(block, i, codes(block, measure)));
    }
    byId.forEach(
        (id, cells) ->
            byMeasure.put(
                id, OfMeasure.of(Objects.requireNonNull(measures.get(id)), List.copyOf(cells))));
  }

  private List<@Nullable Set<String>> codes(Block block, CellMeasure measure) {
    List<@Nullable Set<String>> codes = new ArrayList<>(dimensions.size());
    for (String dimension : dimensions) {
      List<String> wanted = block.breakdowns().get(dimension);
      if (wanted == null) {
        codes.add(null);
      } else {
        codes.add(wanted.isEmpty() ? measure.dimensions().get(dimension) : Set.copyOf(wanted));
      }
    }
    return codes;
  }

  /**
   * The units of cells at the end of the period that a figure is about, since it belongs to a unit
   * that is in force then (V19): those of the round's end may not be there yet, or no longer. In a
   * fixed list a unit that is gone is stood for by what holds its territory, which has to be there
   * if that is one unit. Null for any area.
   */
  @Nullable Units units(Cells cells, Period period) {
    if (units.size() == REMEMBERED) {
      units.clear();
    }
    return units
        .computeIfAbsent(
            new UnitsAt(cells.place, period.end()),
            at ->
                Optional.ofNullable(unitsAt(cells.block, at.end))
                    .map(found -> differentUnits.computeIfAbsent(found, same -> same)))
        .orElse(null);
  }

  private @Nullable Units unitsAt(Block block, YearMonth end) {
    if (block.areas() != null) {
      Set<Integer> taken = new HashSet<>();
      Set<Integer> required = new HashSet<>();
      for (String id : block.areas()) {
        List<AreaIndex.Unit> standing = areas.standingFor(id, end);
        standing.forEach(unit -> taken.add(unit.key()));
        if (standing.size() == 1) {
          required.add(standing.getFirst().key());
        }
      }
      return new Units(taken, required);
    }
    if (block.childrenOf() == null) {
      return null;
    }
    Set<Integer> all = areas.childrenOf(block.childrenOf(), end);
    return new Units(all, all);
  }

  /** Whether there is anything to report: in the month of a merger there may be no unit. */
  boolean isEmpty() {
    return byMeasure.values().stream()
        .flatMap(ofMeasure -> ofMeasure.cells.stream())
        .allMatch(
            cells -> {
              Units ofRound = units(cells, cells.block.period(round).orElse(round));
              return ofRound != null && ofRound.taken.isEmpty();
            });
  }

  /** The first thing about a figure for which, of all cells of its measure, none is left. */
  Misfit misfit(
      OfMeasure ofMeasure,
      ValueType valueType,
      String variant,
      List<@Nullable String> codes,
      Reference sent,
      int area) {
    List<Cells> left = ofMeasure.cells;
    left = left.stream().filter(cells -> cells.block.valueType() == valueType).toList();
    if (left.isEmpty()) {
      String word = EnumCodec.of(valueType);
      return new Misfit(
          "valueType",
          LocalizedText.of(
              "không nhận loại số liệu " + word, "it takes no figures of the type " + word));
    }
    left = left.stream().filter(cells -> cells.block.variant().equals(variant)).toList();
    if (left.isEmpty()) {
      return new Misfit(
          "variant",
          LocalizedText.of(
              "không nhận phương án \"%s\"".formatted(variant),
              "it takes no variant \"%s\"".formatted(variant)));
    }
    for (int i = 0; i < dimensions.size(); i++) {
      int dimension = i;
      String code = codes.get(i);
      left = left.stream().filter(cells -> cells.takesCode(dimension, code)).toList();
      if (left.isEmpty()) {
        return new Misfit(
            dimensions.get(i),
            code == null
                ? LocalizedText.of("thiếu mã phân tổ", "a code of this breakdown is missing")
                : LocalizedText.of(
                    "không nhận mã \"%s\" ở đây".formatted(code),
                    "it takes no code \"%s\" here".formatted(code)));
      }
    }
    List<Reference> names =
        Stream.concat(Stream.of(sent, sent.canonical()), sent.canonical().aliases().stream())
            .toList();
    left =
        left.stream()
            .filter(
                cells ->
                    names.stream()
                        .anyMatch(name -> name.accumulation() == cells.block.accumulation()))
            .toList();
    if (left.isEmpty()) {
      String word = sent.accumulation().id();
      return new Misfit(
          "accumulation",
          LocalizedText.of("không nhận cách cộng dồn " + word, "it takes no accumulation " + word));
    }
    List<Cells> ofPeriod = left.stream().filter(cells -> takes(cells, sent.canonical())).toList();
    if (ofPeriod.isEmpty()) {
      String wanted =
          left.stream()
              .map(cells -> cells.block.period(round).map(Period::format).orElse("≤ " + round))
              .distinct()
              .limit(5)
              .collect(joining(", "));
      return new Misfit(
          "period",
          LocalizedText.of(
              "không nhận kỳ %s, chỉ nhận %s".formatted(sent.period(), wanted),
              "it takes no figure of %s, only of %s".formatted(sent.period(), wanted)));
    }
    String id = areas.byKey(area).id();
    return new Misfit(
        "area",
        LocalizedText.of(
            "không nhận đơn vị hành chính %s".formatted(id),
            "it does not ask for the area %s".formatted(id)));
  }

  Period round() {
    return round;
  }

  String formId() {
    return form.id();
  }

  /** Null when the form has no cell of that measure. */
  @Nullable OfMeasure of(String measure) {
    return byMeasure.get(measure);
  }

  /** Whether a fact may be reported in these cells, under whichever of its names. */
  boolean takes(Cells cells, Reference canonical) {
    Predicate<Reference> fits =
        name ->
            name.accumulation() == cells.block().accumulation()
                && cells.block().takes(name.period(), round);
    return fits.test(canonical) || canonical.aliases().stream().anyMatch(fits);
  }

  List<RequiredCell> required() {
    List<RequiredCell> required = new ArrayList<>();
    for (OfMeasure ofMeasure : byMeasure.values()) {
      for (Cells cells : ofMeasure.cells) {
        if (cells.block.required()) {
          Period period = cells.block.period(round).orElseThrow();
          Reference reference = new Reference(period, cells.block.accumulation());
          Objects.requireNonNull(units(cells, period)).required.stream()
              .sorted()
              .map(areas::byKey)
              .forEach(area -> expand(ofMeasure.measure, cells, area, reference, required));
        }
      }
    }
    return required;
  }

  private void expand(
      CellMeasure measure,
      Cells cells,
      AreaIndex.Unit area,
      Reference reference,
      List<RequiredCell> required) {
    List<@Nullable String[]> combinations = new ArrayList<>();
    combinations.add(new String[dimensions.size()]);
    for (int i = 0; i < dimensions.size(); i++) {
      Set<String> codes = cells.codes.get(i);
      if (codes == null) {
        continue;
      }
      List<@Nullable String[]> longer = new ArrayList<>();
      for (@Nullable String[] combination : combinations) {
        for (String code : codes) {
          @Nullable String[] one = combination.clone();
          one[i] = code;
          longer.add(one);
        }
      }
      combinations = longer;
    }
    for (@Nullable String[] combination : combinations) {
      required.add(
          new RequiredCell(measure, cells.block, area, Arrays.asList(combination), reference));
    }
  }
}
