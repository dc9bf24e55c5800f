package vn.solieu.calendar.release;

/**
 * What the calendar needs of {@code vn.solieu.indicator.submission.returned.v1} and {@code
 * …withdrawn.v1}: the vintage stays in this state for good.
 */
record VintageTakenBack(String vintage, String state) {}
