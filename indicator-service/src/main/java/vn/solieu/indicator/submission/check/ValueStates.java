package vn.solieu.indicator.submission.check;

import vn.solieu.platform.problem.LocalizedText;

/** The value states as messages name them. */
public final class ValueStates {

  private ValueStates() {}

  /** The Vietnamese name with the word that a file gives. */
  public static LocalizedText describe(String state) {
    String vi =
        switch (state) {
          case "value" -> "có số liệu";
          case "nil" -> "không phát sinh";
          case "below-unit" -> "nhỏ hơn đơn vị";
          case "not-collected" -> "chưa thu thập được";
          case "not-reported" -> "chưa báo cáo";
          case "not-applicable" -> "không áp dụng";
          default -> state;
        };
    return LocalizedText.of("\"%s\" (%s)".formatted(vi, state), "\"%s\"".formatted(state));
  }
}
