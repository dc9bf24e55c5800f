package vn.solieu.indicator.form;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The columns of a form's file: the fixed ones, then its breakdowns by name. */
public final class Columns {

  public static final int MEASURE = 0;
  public static final int AREA = 1;
  public static final int PERIOD = 2;
  public static final int VALUE = 3;
  public static final int ACCUMULATION = 4;
  public static final int LEVEL = 5;
  public static final int ROUND = 6;
  public static final int VALUE_TYPE = 7;
  public static final int VARIANT = 8;
  public static final int VALUE_STATE = 9;
  public static final int UNIT = 10;
  public static final int JUSTIFICATION = 11;
  public static final int REASON = 12;

  private static final List<String> FIXED =
      List.of(
          "measure",
          "area",
          "period",
          "value",
          "accumulation",
          "level",
          "round",
          "valueType",
          "variant",
          "valueState",
          "unit",
          "justification",
          "reason");

  /** The columns without which no row can be understood. */
  public static final List<String> REQUIRED = FIXED.subList(MEASURE, VALUE + 1);

  private final List<String> names;
  private final Map<String, Integer> places = new HashMap<>();

  public Columns(Form form) {
    Set<String> dimensions = new TreeSet<>();
    form.blocks().forEach(block -> dimensions.addAll(block.breakdowns().keySet()));
    List<String> all = new ArrayList<>(FIXED);
    all.addAll(dimensions);
    names = List.copyOf(all);
    for (int i = 0; i < names.size(); i++) {
      places.put(names.get(i), i);
    }
  }

  static boolean isFixed(String name) {
    return FIXED.contains(name);
  }

  public int count() {
    return names.size();
  }

  public String name(int place) {
    return names.get(place);
  }

  public List<String> names() {
    return names;
  }

  public List<String> dimensions() {
    return names.subList(FIXED.size(), names.size());
  }

  public boolean has(String name) {
    return places.containsKey(name);
  }

  /**
   * The column that a heading names, in upper or lower case where no two columns differ by that
   * alone. Null when the form has none.
   */
  public @Nullable Integer placeOfHeading(String name) {
    Integer exact = places.get(name);
    if (exact != null) {
      return exact;
    }
    List<String> like = names.stream().filter(name::equalsIgnoreCase).toList();
    return like.size() == 1 ? places.get(like.getFirst()) : null;
  }

  /** Null when the form has no such column. */
  public @Nullable Integer place(String name) {
    return places.get(name);
  }
}
