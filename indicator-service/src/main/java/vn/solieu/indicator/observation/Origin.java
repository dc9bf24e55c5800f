package vn.solieu.indicator.observation;

/** Where a figure comes from. Readers see it with every figure. */
public enum Origin {
  REPORTED,
  /** Put together later from other sources. */
  RECONSTRUCTED,
  /** Invented, to show how something works. */
  EXAMPLE,
  /** Computed from other figures. */
  DERIVED
}
