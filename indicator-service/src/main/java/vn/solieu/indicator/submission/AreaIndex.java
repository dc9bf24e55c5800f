package vn.solieu.indicator.submission;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All units of territory, to find the one that a row means. A figure belongs to a unit that is in
 * force at the end of its period (rule V19); a bare code, which begins with a digit, means the unit
 * that holds it then.
 */
final class AreaIndex {

  /**
   * A time in which nothing about a unit changed, in months counted from year 0: those at whose
   * last day it was in force.
   */
  private record Span(@Nullable String code, int parent, int firstMonth, int lastMonth) {
    boolean covers(int month) {
      return firstMonth <= month && month <= lastMonth;
    }
  }

  private record Succession(LocalDate effective, Unit successor) {}

  /** A unit of territory. */
  static final class Unit {
    private final int key;
    private final String id;
    private final List<Span> spans = new ArrayList<>(1);
    private final List<Succession> successions = new ArrayList<>(0);

    private Unit(int key, String id) {
      this.key = key;
      this.id = id;
    }

    int key() {
      return key;
    }

    String id() {
      return id;
    }

    private @Nullable Span at(int month) {
      for (Span span : spans) {
        if (span.covers(month)) {
          return span;
        }
      }
      return null;
    }
  }

  /** What a row's text turned out to mean. */
  sealed interface Answer {
    record Found(Unit unit) implements Answer {}

    record Unknown() implements Answer {}

    /**
     * @param instead what holds its territory then, where that is known
     */
    record NotInPeriod(Unit unit, List<Unit> instead) implements Answer {}

    /** A code that several units hold at once. */
    record Ambiguous(List<Unit> units) implements Answer {}
  }

  private final Map<Integer, Unit> byKey = new HashMap<>();
  private final Map<String, Unit> byId = new HashMap<>();
  private final Map<String, List<Unit>> byCode = new HashMap<>();

  void add(
      int key,
      String id,
      @Nullable String code,
      @Nullable Integer parent,
      @Nullable LocalDate validFrom,
      @Nullable LocalDate validTo) {
    Unit unit = byKey.computeIfAbsent(key, k -> new Unit(k, id));
    byId.put(id, unit);
    unit.spans.add(
        new Span(
            code,
            parent == null ? 0 : parent,
            validFrom == null ? Integer.MIN_VALUE : month(YearMonth.from(validFrom)),
            validTo == null ? Integer.MAX_VALUE : lastMonth(validTo)));
    if (code != null) {
      List<Unit> holders = byCode.computeIfAbsent(code, c -> new ArrayList<>(2));
      if (!holders.contains(unit)) {
        holders.add(unit);
      }
    }
  }

  /** After both units were added. */
  void addSuccession(int predecessor, int successor, LocalDate effective) {
    Unit from = byKey.get(predecessor);
    Unit to = byKey.get(successor);
    if (from != null && to != null) {
      from.successions.add(new Succession(effective, to));
    }
  }

  Answer find(String idOrCode, YearMonth end) {
    int month = month(end);
    Unit unit = byId.get(idOrCode);
    if (unit != null) {
      return unit.at(month) != null
          ? new Answer.Found(unit)
          : new Answer.NotInPeriod(unit, successors(unit, end));
    }
    List<Unit> holders = byCode.getOrDefault(idOrCode, List.of());
    List<Unit> then =
        holders.stream()
            .filter(
                holder -> {
                  Span span = holder.at(month);
                  return span != null && idOrCode.equals(span.code);
                })
            .toList();
    if (then.size() == 1) {
      return new Answer.Found(then.getFirst());
    }
    if (then.size() > 1) {
      return new Answer.Ambiguous(then);
    }
    return holders.isEmpty()
        ? new Answer.Unknown()
        : new Answer.NotInPeriod(
            holders.getFirst(),
            holders.stream().flatMap(h -> successors(h, end).stream()).toList());
  }

  /** The parts of a unit at the end of a month. */
  Set<Integer> childrenOf(String id, YearMonth end) {
    int month = month(end);
    Set<Integer> children = new HashSet<>();
    Unit parent = byId.get(id);
    if (parent != null) {
      for (Unit unit : byKey.values()) {
        Span span = unit.at(month);
        if (span != null && span.parent == parent.key) {
          children.add(unit.key);
        }
      }
    }
    return children;
  }

  /**
   * Those that stand for a unit at the end of a month: itself, or else what holds its territory
   * then. Empty before it came about.
   */
  List<Unit> standingFor(String id, YearMonth end) {
    Unit unit = byId.get(id);
    if (unit == null) {
      return List.of();
    }
    return unit.at(month(end)) != null ? List.of(unit) : successors(unit, end);
  }

  Unit byKey(int key) {
    Unit unit = byKey.get(key);
    if (unit == null) {
      throw new IllegalArgumentException("No area has the key " + key);
    }
    return unit;
  }

  /** Follows successions until units that are in force at that time. */
  private static List<Unit> successors(Unit unit, YearMonth end) {
    List<Unit> found = new ArrayList<>();
    collect(unit, end, found, new HashSet<>());
    found.sort(Comparator.comparing(Unit::id));
    return found;
  }

  private static void collect(Unit unit, YearMonth end, List<Unit> found, Set<Unit> seen) {
    for (Succession succession : unit.successions) {
      Unit successor = succession.successor;
      if (succession.effective.isAfter(end.atEndOfMonth()) || !seen.add(successor)) {
        continue;
      }
      if (successor.at(month(end)) != null) {
        found.add(successor);
      } else {
        collect(successor, end, found, seen);
      }
    }
  }

  private static int month(YearMonth month) {
    return month.getYear() * 12 + month.getMonthValue() - 1;
  }

  /** The last month at whose last day a unit is in force that ends on this day. */
  private static int lastMonth(LocalDate validTo) {
    YearMonth month = YearMonth.from(validTo);
    return validTo.equals(month.atEndOfMonth()) ? month(month) : month(month) - 1;
  }
}
