package vn.solieu.indicator.appraisal;

import vn.solieu.indicator.form.Appraisal;
import vn.solieu.indicator.form.Form;
import vn.solieu.platform.security.Caller;
import vn.solieu.platform.security.Roles;
import vn.solieu.platform.security.Scope;

/** Who may decide on what was sent (Statistics Law art. 47). */
final class AppraisalPolicy {

  private AppraisalPolicy() {}

  /**
   * The office's appraisers; and where the publisher answers for the figures alone, or has only to
   * hear the office's opinion, the head of the publisher too.
   */
  static boolean mayAppraise(Form form, Caller caller) {
    boolean office = caller.may(Roles.APPRAISER, Scope.everywhere().form(form.id()));
    boolean publisher =
        form.appraisal() != Appraisal.ACCEPTANCE
            && caller.agency().equals(form.publisher())
            && caller.may(Roles.HEAD, Scope.agency(form.publisher()).form(form.id()));
    return office || publisher;
  }
}
