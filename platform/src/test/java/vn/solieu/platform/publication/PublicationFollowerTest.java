package vn.solieu.platform.publication;

import static java.util.stream.Collectors.joining;
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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
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
import org.junit.jupiter.params.provider.ValueSource;
import vn.solieu.platform.events.EventReader;
import vn.solieu.platform.events.KafkaAccess;
import vn.solieu.platform.sql.Sql;
import vn.solieu.testing.SharedTestEnvironment;
import vn.solieu.testing.UseTestEnvironment;

@QuarkusTest
@UseTestEnvironment
class PublicationFollowerTest {

  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Duration A_WHILE = Duration.ofMillis(2500);
  private static final String RECORDS = "solieu.publication.records";

  @Inject Sql sql;
  @Inject ObjectMapper json;
  @Inject EventReader events;

  private final KafkaAccess kafka =
      new KafkaAccess(
          Map.of("bootstrap.servers", SharedTestEnvironment.announcement().bootstrapServers()),
          Optional.of("follower-" + UUID.randomUUID() + "."));
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final List<PublicationFollower> followers = new ArrayList<>();
  private final Map<Long, String> contents = new ConcurrentHashMap<>();
  private final AtomicBoolean openerFails = new AtomicBoolean();
  private final KafkaProducer<String, String> producer =
      new KafkaProducer<>(
          kafka.settings(Set.of("bootstrap.servers")),
          new StringSerializer(),
          new StringSerializer());
  private CalendarStandIn calendar;

  @BeforeEach
  void nothingIsPublished() throws Exception {
    sql.update("delete from opened");
    sql.update("update publication_position set last_applied = 0");
    sql.update("delete from publication_digest");
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
    producer.close();
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
  void withoutTheCalendarNothingOpensWhateverKafkaTells() throws IOException {
    PublicationFollower follower = listening();
    calendar.goAway();

    for (long sequence = 2; sequence <= 4; sequence++) {
      hear(sequence, entry(sequence));
    }

    await().atMost(SOON).until(() -> gauge("last.known") == 4);
    await().during(A_WHILE).atMost(SOON).untilAsserted(() -> assertOpened(1, 1));

    publish(2, 4);
    calendar.comeBack();

    awaitOpened(1, 4);
    assertEquals(0, follower.passedOver());
  }

  /** Each publication would wait for most of a second otherwise. */
  @Test
  void aRecordHasTheCalendarAskedAtOnce() {
    listening();
    long start = System.nanoTime();

    for (long sequence = 2; sequence <= 11; sequence++) {
      long next = sequence;
      publish(next, next);
      hear(next, entry(next));
      await().pollInterval(Duration.ofMillis(5)).untilAsserted(() -> assertOpened(1, next));
    }

    Duration all = Duration.ofNanos(System.nanoTime() - start);
    assertTrue(all.compareTo(Duration.ofSeconds(5)) < 0, all.toString());
  }

  @Test
  void aForgedRecordOpensNothingAndTheRealEntryOfItsSequenceIsOpened() {
    PublicationFollower follower = listening();

    hear(2, entry(2).replace("v2", "embargoed"));

    await().atMost(SOON).until(() -> passedOver("ahead") == 1);
    assertOpened(1, 1);
    assertDown(follower);

    publish(2, 2);
    awaitOpened(1, 2);
    assertEquals("v2", contents.get(2L));
  }

  @Test
  void aRecordThatComesBeforeTheRealOneAndContradictsItIsTold() throws IOException {
    PublicationFollower follower = listening();
    calendar.goAway();
    hear(2, entry(2).replace("v2", "embargoed"));
    hear(2, entry(2));
    publish(2, 2);
    calendar.comeBack();

    awaitOpened(1, 2);
    await().atMost(SOON).until(() -> passedOver("contradicts") == 1);
    assertEquals("v2", contents.get(2L));
    assertEquals(1, follower.passedOver());
    assertDown(follower);
  }

  @Test
  void aRecordThatTellsAnotherOfWhatIsAppliedIsTold() {
    PublicationFollower follower = listening();

    hear(1, entry(1).replace("2026-03-29T09:00:00+07:00", "2021-03-29T09:00:00+07:00"));
    hear(0, entry(1));
    hear(-5, entry(1));

    await().atMost(SOON).until(() -> passedOver("contradicts") == 3);
    assertDown(follower);
    assertOpened(1, 1);
  }

  @Test
  void recordsOfFarSequencesHoldUpNothing() {
    listening();
    for (int i = 0; i < 2_500; i++) {
      producer.send(record(Long.MAX_VALUE - i, entry(7)));
    }

    publish(2, 2);
    hear(2, entry(2));

    awaitOpened(1, 2);
    await().atMost(Duration.ofSeconds(30)).until(() -> passedOver("ahead") == 2_500);
    assertEquals(2, gauge("last.known"));
  }

  @Test
  void whatIsToldAgainOrOutOfOrderIsOpenedOnceAndInOrderAndIsNoAlarm() {
    PublicationFollower follower = listening();
    publish(2, 5);

    for (long sequence : new long[] {4, 4, 2, 1, 3, 5, 5, 2}) {
      hear(sequence, entry(sequence));
    }

    awaitOpened(1, 5);
    await().atMost(SOON).until(() -> metrics.get(RECORDS).counter().count() >= 9);
    await().during(A_WHILE).atMost(SOON).until(() -> follower.passedOver() == 0);
    assertUp(follower);
  }

  @Test
  void anEntryThatIsMissingOnKafkaIsOpenedAllTheSame() {
    listening();
    publish(2, 4);

    hear(4, entry(4));

    awaitOpened(1, 4);
  }

  @Test
  void twoCopiesOnBothChannelsOpenEachPublicationOnceAndInOrder() {
    listening();
    listening();
    for (long sequence = 2; sequence <= 60; sequence++) {
      publish(sequence, sequence);
      hear(sequence, entry(sequence));
    }

    awaitOpened(1, 60);
    await().until(() -> followers.stream().allMatch(copy -> copy.lastApplied() == 60));
    await().until(() -> followers.stream().allMatch(copy -> copy.stopped().isEmpty()));
    assertTrue(followers.stream().allMatch(copy -> copy.passedOver() == 0));
  }

  @Test
  void aPublicationThatCannotBeReadStopsAllBeyondItUntilItCan() {
    publish(1, 3);
    calendar.log.set(1, entry(2).replace("live", "rumour"));
    PublicationFollower follower = follower();

    awaitOpened(1, 1);
    await().until(() -> follower.stopped().isPresent());
    assertEquals(2, follower.stopped().get().sequence());
    assertEquals(1, metrics.get("solieu.publication.stopped").gauge().value());
    assertDown(follower);
    await().during(A_WHILE).atMost(SOON).untilAsserted(() -> assertOpened(1, 1));

    calendar.log.set(1, entry(2));

    awaitOpened(1, 3);
    await().until(() -> follower.stopped().isEmpty());
    assertEquals(0, metrics.get("solieu.publication.stopped").gauge().value());
    assertUp(follower);
  }

  @Test
  void aLogWhoseOldEntriesHaveChangedStopsTheOpeningUntilItIsTheSameAgain() throws Exception {
    publish(1, 150);
    PublicationFollower first = follower();
    awaitOpened(1, 150);
    first.stop();

    calendar.log.set(2, entry(3).replace("v3", "another"));
    publish(151, 151);
    PublicationFollower second = follower();

    await().atMost(SOON).until(() -> second.stopped().isPresent());
    assertEquals(3, second.stopped().get().sequence());
    assertDown(second);
    await().during(A_WHILE).atMost(SOON).untilAsserted(() -> assertOpened(1, 150));

    calendar.log.set(2, entry(3));

    awaitOpened(1, 151);
    await().until(() -> second.stopped().isEmpty());
  }

  @Test
  void aLastEntryThatChangesIsNoticedWithoutAStart() {
    publish(1, 3);
    PublicationFollower follower = follower();
    awaitOpened(1, 3);

    calendar.log.set(2, entry(3).replace("\"late\":false", "\"late\":true"));
    publish(4, 4);

    await().atMost(SOON).until(() -> follower.stopped().isPresent());
    assertEquals(3, follower.stopped().get().sequence());
  }

  /** A calendar that was restored alone would give the number again to another release. */
  @Test
  void aLogThatHasLostEntriesStopsTheOpening() {
    publish(1, 3);
    PublicationFollower follower = follower();
    awaitOpened(1, 3);

    calendar.log.remove(2);

    await().atMost(SOON).until(() -> follower.stopped().isPresent());
    assertEquals(3, follower.stopped().get().sequence());
    calendar.log.add(entry(3).replace("v3", "another"));
    publish(4, 4);
    await().during(A_WHILE).atMost(SOON).untilAsserted(() -> assertOpened(1, 3));
    assertDown(follower);
  }

  @Test
  void anEntryThatGrowsByMembersIsTheSame() {
    publish(1, 2);
    PublicationFollower follower = follower();
    awaitOpened(1, 2);

    calendar.log.set(1, entry(2).replace("{\"sequence\"", "{\"noticeEn\":null,\"sequence\""));
    publish(3, 3);

    awaitOpened(1, 3);
    await().until(() -> follower.stopped().isEmpty());
  }

  @Test
  void whatWasAppliedBeforeItsDigestWasKeptIsComparedFromTheFirstReadingOn() throws Exception {
    publish(1, 3);
    PublicationFollower first = follower();
    awaitOpened(1, 3);
    first.stop();
    sql.update("delete from publication_digest");

    PublicationFollower second = follower();
    await()
        .atMost(SOON)
        .until(() -> sql.list("select sequence from publication_digest", r -> 1).size() == 3);
    second.stop();
    calendar.log.set(0, entry(1).replace("v1", "another"));
    PublicationFollower third = follower();

    await().atMost(SOON).until(() -> third.stopped().isPresent());
    assertEquals(1, third.stopped().get().sequence());
  }

  /** At the start all of it is compared, and what follows is opened. */
  @Test
  void aShortPageIsNotTheEndOfALogThatGoesOn() throws Exception {
    publish(1, 30);
    PublicationFollower first = follower();
    awaitOpened(1, 30);
    first.stop();
    publish(31, 60);
    calendar.pageLength = 1_000;

    PublicationFollower second = follower();

    awaitOpened(1, 60);
    await().until(() -> second.stopped().isEmpty());
    assertUp(second);
  }

  @Test
  void anEntryThatFillsAPageAloneIsOpenedAndTheNextAfterIt() {
    publish(1, 5);
    calendar.pageLength = 0;

    PublicationFollower follower = follower();

    awaitOpened(1, 5);
    assertEquals(0, follower.passedOver());
  }

  /** While a set is upgraded, a calendar of the version before may be asked. */
  @ParameterizedTest
  @ValueSource(longs = {99, 100, 101, 200, 250})
  void aCalendarThatTellsNoNextPageIsReadToItsEnd(long last) throws Exception {
    calendar.links = false;
    publish(1, last);
    PublicationFollower first = follower();
    awaitOpened(1, last);
    first.stop();

    PublicationFollower second = listening();

    await().until(() -> second.stopped().isEmpty());
    assertEquals(0, second.passedOver());
  }

  @Test
  void aLogTooLargeForOneAnswerIsReadInParts() {
    calendar.links = false;
    String many =
        IntStream.range(0, 20_000)
            .mapToObj(i -> "{\"type\":\"vintage\",\"id\":\"%036d\"}".formatted(i))
            .collect(joining(","));
    for (long sequence = 1; sequence <= 20; sequence++) {
      calendar.log.add(entry(sequence).replace("\"contents\":[", "\"contents\":[" + many + ","));
    }

    follower();

    await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> assertOpened(1, 20));
  }

  @Test
  void theLagCanBeScraped() throws IOException {
    publish(1, 2);
    follower();
    awaitOpened(1, 2);
    assertEquals(2, gauge("last.known"));
    assertEquals(2, gauge("last.applied"));
    assertTrue(gauge("log.silence") < 10);

    listens();
    calendar.goAway();
    hear(5, entry(5));

    await().atMost(SOON).until(() -> gauge("last.known") == 5);
    assertEquals(2, gauge("last.applied"));
    await().atMost(SOON).until(() -> gauge("log.silence") > 2);
  }

  private static void assertDown(PublicationFollower follower) {
    assertEquals(
        HealthCheckResponse.Status.DOWN, new PublicationHealth(follower).call().getStatus());
  }

  private static void assertUp(PublicationFollower follower) {
    assertEquals(HealthCheckResponse.Status.UP, new PublicationHealth(follower).call().getStatus());
  }

  private double passedOver(String cause) {
    return metrics.get("solieu.publication.passed.over").tag("cause", cause).counter().count();
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
  void aStatementThatFailsInAnyRoundIsTriedAgainInTheNext() {
    PublicationFollower follower = follower();
    await().atMost(SOON).until(() -> follower.stopped().isEmpty());
    sql.update("alter table publication_digest rename to publication_digest_away");
    try {
      // Compared with what was applied, once the log has been read.
      await()
          .atMost(SOON)
          .until(
              () -> {
                hear(1, entry(1));
                return follower.stopped().isPresent();
              });
    } finally {
      sql.update("alter table publication_digest_away rename to publication_digest");
    }

    publish(1, 1);

    awaitOpened(1, 1);
    assertUp(follower);
  }

  @Test
  void anOpenerThatFailsLeavesNothingBehindAndIsCalledAgain() {
    openerFails.set(true);
    publish(1, 1);
    PublicationFollower follower = follower();

    await().until(() -> follower.stopped().isPresent());
    assertOpened(1, 0);
    assertEquals(0, follower.lastApplied());

    openerFails.set(false);

    awaitOpened(1, 1);
  }

  @Test
  void aRecordThatIsNoEventOfTheLogIsPassedOverAndTold() {
    PublicationFollower follower = listening();
    producer.send(new ProducerRecord<>(kafka.onBroker(Publication.TOPIC), "?", "noise"));
    hear(2, "{");
    publish(2, 2);

    awaitOpened(1, 2);
    await().atMost(SOON).until(() -> follower.passedOver() == 2);
    assertDown(follower);
  }

  @ParameterizedTest
  @EnumSource(value = CalendarStandIn.Mood.class, names = "WELL", mode = EnumSource.Mode.EXCLUDE)
  void nothingOpensWhileTheCalendarTalksNonsense(CalendarStandIn.Mood mood) {
    calendar.mood = mood;
    publish(1, 2);
    follower();

    await().during(A_WHILE).atMost(SOON).untilAsserted(() -> assertOpened(1, 0));
    calendar.mood = CalendarStandIn.Mood.WELL;

    awaitOpened(1, 2);
  }

  /** It would be asked without end, and without a pause. */
  @Test
  void anEmptyPageThatTellsOfMoreStopsTheOpening() {
    calendar.mood = CalendarStandIn.Mood.ENDLESS;
    PublicationFollower follower = follower();

    await().atMost(SOON).until(() -> follower.stopped().isPresent());
    assertDown(follower);
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

  /** A follower that has opened the first publication and hears what Kafka tells from now on. */
  private PublicationFollower listening() {
    if (calendar.log.isEmpty()) {
      publish(1, 1);
    }
    PublicationFollower follower = follower();
    awaitOpened(1, calendar.log.size());
    listens();
    return follower;
  }

  private void listens() {
    double before = metrics.get(RECORDS).counter().count();
    await()
        .atMost(SOON)
        .until(
            () -> {
              hear(1, entry(1));
              return metrics.get(RECORDS).counter().count() >= before + followers.size();
            });
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
    contents.put(publication.sequence(), publication.contents().getFirst().id());
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
    producer.send(record(sequence, entry));
    producer.flush();
  }

  private ProducerRecord<String, String> record(long sequence, String entry) {
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
    return record;
  }

  private static String entry(long sequence) {
    return """
    {"sequence":%d,"releaseId":"release-%d","publishedAt":"2026-03-29T09:00:00+07:00",
     "recordedAt":"2026-03-29T09:00:00+07:00","origin":"live","late":false,"reconstructed":false,
     "contents":[{"type":"vintage","id":"v%d"}]}\
    """
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
