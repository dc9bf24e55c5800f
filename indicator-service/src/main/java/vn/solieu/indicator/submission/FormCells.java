package vn.solieu.indicator.submission;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import vn.solieu.indicator.definition.Word;
import vn.solieu.indicator.form.Block;
import vn.solieu.indicator.form.Form;
import vn.solieu.indicator.observation.ValueType;
import vn.solieu.platform.time.Accumulation;
import vn.solieu.platform.time.Period;
import vn.solieu.platform.time.Reference;

/** The cells of a form in one round. */
final class FormCells {

  /**
   * A block with its codes and areas looked up.
   *
   * @param codes by place of the dimension; null where the dimension does not apply
   * @param areas keys; null for any area
   */
  record Cells(
      Block block, int place, List<@Nullable Set<String>> codes, @Nullable Set<Integer> areas) {

    boolean takes(ValueType valueType, String variant, @Nullable String[] given) {
      if (block.valueType() != valueType || !block.variant().equals(variant)) {
        return false;
      }
      for (int i = 0; i < given.length; i++) {
        Set<String> taken = codes.get(i);
        String code = given[i];
        if (taken == null ? code != null : code == null || !taken.contains(code)) {
          return false;
        }
      }
      return true;
    }

    boolean takesArea(int area) {
      return areas == null || areas.contains(area);
    }
  }

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
        parts.add(Word.of(block.valueType()) + " " + block.variant());
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
    Map<String, Set<Integer>> children = new HashMap<>();
    Map<String, List<Cells>> byId = new LinkedHashMap<>();
    for (int i = 0; i < form.blocks().size(); i++) {
      Block block = form.blocks().get(i);
      CellMeasure measure = Objects.requireNonNull(measures.get(block.measure()));
      byId.computeIfAbsent(block.measure(), id -> new ArrayList<>())
          .add(new Cells(block, i, codes(block, measure), areaKeys(block, areas, children)));
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

  private @Nullable Set<Integer> areaKeys(
      Block block, AreaIndex areas, Map<String, Set<Integer>> children) {
    if (block.areas() != null) {
      return block.areas().stream()
          .map(areas::byId)
          .filter(Objects::nonNull)
          .map(AreaIndex.Unit::key)
          .collect(toUnmodifiableSet());
    }
    return block.childrenOf() == null
        ? null
        : children.computeIfAbsent(block.childrenOf(), id -> areas.childrenOf(id, round.end()));
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

  List<RequiredCell> required(AreaIndex areas) {
    List<RequiredCell> required = new ArrayList<>();
    for (OfMeasure ofMeasure : byMeasure.values()) {
      for (Cells cells : ofMeasure.cells) {
        if (cells.block.required() && cells.areas != null) {
          Period period = cells.block.period(round).orElseThrow();
          Reference reference = new Reference(period, cells.block.accumulation());
          cells.areas.stream()
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
