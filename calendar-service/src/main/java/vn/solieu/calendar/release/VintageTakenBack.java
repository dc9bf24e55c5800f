package vn.solieu.calendar.release;

import static java.util.Objects.requireNonNull;

/**
 * What the calendar needs of {@code vn.solieu.indicator.submission.returned.v1} and {@code
 * …withdrawn.v1}: the vintage stays in this state for good.
 */
record VintageTakenBack(String vintage, String state) {

  VintageTakenBack {
    requireNonNull(vintage);
    requireNonNull(state);
  }
}
