package vn.solieu.platform.security;

import static vn.solieu.platform.security.Roles.ADMIN;
import static vn.solieu.platform.security.Roles.APPRAISER;
import static vn.solieu.platform.security.Roles.CALENDAR_APPROVER;
import static vn.solieu.platform.security.Roles.HEAD;
import static vn.solieu.platform.security.Roles.RELEASE_OFFICER;
import static vn.solieu.platform.security.Roles.REPORTER;
import static vn.solieu.platform.security.Roles.STATISTICIAN;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a caller does, with the roles in which it may be done. On whose data is said by the {@link
 * Scope}, and what a grant is worth before it comes to that by {@link Access}.
 */
public enum Act {
  /**
   * Defines: agencies, areas, indicators, forms, working days, products; issues and cancels rounds.
   */
  DEFINE(STATISTICIAN, ADMIN),

  /** Reads which form is issued, who owes it, and until when. Nothing of it is a figure. */
  READ_ROUND(REPORTER, HEAD, STATISTICIAN, APPRAISER, RELEASE_OFFICER, CALENDAR_APPROVER, ADMIN),

  /** Pushes figures, or takes them back before they are decided on. */
  REPORT(REPORTER, HEAD, STATISTICIAN),

  /** Accepts or returns figures for the statistics office. */
  APPRAISE(APPRAISER),

  /** Decides on figures for the agency that publishes them. */
  SIGN(HEAD),

  /**
   * Reads what was reported and is not public: figures, findings, remarks, notices. Not the
   * administrator.
   */
  READ_REPORTED(REPORTER, HEAD, STATISTICIAN, APPRAISER, RELEASE_OFFICER, CALENDAR_APPROVER),

  /** Asks whether a release may list a content. The answer holds no figure. */
  CHECK_FOR_RELEASE(
      REPORTER, HEAD, STATISTICIAN, APPRAISER, RELEASE_OFFICER, CALENDAR_APPROVER, ADMIN),

  /** Plans a live release: its date, its contents, its seal. */
  PLAN_RELEASE(RELEASE_OFFICER),

  /** Makes the instant of a release bind. */
  CONFIRM_RELEASE(CALENDAR_APPROVER),

  /** Confirms that another publisher has published, beside the one who reported it. */
  CONFIRM_REPORT(RELEASE_OFFICER, CALENDAR_APPROVER),

  /** Records what was published before this system. */
  RECORD_ARCHIVE(ADMIN),

  /** Reads releases and editions that the public does not see yet. Not the administrator. */
  READ_UNRELEASED(STATISTICIAN, APPRAISER, RELEASE_OFFICER, CALENDAR_APPROVER),

  /** Reads archive releases before they are recorded, beside those who may read all. */
  READ_ARCHIVE(STATISTICIAN, APPRAISER, RELEASE_OFFICER, CALENDAR_APPROVER, ADMIN),

  /** Keeps the installation running. */
  OPERATE(ADMIN);

  private final Set<String> roles;

  Act(String... roles) {
    this.roles = Collections.unmodifiableSet(new LinkedHashSet<>(List.of(roles)));
  }

  /** Any of these is enough. */
  public Set<String> roles() {
    return roles;
  }
}
