package vn.solieu.indicator.appraisal;

import vn.solieu.indicator.form.Appraisal;
import vn.solieu.indicator.form.Form;
import vn.solieu.platform.security.Act;
import vn.solieu.platform.security.Caller;

/** Who may decide on what was sent (Statistics Law art. 47). */
final class AppraisalPolicy {

  private AppraisalPolicy() {}

  /** Whether a grant allows an act on all that was sent, as data of this agency. */
  @FunctionalInterface
  interface Granted {
    boolean allows(Act act, String agency);
  }

  /**
   * The office's appraisers; and where the publisher answers for the figures alone, or has only to
   * hear the office's opinion, the head of the publisher too.
   *
   * @param sender id of the agency that sent it
   */
  static boolean mayAppraise(Form form, String sender, Caller caller, Granted granted) {
    boolean office = granted.allows(Act.APPRAISE, sender);
    boolean publisher =
        form.appraisal() != Appraisal.ACCEPTANCE
            && caller.agency().equals(form.publisher())
            && granted.allows(Act.SIGN, form.publisher());
    return office || publisher;
  }
}
