package vn.solieu.indicator.observation;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import vn.solieu.indicator.area.Area;
import vn.solieu.indicator.area.Areas;
import vn.solieu.indicator.area.Resolution;
import vn.solieu.indicator.definition.Definitions;
import vn.solieu.indicator.definition.Measure;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.Violation;
import vn.solieu.platform.problem.Violations;

/** Looks up the names of a query. Definitions and areas are public, so nothing here is gated. */
@ApplicationScoped
class Selections {

  private final Definitions definitions;
  private final Areas areas;

  /** Of no revision yet. */
  private volatile StructureCache names;

  Selections(Definitions definitions, Areas areas) {
    this.definitions = definitions;
    this.areas = areas;
    this.names = new StructureCache(-1, definitions, areas);
  }

  /** What was resolved so far is of another revision than this one, which a snapshot has. */
  void renew(long revision) {
    names = new StructureCache(revision, definitions, areas);
  }

  /**
   * What comes of it, also what it finds wrong, is true if a snapshot that is taken afterwards has
   * the revision that the selection says.
   *
   * @param boundary the day on which a bare code is looked up
   * @param violations takes what is not known; the selection is of use only when it took nothing
   */
  Selection resolve(ObservationQuery query, LocalDate boundary, Violations violations) {
    StructureCache names = this.names;
    List<DataStructure> found = names.structures(query.indicators());
    Map<String, DataStructure> byId =
        found.stream().collect(toMap(s -> s.indicator().id(), Function.identity()));
    for (String id : query.indicators()) {
      if (!byId.containsKey(id)) {
        unknown(violations, "indicator", id, "chỉ tiêu", "indicator");
      }
    }
    // A misspelt indicator would make every measure and dimension unknown as well.
    if (byId.size() == query.indicators().size()) {
      checkDimensions(query, found, violations);
    }
    return new Selection(
        names.revision(),
        query,
        found,
        measures(query, found, violations),
        areas(names, query, boundary, violations));
  }

  private static void checkDimensions(
      ObservationQuery query, List<DataStructure> found, Violations violations) {
    query
        .dimensions()
        .forEach(
            (dimension, codes) -> {
              List<DataStructure> having =
                  found.stream().filter(s -> s.codes().containsKey(dimension)).toList();
              if (having.isEmpty()) {
                String known =
                    found.stream()
                        .flatMap(s -> s.codes().keySet().stream())
                        .distinct()
                        .collect(joining(", "));
                violations.add(
                    Violation.inParameter(
                        dimension,
                        "unknown-parameter",
                        LocalizedText.of(
                            "Không có tham số hay phân tổ này. Phân tổ của chỉ tiêu: %s."
                                .formatted(known.isEmpty() ? "không có" : known),
                            "There is no such parameter or breakdown. Breakdowns of the indicator: %s."
                                .formatted(known.isEmpty() ? "none" : known))));
                return;
              }
              for (String code : codes) {
                if (having.stream()
                    .noneMatch(s -> s.codes().getOrDefault(dimension, Set.of()).contains(code))) {
                  unknown(violations, dimension, code, "mã", "code");
                }
              }
            });
  }

  private static Map<Integer, Measure> measures(
      ObservationQuery query, List<DataStructure> found, Violations violations) {
    List<Measure> all = found.stream().flatMap(s -> s.measures().stream()).toList();
    if (query.measures().isEmpty()) {
      return byKey(all);
    }
    Map<String, Measure> byId = all.stream().collect(toMap(Measure::id, Function.identity()));
    List<Measure> asked = new ArrayList<>();
    for (String id : query.measures()) {
      Measure measure = byId.get(id);
      if (measure == null) {
        unknown(violations, "measure", id, "đại lượng", "measure");
      } else {
        asked.add(measure);
      }
    }
    return byKey(asked);
  }

  private static Map<Integer, Measure> byKey(List<Measure> measures) {
    Map<Integer, Measure> byKey = new LinkedHashMap<>();
    measures.forEach(measure -> byKey.put(measure.key(), measure));
    return byKey;
  }

  private SortedMap<String, Integer> areas(
      StructureCache names, ObservationQuery query, LocalDate boundary, Violations violations) {
    SortedMap<String, Integer> keys = new TreeMap<>();
    if (query.areas().isEmpty()) {
      return keys;
    }
    Map<String, Area> byId = names.areas(query.areas());
    for (String idOrCode : query.areas()) {
      Resolution resolution =
          byId.containsKey(idOrCode) ? byId.get(idOrCode) : areas.resolve(idOrCode, boundary);
      switch (resolution) {
        case Area area -> keys.put(area.id(), area.key());
        case Resolution.Refused refused ->
            violations.add(Violation.inParameter("area", refused.rule(), refused.message()));
      }
    }
    return keys;
  }

  private static void unknown(
      Violations violations, String parameter, String value, String vi, String en) {
    violations.add(
        Violation.inParameter(
            parameter,
            "unknown",
            LocalizedText.of(
                "Không có %s '%.64s'.".formatted(vi, value),
                "There is no %s '%.64s'.".formatted(en, value))));
  }
}
