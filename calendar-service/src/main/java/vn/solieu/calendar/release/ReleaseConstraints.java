package vn.solieu.calendar.release;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import vn.solieu.platform.problem.ConstraintProblem;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.ProblemType;

/** What two callers at once can run into, although each was checked before. */
@Dependent
class ReleaseConstraints {

  static final LocalizedText LISTED_ELSEWHERE =
      LocalizedText.of(
          "Nội dung này đã thuộc một đợt khác; gỡ khỏi đợt đó trước, hoặc dùng nội dung khác.",
          "This content is listed in another release; detach it there first, or attach another.");

  static final LocalizedText ID_TAKEN =
      LocalizedText.of(
          "Mã này đã có đợt phổ biến khác dùng; chọn mã khác, hoặc bỏ id để máy chủ đặt mã.",
          "Another release has this id; choose another, or leave it out and be given one.");

  @Produces
  @Singleton
  ConstraintProblem listedOnce() {
    return new ConstraintProblem(
        "release_content_listed_once", ProblemType.CONFLICT_OF_STATE, LISTED_ELSEWHERE);
  }

  @Produces
  @Singleton
  ConstraintProblem idTaken() {
    return new ConstraintProblem("release_pkey", ProblemType.CONFLICT_OF_STATE, ID_TAKEN);
  }
}
