package vn.solieu.indicator.area;

import vn.solieu.platform.problem.LocalizedText;

/** What a caller's id or code turned out to be. */
public sealed interface Resolution permits Area, Resolution.Refused {

  /**
   * No unit, or more than one.
   *
   * @param rule the id of the rule, for the {@code errors[]} of a problem
   */
  record Refused(String rule, LocalizedText message) implements Resolution {}
}
