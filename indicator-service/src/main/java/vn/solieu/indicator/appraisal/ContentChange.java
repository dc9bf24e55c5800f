package vn.solieu.indicator.appraisal;

import static java.util.Objects.requireNonNull;

/**
 * What this service needs of {@code vn.solieu.calendar.content.attached.v1} and {@code
 * …detached.v1}.
 */
record ContentChange(String contentType, String contentId, String releaseId) {

  ContentChange {
    requireNonNull(contentType);
    requireNonNull(contentId);
    requireNonNull(releaseId);
  }
}
