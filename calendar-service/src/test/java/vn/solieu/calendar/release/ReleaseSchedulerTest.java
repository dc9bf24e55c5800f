package vn.solieu.calendar.release;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.solieu.calendar.Office.archive;
import static vn.solieu.calendar.Office.as;
import static vn.solieu.calendar.Office.confirmed;
import static vn.solieu.calendar.Office.in;
import static vn.solieu.calendar.Office.newId;
import static vn.solieu.calendar.Office.plan;
import static vn.solieu.calendar.Office.recorded;
import static vn.solieu.calendar.Office.state;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.solieu.calendar.CalendarTest;
import vn.solieu.calendar.Office;
import vn.solieu.calendar.agency.AgencyService;
import vn.solieu.calendar.agency.KnownAgencies;
import vn.solieu.calendar.publication.DatabaseClock;
import vn.solieu.platform.sql.Sql;
import vn.solieu.testing.MovableClock;

@CalendarTest
class ReleaseSchedulerTest {

  @Inject AgencyService agencies;
  @Inject PublishingService publishing;
  @Inject ReleaseScheduler releaseClock;
  @Inject DatabaseClock time;
  @Inject MeterRegistry metrics;
  @Inject MovableClock clock;
  @Inject Sql sql;
  @Inject ReleaseScheduleRepository schedule;

  @BeforeEach
  void theOfficeIsKnown() {
    KnownAgencies.tell(agencies, Office.AGENCY);
  }

  @AfterEach
  void theClockRunsRight() {
    clock.reset();
  }

  /** As the database stands when the calendar comes back after it was away for a while. */
  private static final String FELL_DUE =
      "update release set scheduled_at = clock_timestamp() - ?::interval where id = ?";

  @Test
  void whatFellDueWhileTheCalendarWasAwayGoesOutAtItsReturnFlaggedLate() {
    String id = newId();
    confirmed(plan(id, in(Duration.ofHours(1))));

    sql.update(FELL_DUE, "10 minutes", id);

    await().until(() -> state(id), equalTo("published"));
    as(null).get("/v1/releases/" + id).then().body("late", equalTo(true));
    long sequence = as(null).get("/v1/releases/" + id).jsonPath().getLong("sequence");
    as(null)
        .get("/v1/publications?after=" + (sequence - 1))
        .then()
        .body("items[0].late", equalTo(true));
  }

  @Test
  void whatFellDueTogetherGoesOutInTheOrderOfItsInstants() {
    List<String> ids = List.of(newId(), newId(), newId());
    ids.forEach(id -> confirmed(plan(id, in(Duration.ofHours(1)))));

    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              sql.update(FELL_DUE, "1 minute", ids.get(0));
              sql.update(FELL_DUE, "3 minutes", ids.get(1));
              sql.update(FELL_DUE, "2 minutes", ids.get(2));
            });

    ids.forEach(id -> await().until(() -> state(id), equalTo("published")));
    assertTrue(sequence(ids.get(1)) < sequence(ids.get(2)));
    assertTrue(sequence(ids.get(2)) < sequence(ids.get(0)));
  }

  @Test
  void twoCopiesPublishEachReleaseOnceAndInstantsRiseWithTheSequence() throws Exception {
    long before =
        sql.first("select last_sequence from publication_counter", row -> row.getLong(1))
            .orElseThrow();
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String id = newId();
      ids.add(id);
      confirmed(plan(id, in(Duration.ofHours(1))));
    }
    OffsetDateTime instant = in(Duration.ofSeconds(2));
    sql.update("update release set scheduled_at = ? where id = any (?)", instant, ids);

    List<Future<?>> copies = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int copy = 0; copy < 3; copy++) {
        ReleaseScheduler other =
            new ReleaseScheduler(publishing, time, schedule, metrics, Duration.ofSeconds(1));
        copies.add(
            threads.submit(
                () -> {
                  while (!ids.stream().allMatch(id -> "published".equals(stored(id)))) {
                    other.doWhatIsDue();
                  }
                }));
      }
    }
    for (Future<?> copy : copies) {
      copy.get();
    }

    JsonPath log = as(null).get("/v1/publications?limit=1000&after=" + before).jsonPath();
    List<String> released = log.getList("items.releaseId");
    List<String> instants = log.getList("items.publishedAt");
    List<String> origins = log.getList("items.origin");
    ids.forEach(id -> assertEquals(1, released.stream().filter(id::equals).count()));
    OffsetDateTime last = OffsetDateTime.parse("2000-01-01T00:00:00Z");
    for (int i = 0; i < instants.size(); i++) {
      if (origins.get(i).equals("live")) {
        OffsetDateTime publishedAt = OffsetDateTime.parse(instants.get(i));
        assertTrue(publishedAt.isAfter(last), publishedAt + " after " + last);
        last = publishedAt;
      }
      if (ids.contains(released.get(i))) {
        assertFalse(OffsetDateTime.parse(instants.get(i)).isBefore(instant), "never early");
      }
    }
    withoutGaps();
  }

  @Test
  void aCopyWhoseClockIsAnHourFastPublishesNothingEarly() {
    String id = newId();
    OffsetDateTime instant = in(Duration.ofSeconds(4));
    confirmed(plan(id, instant));

    clock.moveBy(Duration.ofHours(1));
    releaseClock.doWhatIsDue();

    assertEquals("confirmed", state(id));
    await().until(() -> state(id), equalTo("published"));
    assertFalse(
        OffsetDateTime.parse(as(null).get("/v1/releases/" + id).path("publishedAt"))
            .isBefore(instant));
  }

  @Test
  void aDatabaseWhoseClockIsAnHourFastPublishesNothingEarlyAndThatIsTold() {
    String id = newId();
    confirmed(plan(id, in(Duration.ofMinutes(30))));

    // To this copy, the database is an hour ahead, and its instant is in half an hour.
    clock.moveBy(Duration.ofHours(-1));
    sql.update(FELL_DUE, "30 minutes", id);
    releaseClock.doWhatIsDue();

    assertEquals("confirmed", state(id));
    assertTrue(time.ahead().compareTo(Duration.ofMinutes(59)) > 0, time.ahead().toString());
    assertTrue(metrics.get("solieu.clock.difference").gauge().value() > 3_500);
    as(null).get("/q/health/well").then().statusCode(503).body(containsString("clocks"));

    // It reaches the instant, by a jump.
    clock.reset();
    await().until(() -> state(id), equalTo("published"));
    assertTrue(time.isTrusted());
  }

  @ParameterizedTest
  @CsvSource({"-3600, true", "-2, true", "2, true", "3600, true", "0, false"})
  void clocksThatDifferByMoreThanASecondAlarm(long seconds, boolean alarm) {
    clock.moveBy(Duration.ofSeconds(seconds));

    DatabaseClock.Time now = time.time();

    assertEquals(!alarm, time.isTrusted());
    assertFalse(now.due().isAfter(now.now()), "never beyond the database's");
    assertFalse(now.due().isAfter(clock.instant()), "never beyond this copy's");
  }

  @Test
  void aCopyThatStandsStillBetweenItsTurnAndItsCommitDoesNotSayThatItWasInTime() {
    String id = newId();
    confirmed(plan(id, in(Duration.ofHours(1))));
    OffsetDateTime instant = in(Duration.ZERO);

    assertThrows(
        RuntimeException.class,
        () ->
            QuarkusTransaction.requiringNew()
                .run(
                    () -> {
                      sql.update("update release set scheduled_at = ? where id = ?", instant, id);
                      assertTrue(publishing.publishIfDue(id));
                      assertTrue(late(id).isEmpty(), "in time, as it seems");
                      await().until(() -> in(Duration.ZERO).isAfter(instant.plusSeconds(3)));
                    }));

    assertEquals("confirmed", state(id));
    sql.update("update release set scheduled_at = ? where id = ?", instant, id);
    await().until(() -> state(id), equalTo("published"));
    as(null).get("/v1/releases/" + id).then().body("late", equalTo(true));
    withoutGaps();
  }

  private List<String> late(String id) {
    return sql.list(
        "select release from publication where release = ? and late", row -> row.getString(1), id);
  }

  @Test
  void aPublicationThatDiesBeforeItsCommitLeavesNoTraceAndNoGap() {
    String id = newId();
    String next = newId();
    confirmed(plan(id, in(Duration.ofHours(1))));
    QuarkusTransaction.begin();
    sql.update(FELL_DUE, "1 second", id);
    assertTrue(publishing.publishIfDue(id));
    assertEquals(1, events(id));
    QuarkusTransaction.rollback();

    assertEquals("confirmed", state(id));
    assertEquals(0, events(id));
    recorded(archive(next, "2019-01-29T09:00:00+07:00"));
    withoutGaps();
  }

  @Test
  void aReleaseThatCannotBePublishedDoesNotHoldUpTheOthers() {
    String broken = newId();
    String sound = newId();
    confirmed(plan(broken, in(Duration.ofHours(1))));
    confirmed(plan(sound, in(Duration.ofHours(1))));
    sql.update(
        """
        create function refuse_broken() returns trigger language plpgsql as $$
        begin
          if new.release = '%s' then raise exception 'broken'; end if;
          return new;
        end
        $$
        """
            .formatted(broken));
    sql.update(
        "create trigger broken before insert on publication for each row execute function"
            + " refuse_broken()");
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              sql.update(FELL_DUE, "2 minutes", broken);
              sql.update(FELL_DUE, "1 minute", sound);
            });

    await().until(() -> state(sound), equalTo("published"));
    assertEquals("confirmed", state(broken));
    sql.update("drop trigger broken on publication");
    sql.update("drop function refuse_broken");
    await().until(() -> state(broken), equalTo("published"));
    withoutGaps();
  }

  private String stored(String id) {
    return sql.first("select lower(state) from release where id = ?", row -> row.getString(1), id)
        .orElseThrow();
  }

  private int events(String release) {
    return sql.list(
            "select position from outbox where topic = 'solieu.calendar.publication.v1' and key ="
                + " ?",
            row -> row.getLong(1),
            release)
        .size();
  }

  private static long sequence(String id) {
    return as(null).get("/v1/releases/" + id).jsonPath().getLong("sequence");
  }

  private static void withoutGaps() {
    List<Integer> sequences =
        as(null).get("/v1/publications?limit=1000").jsonPath().getList("items.sequence");
    assertEquals(
        LongStream.rangeClosed(1, sequences.size()).mapToObj(i -> (int) i).toList(), sequences);
  }
}
