package vn.solieu.indicator.form;

/** On which way figures come in. In every route two persons act. */
public enum Route {
  /** A department or commune reports what it keeps. */
  DEPARTMENT,
  /** The statistics office reports its own survey. */
  OFFICE_SURVEY,
  /** The national office's figures for the province are taken over. */
  INBOUND,
  /** A survey of the province itself; the chair of the People's Committee publishes it. */
  PEOPLES_COMMITTEE
}
