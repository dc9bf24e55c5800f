package vn.solieu.indicator.submission;

import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.text.TextNormalizer;

/**
 * What a push needs to know of a measure.
 *
 * @param key the key in the store
 * @param indicator the key of its indicator
 * @param unit code of its unit
 * @param unitNames of the unit, the Vietnamese one first; none where the code is not that of the
 *     unit together with the multiplier
 * @param dimensions the breakdowns of its indicator, each with all codes of its codelist
 */
record CellMeasure(
    int key,
    int indicator,
    String id,
    String unit,
    List<String> unitNames,
    int decimals,
    Map<String, Set<String>> dimensions) {

  /** Whether a file names the unit: by its code, or by one of its names as it stands. */
  boolean isUnit(String text) {
    return text.equals(unit) || unitNames.contains(TextNormalizer.of(text));
  }

  /** The unit as a person finds it in the list of units. */
  LocalizedText describeUnit() {
    return unitNames.isEmpty()
        ? LocalizedText.of(unit, unit)
        : LocalizedText.of(
            "%s (%s)".formatted(unit, unitNames.getFirst()),
            "%s (%s)".formatted(unit, unitNames.getLast()));
  }
}
