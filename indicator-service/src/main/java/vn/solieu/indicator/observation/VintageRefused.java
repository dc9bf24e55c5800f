package vn.solieu.indicator.observation;

import java.time.OffsetDateTime;

/**
 * Event: a publication listed a content that stayed closed. The release holds it no longer.
 *
 * @param contentId as it was listed: nothing may have this id
 * @param cause as {@link VintageDocument.Refused} tells it
 * @param at when it was refused
 */
record VintageRefused(
    String contentType,
    String contentId,
    String releaseId,
    long sequence,
    String cause,
    OffsetDateTime at) {

  static final String TYPE = "vn.solieu.indicator.vintage.refused.v1";
}
