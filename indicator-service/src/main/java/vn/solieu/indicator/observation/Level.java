package vn.solieu.indicator.observation;

/** How complete a figure is, in rising order. */
public enum Level {
  ESTIMATE,
  PRELIMINARY,
  OFFICIAL
}
