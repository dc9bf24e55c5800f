package vn.solieu.calendar.release;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** One change of a release: who, when, from what to what, why. */
@Entity
@Immutable
@Table(name = "release_change")
class ReleaseChange {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  Long position;

  String release;
  long version;
  Instant at;
  String actor;

  @Enumerated(EnumType.STRING)
  ReleaseAction action;

  @Column(name = "from_state")
  @Enumerated(EnumType.STRING)
  @Nullable ReleaseState fromState;

  @Column(name = "to_state")
  @Enumerated(EnumType.STRING)
  ReleaseState toState;

  @Column(name = "from_instant")
  @Nullable Instant fromInstant;

  @Column(name = "to_instant")
  Instant toInstant;

  @Nullable String reason;

  @Column(name = "reason_en")
  @Nullable String reasonEn;

  /** The number under which it gave the release its place; null when it left it there. */
  @Column(name = "place_number")
  @Nullable Long placing;

  /** What has just been done to a release, whose version has risen by it. */
  static ReleaseChange of(
      Release release,
      ReleaseAction action,
      String actor,
      @Nullable ReleaseState fromState,
      @Nullable Instant fromInstant,
      Reason reason,
      boolean placed) {
    ReleaseChange change = new ReleaseChange();
    change.release = release.id;
    change.version = release.version;
    change.at = release.changedAt;
    change.actor = actor;
    change.action = action;
    change.fromState = fromState;
    change.toState = release.state;
    change.fromInstant = fromInstant;
    change.toInstant = release.instant();
    change.reason = reason.vi();
    change.reasonEn = reason.en();
    change.placing = placed ? release.placing : null;
    return change;
  }
}
