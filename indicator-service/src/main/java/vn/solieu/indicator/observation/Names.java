package vn.solieu.indicator.observation;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import vn.solieu.indicator.definition.Definitions;
import vn.solieu.indicator.definition.IndicatorSummary;
import vn.solieu.indicator.definition.IndicatorSummary.Breakdown;

/**
 * The structures of indicators, kept in memory until any definition changes. They are public, and
 * there are as many as indicators.
 */
@ApplicationScoped
class Structures {

  private record Kept(long revision, Structure structure) {}

  private final Map<String, Kept> kept = new ConcurrentHashMap<>();
  private final Definitions definitions;

  Structures(Definitions definitions) {
    this.definitions = definitions;
  }

  /** Those of the given indicators that exist, in the order given. */
  List<Structure> find(Collection<String> indicators) {
    // Asked before they are loaded: what changes in between is loaded again the next time.
    long revision = definitions.revision();
    List<Structure> found = new ArrayList<>();
    for (String id : indicators) {
      Kept known = kept.get(id);
      if (known != null && known.revision() == revision) {
        found.add(known.structure());
      } else {
        definitions
            .indicator(id)
            .ifPresent(
                indicator -> {
                  Structure structure = load(indicator);
                  kept.put(id, new Kept(revision, structure));
                  found.add(structure);
                });
      }
    }
    return found;
  }

  private Structure load(IndicatorSummary indicator) {
    Map<String, Set<String>> codes = new LinkedHashMap<>();
    for (Breakdown breakdown : indicator.breakdowns()) {
      codes.put(breakdown.id(), definitions.codes(breakdown.codelist()));
    }
    return new Structure(indicator, definitions.measuresOf(indicator.id()), codes);
  }
}
