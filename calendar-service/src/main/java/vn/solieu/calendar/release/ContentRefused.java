package vn.solieu.calendar.release;

import static java.util.Objects.requireNonNull;

/**
 * What the calendar needs of {@code vn.solieu.indicator.vintage.refused.v1} and {@code
 * vn.solieu.catalog.edition.refused.v1}.
 *
 * @param sequence the publication that listed the content
 */
record ContentRefused(
    String contentType, String contentId, String releaseId, long sequence, String cause) {

  ContentRefused {
    requireNonNull(contentType);
    requireNonNull(contentId);
    requireNonNull(releaseId);
    requireNonNull(cause);
  }
}
