package vn.solieu.calendar.release;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleaseTest {

  private static final Duration SEAL_BEFORE = Duration.ofMinutes(5);

  @ParameterizedTest(name = "{0} {1} at {2}: {3} is due: {4}")
  @CsvSource({
    // The instant is 09:00 in Viet Nam, 02:00 UTC.
    "CLOCK,    CONFIRMED,   2026-11-03T01:59:59.999999Z, PUBLISH,  false",
    "CLOCK,    CONFIRMED,   2026-11-03T02:00:00Z,        PUBLISH,  true",
    "CLOCK,    POSTPONED,   2026-11-03T02:00:00Z,        PUBLISH,  true",
    "CLOCK,    PROVISIONAL, 2026-11-04T02:00:00Z,        PUBLISH,  false",
    "CLOCK,    DRAFT,       2026-11-04T02:00:00Z,        PUBLISH,  false",
    "CLOCK,    CANCELLED,   2026-11-04T02:00:00Z,        PUBLISH,  false",
    "EXTERNAL, AWAITING,    2026-11-04T02:00:00Z,        PUBLISH,  false",
    "NONE,     CONFIRMED,   2026-11-04T02:00:00Z,        PUBLISH,  false",
    "EXTERNAL, CONFIRMED,   2026-11-03T01:59:59Z,        AWAIT,    false",
    "EXTERNAL, CONFIRMED,   2026-11-03T02:00:00Z,        AWAIT,    true",
    "CLOCK,    CONFIRMED,   2026-11-03T02:00:00Z,        AWAIT,    false",
    "CLOCK,    CONFIRMED,   2026-11-03T01:54:59Z,        SEAL,     false",
    "CLOCK,    CONFIRMED,   2026-11-03T01:55:00Z,        SEAL,     true",
    "EXTERNAL, CONFIRMED,   2026-11-04T02:00:00Z,        SEAL,     false",
    "CLOCK,    PROVISIONAL, 2026-11-03T02:00:00Z,        FALL_DUE, true",
    "CLOCK,    PROVISIONAL, 2026-11-03T01:59:59Z,        FALL_DUE, false",
    "CLOCK,    CONFIRMED,   2026-11-03T02:00:00Z,        FALL_DUE, false",
  })
  void whatIsDueFollowsFromTriggerStateAndInstant(
      Trigger trigger, ReleaseState state, Instant now, ReleaseAction action, boolean due) {
    Release release = release(trigger, Precision.TIME, state);

    assertEquals(due, release.isDue(action, now, SEAL_BEFORE, true));
  }

  @ParameterizedTest(name = "{0} {1} at {2} without contents: {3} is due: {4}")
  @CsvSource({
    "CLOCK,    CONFIRMED,   2026-11-03T01:55:00Z,        SEAL,     false",
    "CLOCK,    CONFIRMED,   2026-11-03T02:00:00Z,        PUBLISH,  false",
    "CLOCK,    CONFIRMED,   2026-11-03T01:59:59.999999Z, FALL_DUE, false",
    "CLOCK,    CONFIRMED,   2026-11-03T02:00:00Z,        FALL_DUE, true",
    "CLOCK,    POSTPONED,   2026-11-03T02:00:00Z,        FALL_DUE, true",
    // Its figures may come with the other publication.
    "EXTERNAL, AWAITING,    2026-11-04T02:00:00Z,        FALL_DUE, false",
    "NONE,     CONFIRMED,   2026-11-04T02:00:00Z,        FALL_DUE, false",
  })
  void aPromiseWithNothingInItIsNeitherSealedNorPublishedAndFallsOverdue(
      Trigger trigger, ReleaseState state, Instant now, ReleaseAction action, boolean due) {
    Release release = release(trigger, Precision.TIME, state);

    assertEquals(due, release.isDue(action, now, SEAL_BEFORE, false));
  }

  @Test
  void aReleaseOfWhichTheDayIsKnownFallsOverdueWhenTheDayIsOver() {
    Release release = release(Trigger.CLOCK, Precision.DAY, ReleaseState.PROVISIONAL);
    Instant midnight = Instant.parse("2026-11-03T17:00:00Z");

    assertEquals(Instant.parse("2026-11-02T17:00:00Z"), release.instant());
    assertEquals(
        false,
        release.isDue(ReleaseAction.FALL_DUE, midnight.minusNanos(1_000), SEAL_BEFORE, true));
    assertEquals(true, release.isDue(ReleaseAction.FALL_DUE, midnight, SEAL_BEFORE, true));
  }

  @ParameterizedTest
  @CsvSource({"AWAITING, true, true", "CONFIRMED, true, true", "AWAITING, false, false"})
  void anotherPublicationOpensItWhenASecondPersonHasConfirmedIt(
      ReleaseState state, boolean confirmed, boolean due) {
    Release release = release(Trigger.EXTERNAL, Precision.TIME, state);
    ExternalPublication reported =
        new ExternalPublication("letter 12", Instant.parse("2026-11-03T02:30:00Z"), "lan", null);
    release.externalPublication = confirmed ? reported.confirmedBy("hoa") : reported;

    assertEquals(
        due,
        release.isDue(
            ReleaseAction.PUBLISH, Instant.parse("2026-11-03T03:00:00Z"), SEAL_BEFORE, true));
    assertEquals(
        false,
        release.isDue(
            ReleaseAction.PUBLISH, Instant.parse("2026-11-03T01:00:00Z"), SEAL_BEFORE, true),
        "never before its not-before instant");
  }

  @ParameterizedTest
  @CsvSource({"PT0S, false", "PT5S, false", "PT5.000001S, true", "P1D, true"})
  void aReleaseIsLateWhenItWentOutNoticeablyAfterItsInstant(Duration after, boolean late) {
    Instant instant = Instant.parse("2026-11-03T02:00:00Z");

    assertEquals(late, ReleaseRules.isLate(instant, instant.plus(after), Duration.ofSeconds(5)));
  }

  private static Release release(Trigger trigger, Precision precision, ReleaseState state) {
    Release release =
        Release.draft(
            "CPI-2026-10",
            new ReleasePlan(
                null,
                "Chỉ số giá tiêu dùng",
                "Consumer price index",
                "thong-ke-tinh",
                trigger == Trigger.CLOCK ? null : "Cục Thống kê",
                trigger,
                OffsetDateTime.parse("2026-11-03T09:00:00+07:00"),
                precision,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null));
    release.state = state;
    return release;
  }
}
