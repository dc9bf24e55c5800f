package vn.solieu.platform.security;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an act touches. A part that the act does not touch is null and asks for no right.
 *
 * @param agency id of the agency for which it is done
 * @param area id of the area concerned
 * @param form id of the reporting form
 */
public record Scope(@Nullable String agency, @Nullable String area, @Nullable String form) {

  /** An act on the whole installation. */
  public static Scope everywhere() {
    return new Scope(null, null, null);
  }

  public static Scope agency(String id) {
    return new Scope(id, null, null);
  }

  public Scope area(String id) {
    return new Scope(agency, id, form);
  }

  public Scope form(String id) {
    return new Scope(agency, area, id);
  }

  /** As in {@code agency SO-CT, form BM-01}; empty for {@link #everywhere()}. */
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    if (agency != null) {
      parts.add("agency " + agency);
    }
    if (area != null) {
      parts.add("area " + area);
    }
    if (form != null) {
      parts.add("form " + form);
    }
    return String.join(", ", parts);
  }
}
