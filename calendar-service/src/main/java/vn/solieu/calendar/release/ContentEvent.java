package vn.solieu.calendar.release;

import java.time.OffsetDateTime;

/** Body of {@code vn.solieu.calendar.content.attached.v1} and {@code …detached.v1}. */
public record ContentEvent(
    String contentType, String contentId, String releaseId, OffsetDateTime at) {}
