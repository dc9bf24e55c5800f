package vn.solieu.platform.security;

/** The roles of the platform, as they stand in tokens, grants and {@code @RolesAllowed}. */
public final class Roles {

  /** Pushes an agency's figures. */
  public static final String REPORTER = "reporter";

  /** Signs for an agency. */
  public static final String HEAD = "head";

  /** Defines indicators, forms and rounds; works in the statistics office. */
  public static final String STATISTICIAN = "statistician";

  /** Accepts or returns submissions. */
  public static final String APPRAISER = "appraiser";

  /** Approves the year's release calendar. */
  public static final String CALENDAR_APPROVER = "calendar-approver";

  /** Approves the year's list of products: the chairman of the People's Committee. */
  public static final String LIST_APPROVER = "list-approver";

  /** Seals releases and confirms external publications. */
  public static final String RELEASE_OFFICER = "release-officer";

  /** Runs the installation. Not a substitute for the second person where two must act. */
  public static final String ADMIN = "admin";

  private Roles() {}
}
