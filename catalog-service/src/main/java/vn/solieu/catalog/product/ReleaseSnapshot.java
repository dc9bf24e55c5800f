package vn.solieu.catalog.product;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * What the catalogue needs of {@code vn.solieu.calendar.release.changed.v1}.
 *
 * @param scheduledAt the announced instant; null for an archive release
 */
record ReleaseSnapshot(String state, @Nullable OffsetDateTime scheduledAt) {}
