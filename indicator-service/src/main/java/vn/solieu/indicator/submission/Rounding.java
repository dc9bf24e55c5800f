package vn.solieu.indicator.submission;

/** What publishing a number, rounded half up to the decimals of its measure, takes from it. */
enum Rounding {
  NOTHING,
  DIGITS,
  /** It is not zero, and zero is published. */
  ALL;

  /**
   * @param number with a decimal point, or none
   */
  static Rounding of(String number, int decimals) {
    int first = number.indexOf('.') + 1 + decimals; // of the decimals that are not published
    if (first == decimals || first >= number.length() || isZero(number, first, number.length())) {
      return NOTHING;
    }
    return number.charAt(first) < '5' && isZero(number, 0, first) ? ALL : DIGITS;
  }

  private static boolean isZero(String number, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = number.charAt(i);
      if (c >= '1' && c <= '9') {
        return false;
      }
    }
    return true;
  }
}
