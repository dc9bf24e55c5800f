package vn.solieu.indicator.observation;

import org.jspecify.annotations.Nullable;

/**
 * The figure that holds in a cell.
 *
 * @param period Period.code
 * @param value plain decimal, rounded as it was published; null where none is shown
 * @param attributes one object for figures one after another that have the same
 */
record Observation(int period, @Nullable String value, Attributes attributes) {

  /**
   * What a figure says of itself besides its value.
   *
   * @param level null for what was not, but should, could or will be
   * @param opened the publication that made it public; null as long as it is not
   * @param notice why it was changed or taken back; none for a figure that came as planned
   * @param justification what the sender answered to a soft finding; null for the public
   */
  record Attributes(
      String valueState,
      @Nullable String level,
      @Nullable Integer round,
      String reason,
      String origin,
      String confidentiality,
      @Nullable Opened opened,
      Notice notice,
      @Nullable String justification) {

    Attributes madePublicBy(Opened publication, Notice why) {
      return new Attributes(
          valueState,
          level,
          round,
          reason,
          origin,
          confidentiality,
          publication,
          why,
          justification);
    }

    Attributes withoutLevel() {
      return new Attributes(
          valueState, null, null, reason, origin, confidentiality, opened, notice, justification);
    }

    Attributes from(String otherReason, String otherOrigin) {
      return new Attributes(
          valueState,
          level,
          round,
          otherReason,
          otherOrigin,
          confidentiality,
          opened,
          notice,
          justification);
    }

    /** The one before, if it says the same: one object is soon compared with itself. */
    Attributes or(@Nullable Attributes before) {
      return before != null && before.equals(this) ? before : this;
    }
  }

  /**
   * @param publishedAt RFC 3339, in the time of Viet Nam
   * @param reconstructed the instant follows from a rule, there is no record of it
   */
  record Opened(String release, String publishedAt, boolean reconstructed, Notice notice) {}

  /**
   * What readers are told, in Vietnamese and in English.
   *
   * @param en null where nobody told it in English
   */
  record Notice(@Nullable String vi, @Nullable String en) {

    static final Notice NONE = new Notice(null, null);
  }
}
