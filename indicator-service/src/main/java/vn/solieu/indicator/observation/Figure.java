package vn.solieu.indicator.observation;

import org.jspecify.annotations.Nullable;

/**
 * The figure that holds in a cell.
 *
 * @param period Period.code
 * @param value plain decimal, rounded as it was published; null where none is shown
 * @param opened the publication that made it public; null as long as it is not
 * @param notice why it was changed or taken back; null for a figure that came as planned
 */
record Figure(
    int period,
    @Nullable String value,
    String valueState,
    String level,
    @Nullable Integer round,
    String reason,
    String origin,
    String confidentiality,
    @Nullable Opened opened,
    @Nullable String notice) {

  /**
   * @param publishedAt RFC 3339, in the time of Viet Nam
   * @param reconstructed the instant follows from a rule, there is no record of it
   */
  record Opened(
      String release, String publishedAt, boolean reconstructed, @Nullable String notice) {}
}
