package vn.solieu.platform.security;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.problem.LocalizedText;

/**
 * Whose data an act touches, on three sides. A side is null when nothing is said of it: the act may
 * then touch all of that side, and only a grant without a bound there allows it. It is empty when
 * the act touches nothing of that side, as the reading of a round touches no area's figures.
 *
 * @param agencies ids of the agencies whose data it is
 * @param areas ids of the areas that it has figures of
 * @param forms ids of the reporting forms
 */
public record Scope(
    @Nullable Set<String> agencies, @Nullable Set<String> areas, @Nullable Set<String> forms) {

  private static final int NAMED = 10;

  public Scope {
    agencies = agencies == null ? null : Set.copyOf(agencies);
    areas = areas == null ? null : Set.copyOf(areas);
    forms = forms == null ? null : Set.copyOf(forms);
  }

  /** An act on the whole installation. */
  public static Scope everywhere() {
    return new Scope(null, null, null);
  }

  public static Scope agency(String id) {
    return new Scope(Set.of(id), null, null);
  }

  /** An act that touches the data of no agency and no area. */
  public static Scope noAgency() {
    return new Scope(Set.of(), Set.of(), Set.of());
  }

  /** Of all these agencies at once. */
  public static Scope agencies(Collection<String> ids) {
    return new Scope(Set.copyOf(ids), null, null);
  }

  public Scope form(String id) {
    return new Scope(agencies, areas, Set.of(id));
  }

  /** In all these areas at once; none: it touches no area's figures. */
  public Scope areas(Collection<String> ids) {
    return new Scope(agencies, Set.copyOf(ids), forms);
  }

  /** As in {@code agency SO-CT, form BM-01}. */
  public LocalizedText label() {
    List<String> vi = new ArrayList<>();
    List<String> en = new ArrayList<>();
    tell("cơ quan", agencies, vi);
    tell("agency", agencies, en);
    tell("biểu", forms, vi);
    tell("form", forms, en);
    tell("địa bàn", areas, vi);
    tell("area", areas, en);
    return vi.isEmpty()
        ? LocalizedText.of("toàn hệ thống", "the whole installation")
        : LocalizedText.of(String.join(", ", vi), String.join(", ", en));
  }

  private static void tell(String side, @Nullable Set<String> ids, List<String> parts) {
    if (ids != null && !ids.isEmpty()) {
      String named = ids.stream().sorted().limit(NAMED).collect(Collectors.joining(" "));
      parts.add(side + " " + named + (ids.size() > NAMED ? " …" : ""));
    }
  }
}
