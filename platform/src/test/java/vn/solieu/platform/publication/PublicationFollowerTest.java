package vn.solieu.platform.publication;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.solieu.platform.events.EventReader;
import vn.solieu.platform.events.KafkaAccess;
import vn.solieu.platform.sql.Sql;
import vn.solieu.testing.BuildHouse;
import vn.solieu.testing.InHouse;

@QuarkusTest
@InHouse
class PublicationFollowerTest {

  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Duration A_WHILE = Duration.ofMillis(2500);

  @Inject Sql sql;
  @Inject ObjectMapper json;
  @Inject EventReader events;

  private final KafkaAccess kafka =
      new KafkaAccess(
          Map.of("bootstrap.servers", BuildHouse.announcement().bootstrapServers()),
          Optional.of("follower-" + UUID.randomUUID() + "."));
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final List<PublicationFollower> followers = new ArrayList<>();
  private final AtomicBoolean openerFails = new AtomicBoolean();
  private CalendarStandIn calendar;

  @BeforeEach
  void nothingIsPublished() throws Exception {
    sql.update("delete from opened");
    sql.update("update publication_position set last_applied = 0");
    calendar = new CalendarStandIn();
    try (Admin admin = Admin.create(kafka.settings(Set.of("bootstrap.servers")))) {
      admin
          .createTopics(List.of(new NewTopic(kafka.onBroker(Publication.TOPIC), 1, (short) 1)))
          .all()
          .get();
    }
  }

  @AfterEach
  void stop() throws Exception {
    for (PublicationFollower follower : followers) {
      follower.stop();
    }
    calendar.close();
  }

  @Test
  void theCalendarAloneIsEnough() {
    publish(1, 250);

    PublicationFollower follower = follower();

    awaitOpened(1, 250);
    assertEquals(250, follower.lastApplied());
    publish(251, 251);
    await().atMost(Duration.ofSeconds(2)).untilAsserted(() -> assertOpened(1, 251));
  }

  @Test
  void kafkaAloneIsEnough() {
    calendar.goAway();
    hear(1, entry(1));
    follower();

    hear(2, entry(2));
    hear(3, entry(3));

    awaitOpened(1, 3);
  }

  @Test
  void whatKafkaBringsIsOpenedAtOnceHoweverSlowTheCalendarIs() {
    calendar.mood = CalendarStandIn.Mood.SILENT;
    follower();
    hear(1, entry(1));
    awaitOpened(1, 1);

    hear(2, entry(2));

    await().atMost(Duration.ofMillis(700)).untilAsserted(() -> assertOpened(1, 2));
  }

  @Test
  void aGapOnKafkaIsFilledFromTheCalendar() {
    follower();
    hear(1, entry(1));
    awaitOpened(1, 1);

    calendar.log.addAll(List.of(entry(1), entry(2), entry(3)));
    hear(3, entry(3));

    awaitOpened(1, 3);
  }

  @Test
  void aGapThatNobodyFillsIsWaitedFor() throws IOException {
    calendar.goAway();
    follower();
    hear(1, entry(1));
    hear(3, entry(3));
    hear(4, entry(4));
    awaitOpened(1, 1);
    await().during(A_WHILE).atMost(SOON).untilAsserted(() -> assertOpened(1, 1));

    publish(1, 3);
    calendar.comeBack();

    awaitOpened(1, 4);
  }

  @Test
  void whatIsDeliveredAgainIsPassedOver() {
    follower();
    for (long sequence : new long[] {1, 1, 2, 1, 2, 3}) {
      hear(sequence, entry(sequence));
    }
    publish(1, 3);

    awaitOpened(1, 3);
  }

  @Test
  void twoCopiesOnBothChannelsOpenEachPublicationOnceAndInOrder() {
    follower();
    follower();
    for (long sequence = 1; sequence <= 60; sequence++) {
      publish(sequence, sequence);
      hear(sequence, entry(sequence));
    }

    awaitOpened(1, 60);
    await().until(() -> followers.stream().allMatch(copy -> copy.lastApplied() == 60));
    assertTrue(followers.stream().allMatch(copy -> copy.stopped().isEmpty()));
  }

  @Test
  void aPublicationThatCannotBeReadStopsAllBeyondItUntilItCan() {
    publish(1, 3);
    calendar.log.set(1, entry(2).replace("live", "rumour"));
    hear(2, calendar.log.get(1));
    hear(3, entry(3));
    PublicationFollower follower = follower();

    awaitOpened(1, 1);
    await().until(() -> follower.stopped().isPresent());
    assertEquals(2, follower.stopped().get().sequence());
    assertEquals(1, metrics.get("solieu.publication.stopped").gauge().value());
    assertEquals(
        HealthCheckResponse.Status.DOWN, new PublicationHealth(follower).call().getStatus());
    await().during(A_WHILE).atMost(SOON).untilAsserted(() -> assertOpened(1, 1));

    calendar.log.set(1, entry(2));

    awaitOpened(1, 3);
    await().until(() -> follower.stopped().isEmpty());
    assertEquals(0, metrics.get("solieu.publication.stopped").gauge().value());
    assertEquals(HealthCheckResponse.Status.UP, new PublicationHealth(follower).call().getStatus());
  }

  @Test
  void theLagCanBeScraped() throws IOException {
    publish(1, 2);
    follower();
    awaitOpened(1, 2);
    assertEquals(2, gauge("last.known"));
    assertEquals(2, gauge("last.applied"));
    assertTrue(gauge("log.silence") < 10);

    calendar.goAway();
    hear(5, entry(5));

    await().atMost(SOON).until(() -> gauge("last.known") == 5);
    assertEquals(2, gauge("last.applied"));
    await().atMost(SOON).until(() -> gauge("log.silence") > 2);
  }

  private double gauge(String name) {
    return metrics.get("solieu.publication." + name).gauge().value();
  }

  @Test
  void aCopyThatAsksNoMoreIsNotReady() throws InterruptedException {
    PublicationFollower follower = follower();
    HealthCheck readiness = new FollowerReadiness(follower);
    assertEquals(HealthCheckResponse.Status.UP, readiness.call().getStatus());

    follower.stop();

    assertEquals(HealthCheckResponse.Status.DOWN, readiness.call().getStatus());
  }

  @Test
  void anOpenerThatFailsLeavesNothingBehindAndIsCalledAgain() {
    openerFails.set(true);
    publish(1, 1);
    hear(1, entry(1));
    PublicationFollower follower = follower();

    await().until(() -> follower.stopped().isPresent());
    assertOpened(1, 0);
    assertEquals(0, follower.lastApplied());

    openerFails.set(false);

    awaitOpened(1, 1);
  }

  @Test
  void aRecordThatIsNoEventIsPassedOver() {
    calendar.goAway();
    follower();
    try (var producer = producer()) {
      producer.send(new ProducerRecord<>(kafka.onBroker(Publication.TOPIC), "?", "noise"));
    }
    hear(1, entry(1));

    awaitOpened(1, 1);
  }

  @ParameterizedTest
  @EnumSource(value = CalendarStandIn.Mood.class, names = "WELL", mode = EnumSource.Mode.EXCLUDE)
  void nothingOpensWhileTheCalendarTalksNonsenseAndKafkaIsSilent(CalendarStandIn.Mood mood) {
    calendar.mood = mood;
    publish(1, 2);
    follower();

    await().during(A_WHILE).atMost(SOON).untilAsserted(() -> assertOpened(1, 0));
    calendar.mood = CalendarStandIn.Mood.WELL;

    awaitOpened(1, 2);
  }

  @Test
  void theClockOfTheServiceHasNoSay() {
    calendar.log.add(entry(1).replace("2026-03-29T09", "2999-03-29T09"));
    calendar.log.add(entry(2).replace("2026-03-29T09", "1996-03-29T09").replace("live", "archive"));

    follower();

    awaitOpened(1, 2);
  }

  @Test
  void aCopyThatStartsAgainGoesOnWhereTheServiceStood() throws InterruptedException {
    publish(1, 3);
    PublicationFollower first = follower();
    awaitOpened(1, 3);
    first.stop();
    publish(4, 5);

    PublicationFollower second = follower();

    assertTrue(second.lastApplied() >= 3);
    awaitOpened(1, 5);
  }

  @Test
  void aServiceThatFollowsNeedsSomethingThatOpens() {
    var follower =
        new PublicationFollower(
            List.of(), sql, json, events, kafka, metrics, true, Optional.of(calendar.uri()));

    assertThrows(IllegalStateException.class, follower::start);
  }

  private PublicationFollower follower() {
    var follower =
        new PublicationFollower(
            List.of(this::open),
            sql,
            json,
            events,
            kafka,
            metrics,
            true,
            Optional.of(calendar.uri()));
    followers.add(follower);
    follower.start();
    return follower;
  }

  private void open(Publication publication) {
    sql.update("insert into opened (sequence) values (?)", publication.sequence());
    if (openerFails.get()) {
      throw new IllegalStateException("not today");
    }
  }

  /** The calendar's log has these. */
  private void publish(long first, long last) {
    LongStream.rangeClosed(first, last).forEach(sequence -> calendar.log.add(entry(sequence)));
  }

  /** Kafka brings this. */
  private void hear(long sequence, String entry) {
    var record = new ProducerRecord<>(kafka.onBroker(Publication.TOPIC), "release", entry);
    Map.of(
            "ce_id",
            UUID.randomUUID().toString(),
            "ce_type",
            Publication.EVENT_TYPE,
            "ce_subject",
            "release",
            "ce_subjectversion",
            Long.toString(sequence))
        .forEach(
            (name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    try (var producer = producer()) {
      producer.send(record);
    }
  }

  private KafkaProducer<String, String> producer() {
    return new KafkaProducer<>(
        kafka.settings(Set.of("bootstrap.servers")),
        new StringSerializer(),
        new StringSerializer());
  }

  private static String entry(long sequence) {
    return """
    {"sequence":%d,"releaseId":"release-%d","publishedAt":"2026-03-29T09:00:00+07:00",
     "recordedAt":"2026-03-29T09:00:00+07:00","origin":"live","late":false,"reconstructed":false,
     "contents":[{"type":"vintage","id":"v%d"}]}"""
        .formatted(sequence, sequence, sequence);
  }

  private void awaitOpened(long first, long last) {
    await().atMost(SOON).untilAsserted(() -> assertOpened(first, last));
  }

  private void assertOpened(long first, long last) {
    assertEquals(
        LongStream.rangeClosed(first, last).boxed().toList(),
        sql.list("select sequence from opened order by ordinal", row -> row.getLong(1)));
  }
}
