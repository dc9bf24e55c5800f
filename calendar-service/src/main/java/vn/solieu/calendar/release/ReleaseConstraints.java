package vn.solieu.calendar.release;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import vn.solieu.platform.problem.ConstraintProblem;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.problem.Text;

/** What two callers at once can run into, although each was checked before. */
@Dependent
class ReleaseConstraints {

  @Produces
  @Singleton
  ConstraintProblem listedOnce() {
    return new ConstraintProblem(
        "release_content_listed_once",
        ProblemType.CONFLICT_OF_STATE,
        Text.of(
            "Nội dung này đã thuộc một đợt khác.", "This content is listed in another release."));
  }

  @Produces
  @Singleton
  ConstraintProblem idTaken() {
    return new ConstraintProblem(
        "release_pkey",
        ProblemType.CONFLICT_OF_STATE,
        Text.of("Mã này đã có đợt phổ biến khác dùng.", "Another release has this id."));
  }
}
