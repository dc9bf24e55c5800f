package vn.solieu.indicator.submission;

import java.util.Set;

/** The life of a submission. */
public enum SubmissionState {
  /** Checked and found wrong; it has findings and no figures. */
  REFUSED("bị từ chối"),
  /** Its figures wait for the office's decision. */
  RECEIVED("chờ thẩm định"),
  /** The office has taken its figures over. */
  ACCEPTED("đã chấp nhận"),
  /** The office has given it back, also after it was accepted, until its figures are public. */
  RETURNED("đã trả lại"),
  /** Its agency has taken it back before the office decided. */
  WITHDRAWN("đã rút lại");

  private final String nameVi;

  SubmissionState(String nameVi) {
    this.nameVi = nameVi;
  }

  public String nameVi() {
    return nameVi;
  }

  /** What may become of it. */
  public boolean mayBecome(SubmissionState next) {
    return switch (this) {
      case RECEIVED -> Set.of(ACCEPTED, RETURNED, WITHDRAWN).contains(next);
      case ACCEPTED -> next == RETURNED;
      case REFUSED, RETURNED, WITHDRAWN -> false;
    };
  }
}
