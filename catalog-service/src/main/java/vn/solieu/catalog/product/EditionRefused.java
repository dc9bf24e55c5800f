package vn.solieu.catalog.product;

import java.time.OffsetDateTime;

/**
 * Body of {@code vn.solieu.catalog.edition.refused.v1}: a publication listed an edition, and it was
 * not opened.
 *
 * @param contentId as the publication names it
 * @param cause {@code unknown} or {@code already-open}
 */
record EditionRefused(
    String contentType,
    String contentId,
    String releaseId,
    long sequence,
    String cause,
    OffsetDateTime at) {}
