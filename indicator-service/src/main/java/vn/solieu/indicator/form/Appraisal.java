package vn.solieu.indicator.form;

import org.jspecify.annotations.Nullable;
import vn.solieu.indicator.definition.EnumCodec;
import vn.solieu.platform.problem.LocalizedText;

/** What the office does with a submission of the form (Statistics Law art. 47). */
public enum Appraisal {
  /** The office accepts or returns it. */
  ACCEPTANCE,
  /** The office gives an opinion; the publisher decides. */
  OPINION,
  /** The publisher answers for it alone. */
  NONE;

  /**
   * What is asked for and not done would let figures through on other people's word than the form
   * says.
   */
  static final LocalizedText NOT_CARRIED_OUT =
      LocalizedText.of(
          "Hệ thống mới thực hiện thẩm định acceptance: cơ quan thống kê chấp nhận hoặc trả lại.",
          "Of the appraisals only acceptance is carried out so far: the statistics office accepts or"
              + " returns.");

  /** Whether figures of forms with this appraisal can be decided on as it says. */
  static boolean isCarriedOut(@Nullable String word) {
    return !EnumCodec.of(OPINION).equals(word) && !EnumCodec.of(NONE).equals(word);
  }
}
