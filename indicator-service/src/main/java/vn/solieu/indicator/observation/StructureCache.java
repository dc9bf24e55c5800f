package vn.solieu.indicator.observation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import vn.solieu.indicator.area.Area;
import vn.solieu.indicator.area.Areas;
import vn.solieu.indicator.definition.Definitions;
import vn.solieu.indicator.definition.IndicatorSummary;
import vn.solieu.indicator.definition.IndicatorSummary.Breakdown;

/**
 * What queries name, kept in memory under one revision of the definitions. All of it is public, and
 * there is no more of it than there are indicators and areas: what does not exist is not kept.
 *
 * <p>What is looked up late may be of a later revision. Whoever uses it takes a snapshot afterwards
 * and reads the revision there: if that is still this one, it was this one at every look before.
 */
final class StructureCache {

  private final long revision;
  private final Definitions definitions;
  private final Areas areas;
  private final Map<String, DataStructure> structures = new ConcurrentHashMap<>();
  private final Map<String, Area> areasById = new ConcurrentHashMap<>();

  StructureCache(long revision, Definitions definitions, Areas areas) {
    this.revision = revision;
    this.definitions = definitions;
    this.areas = areas;
  }

  long revision() {
    return revision;
  }

  /** Those of the given indicators that exist, in the order given. */
  List<DataStructure> structures(Collection<String> indicators) {
    List<DataStructure> found = new ArrayList<>();
    for (String id : indicators) {
      DataStructure known = structures.get(id);
      if (known != null) {
        found.add(known);
      } else {
        definitions
            .indicator(id)
            .ifPresent(
                indicator -> {
                  DataStructure structure = load(indicator);
                  structures.put(id, structure);
                  found.add(structure);
                });
      }
    }
    return found;
  }

  /** Those of the given areas that exist, by id. */
  Map<String, Area> areas(Collection<String> ids) {
    Map<String, Area> found = new HashMap<>();
    Set<String> missing = new TreeSet<>();
    for (String id : ids) {
      Area known = areasById.get(id);
      if (known != null) {
        found.put(id, known);
      } else {
        missing.add(id);
      }
    }
    if (!missing.isEmpty()) {
      Map<String, Area> loaded = areas.find(missing);
      areasById.putAll(loaded);
      found.putAll(loaded);
    }
    return found;
  }

  private DataStructure load(IndicatorSummary indicator) {
    Map<String, Set<String>> codes = new LinkedHashMap<>();
    for (Breakdown breakdown : indicator.breakdowns()) {
      codes.put(breakdown.id(), definitions.codes(breakdown.codelist()));
    }
    return new DataStructure(indicator, definitions.measuresOf(indicator.id()), codes);
  }
}
