package vn.solieu.indicator.submission;

import java.util.Map;
import java.util.Set;

/**
 * What a push needs to know of a measure.
 *
 * @param key the key in the store
 * @param indicator the key of its indicator
 * @param unit code of its unit
 * @param dimensions the breakdowns of its indicator, each with all codes of its codelist
 */
record CellMeasure(
    int key,
    int indicator,
    String id,
    String unit,
    int decimals,
    Map<String, Set<String>> dimensions) {}
