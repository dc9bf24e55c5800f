package vn.solieu.indicator.observation;

/** Why a figure was sent. */
public enum Reason {
  /** Nothing was known of the cell. */
  FIRST,
  /** A later level or round of the figure, as planned. */
  SCHEDULED,
  CORRECTION,
  METHOD,
  BOUNDARY,
  /** The published figure is taken back; none takes its place. */
  WITHDRAWN;

  /** Whether it may replace a figure of a higher level, given that readers are told why. */
  boolean overridesLevel() {
    return this == CORRECTION || this == METHOD;
  }
}
