package vn.solieu.calendar.release;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Another publisher's act, as two persons saw it.
 *
 * @param source address of the publication, or the letter that tells of it
 * @param reportedBy subject of the first person
 * @param confirmedBy subject of the second person; null until then
 */
@Embeddable
record ExternalPublication(
    @Column(name = "external_source") String source,
    @Column(name = "external_seen_at") Instant seenAt,
    @Column(name = "external_reported_by") String reportedBy,
    @Column(name = "external_confirmed_by") @Nullable String confirmedBy) {

  boolean isConfirmed() {
    return confirmedBy != null;
  }

  ExternalPublication confirmedBy(String subject) {
    return new ExternalPublication(source, seenAt, reportedBy, subject);
  }
}
