package vn.solieu.indicator.observation;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import vn.solieu.indicator.definition.Measure;
import vn.solieu.platform.version.EntityTag;

/**
 * A query whose names are all known.
 *
 * @param revision of the definitions in which they are
 * @param structures of the indicators asked for
 * @param measures by key: those asked for, or all of the indicators
 * @param areas keys by id; empty for all
 */
record Selection(
    long revision,
    ObservationQuery query,
    List<DataStructure> structures,
    Map<Integer, Measure> measures,
    SortedMap<String, Integer> areas) {

  List<Integer> indicatorKeys() {
    return structures.stream().map(structure -> structure.indicator().key()).toList();
  }

  /** Every dimension of the indicators, in the order of their definitions. */
  List<String> dimensions() {
    return structures.stream()
        .flatMap(structure -> structure.codes().keySet().stream())
        .distinct()
        .toList();
  }

  /** One fixed spelling of what is asked for; a code counts as the area that it means. */
  String canonical() {
    return EntityTag.of(
            query.indicators(),
            query.measures(),
            areas.keySet(),
            query.dimensions(),
            query.valueTypes(),
            EntityTag.of(query.variants().toArray()).value(),
            String.valueOf(query.accumulation()),
            query.levels(),
            query.frequencies(),
            String.valueOf(query.from()),
            String.valueOf(query.to()),
            String.valueOf(query.first()),
            String.valueOf(query.last()),
            String.valueOf(query.asOf()),
            String.valueOf(query.release()),
            String.valueOf(query.boundary()))
        .value();
  }
}
