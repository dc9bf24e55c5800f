package vn.solieu.indicator.observation;

import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.solieu.indicator.definition.IndicatorSummary;
import vn.solieu.indicator.definition.Measure;

/**
 * What can be asked of an indicator.
 *
 * @param codes by dimension, in the order of the definition
 */
record DataStructure(
    IndicatorSummary indicator, List<Measure> measures, Map<String, Set<String>> codes) {}
