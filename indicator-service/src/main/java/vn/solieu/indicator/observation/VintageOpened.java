package vn.solieu.indicator.observation;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/**
 * Event: figures have become public. It says which, and never what they are.
 *
 * @param publishedAt when the public saw them; in the past for an archive release
 */
record VintageOpened(
    UUID id,
    String releaseId,
    long sequence,
    OffsetDateTime publishedAt,
    List<VintageDocument.Part> indicators) {

  static final String TYPE = "vn.solieu.indicator.vintage.opened.v1";
}
