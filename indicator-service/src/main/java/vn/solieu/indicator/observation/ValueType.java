package vn.solieu.indicator.observation;

/** Whether a figure says what was, or what should, could or will be. */
public enum ValueType {
  ACTUAL,
  PLAN,
  TARGET,
  SCENARIO,
  FORECAST
}
