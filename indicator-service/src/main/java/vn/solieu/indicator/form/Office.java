package vn.solieu.indicator.form;

import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.problem.Text;
import vn.solieu.platform.security.Caller;
import vn.solieu.platform.security.Roles;
import vn.solieu.platform.security.Scope;

/** Who may define forms and issue them. */
final class Office {

  private Office() {}

  /**
   * @throws ProblemException 403 unless a grant in force makes the caller a statistician or an
   *     administrator for this form
   */
  static void requireEditor(Caller caller, String form) {
    Scope scope = Scope.everywhere().form(form);
    if (!caller.may(Roles.STATISTICIAN, scope) && !caller.may(Roles.ADMIN, scope)) {
      throw new ProblemException(
          ProblemType.FORBIDDEN,
          Text.of(
              "Cần vai trò statistician hoặc admin còn hiệu lực cho: " + scope + ".",
              "A grant in force for the role statistician or admin is needed for: " + scope + "."));
    }
  }
}
