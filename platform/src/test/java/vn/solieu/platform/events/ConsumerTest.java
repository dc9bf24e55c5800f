package vn.solieu.platform.events;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.solieu.platform.security.Roles;
import vn.solieu.platform.sql.Sql;
import vn.solieu.testing.SharedTestEnvironment;
import vn.solieu.testing.Tokens;
import vn.solieu.testing.UseTestEnvironment;

@QuarkusTest
@UseTestEnvironment
class ConsumerTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  @Inject KafkaAccess kafka;
  @Inject Sql sql;
  @Inject MeterRegistry metrics;
  @Inject DeadLetters letters;
  @Inject Things.DeedChannel channel;

  private final String a = "a-" + UUID.randomUUID();
  private final String b = "b-" + UUID.randomUUID();
  private KafkaProducer<String, String> producer;

  @BeforeEach
  void connect() {
    producer =
        new KafkaProducer<>(
            kafka.settings(Set.of("bootstrap.servers")),
            new StringSerializer(),
            new StringSerializer());
  }

  @AfterEach
  void close() {
    producer.close();
    channel.mend(false);
    sql.update("drop trigger if exists fail on deed");
  }

  @Test
  void aSnapshotTopicReadTwiceGivesTheSameState() {
    for (int reading = 0; reading < 2; reading++) {
      snapshot(a, 1, "first");
      snapshot(a, 3, "third");
      snapshot(a, 2, "second");
      snapshot(b, 1, "only, and said \\\"more\\\" about");
    }
    String last = "z-" + UUID.randomUUID();
    snapshot(last, 1, "the end");

    // The topic has several partitions: each key's last record has been read when its state is
    // there.
    awaitThings(Map.of(a, "3 third", b, "1 only, and said \"more\" about", last, "1 the end"));
    await()
        .during(Duration.ofSeconds(1))
        .atMost(SOON)
        .untilAsserted(() -> assertEquals("3 third", thing(a)));
  }

  @Test
  void anEventThatIsDeliveredTwiceTakesEffectOnce() {
    String id = UUID.randomUUID().toString();
    deed(id, a, "one");
    deed(id, a, "one");
    deed(UUID.randomUUID().toString(), a, "two");

    awaitDeeds(a, "one", "two");
  }

  @Test
  void whatCannotBeReadGoesToTheDeadLettersAndWhatFollowsIsTaken() {
    double before = unreadable();
    deed(UUID.randomUUID().toString(), a, "one");
    producer.send(new ProducerRecord<>(kafka.onBroker(Things.PROCESS_TOPIC), a, "{\"what\":"));
    send(Things.PROCESS_TOPIC, UUID.randomUUID().toString(), a, 1, "{\"what\":");
    send(Things.PROCESS_TOPIC, "not-an-id", a, 1, "{\"what\":\"no\"}");
    deed(UUID.randomUUID().toString(), a, "two");

    awaitDeeds(a, "one", "two");
    var dead = awaitDeadLetters(3);
    assertEquals("{\"what\":", dead.getFirst().value());
    assertEquals(
        kafka.onBroker(Things.PROCESS_TOPIC),
        TopicContents.header(dead.getFirst(), "dead-letter-topic"));
    assertTrue(unreadable() >= before + 3);
  }

  /** JSON all the same: one of them would hold up all that follows, for good. */
  @Test
  void whatCannotBeKeptGoesToTheDeadLettersAndWhatFollowsIsTaken() {
    double before = unreadable();
    deed(UUID.randomUUID().toString(), a, "one");
    deed(UUID.randomUUID().toString(), a, "\\u0000");
    deed(UUID.randomUUID().toString(), a, "half of a pair: \\ud800");
    send(Things.PROCESS_TOPIC, UUID.randomUUID().toString(), a, 1, "{\"what\":null}");
    send(
        Things.PROCESS_TOPIC,
        UUID.randomUUID().toString(),
        a,
        1,
        "{\"what\":\"no\",\"\\u0000\":1}");
    deed(UUID.randomUUID().toString(), a, "two");

    awaitDeeds(a, "one", "two");
    awaitDeadLetters(4);
    assertTrue(unreadable() >= before + 4);
  }

  @Test
  void aDeadLetterIsReplayedAndTakesEffectOnceWhenItCanBeRead() {
    // given: an event that this version cannot read
    String id = UUID.randomUUID().toString();
    String body = "{\"what\":{\"later\":\"two\"}}";
    deed(UUID.randomUUID().toString(), a, "one");
    send(Things.PROCESS_TOPIC, id, a, 1, body);
    deed(UUID.randomUUID().toString(), a, "three");
    awaitDeeds(a, "one", "three");
    awaitDeadLetters(1);

    // when: it is replayed before the mend, it comes back
    double before = unreadable();
    assertTrue(letters.replay().replayed() >= 1);
    awaitDeadLetters(2);
    assertTrue(unreadable() > before);

    // when: it is replayed after the mend, it is taken
    channel.mend(true);
    assertTrue(letters.replay().replayed() >= 1);
    awaitDeeds(a, "one", "three", "{\"later\":\"two\"}");

    // and: a replay that broke off moves it again, to no effect
    String replay = "solieu.platform-test.replay.test.deed.v1";
    send(replay, id, a, 1, body);
    send(replay, UUID.randomUUID().toString(), a, 1, "{\"what\":\"four\"}");
    awaitDeeds(a, "one", "three", "{\"later\":\"two\"}", "four");
    awaitDeadLetters(2);
  }

  @Test
  void onlyTheAdministratorReplays() {
    String path = "/operations/dead-letters/replay";
    given().post(path).then().statusCode(401);
    given()
        .auth()
        .oauth2(Tokens.of(Roles.STATISTICIAN, "thong-ke-tinh"))
        .post(path)
        .then()
        .statusCode(403);
    given()
        .auth()
        .oauth2(Tokens.of(Roles.ADMIN, "thong-ke-tinh"))
        .post(path)
        .then()
        .statusCode(200)
        .body("left", equalTo(0));
  }

  @Test
  void whatMerelyFailsIsTriedAgainAndKeepsItsPlace() {
    // given: the effect fails three times, with nothing of it left behind
    sql.update("create sequence if not exists failures");
    sql.update("alter sequence failures restart");
    sql.update(
        """
        create or replace function fail() returns trigger language plpgsql as $$
        begin
          if nextval('failures') <= 3 then
            raise exception 'not now';
          end if;
          return new;
        end $$
        """);
    sql.update("create trigger fail before insert on deed for each row execute function fail()");

    deed(UUID.randomUUID().toString(), a, "one");
    deed(UUID.randomUUID().toString(), a, "two");
    deed(UUID.randomUUID().toString(), a, "three");

    awaitDeeds(a, "one", "two", "three");
  }

  @Test
  void eventsOfAKeyTakeEffectInTheirOrder() {
    String[] numbers = new String[200];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Integer.toString(i);
      deed(UUID.randomUUID().toString(), a, numbers[i]);
      deed(UUID.randomUUID().toString(), b, numbers[i]);
    }

    awaitDeeds(a, numbers);
    awaitDeeds(b, numbers);
  }

  private void snapshot(String key, long version, String name) {
    send(
        Things.SNAPSHOT_TOPIC,
        UUID.randomUUID().toString(),
        key,
        version,
        "{\"name\":\"%s\",\"added\":{\"later\":1}}".formatted(name));
  }

  private void deed(String id, String key, String what) {
    send(Things.PROCESS_TOPIC, id, key, 1, "{\"what\":\"%s\"}".formatted(what));
  }

  private void send(String topic, String id, String key, long version, String value) {
    var record = new ProducerRecord<>(kafka.onBroker(topic), key, value);
    Map.of(
            "ce_id",
            id,
            "ce_type",
            "vn.solieu.test.thing.changed.v1",
            "ce_subject",
            key,
            "ce_subjectversion",
            Long.toString(version))
        .forEach((name, it) -> record.headers().add(name, it.getBytes(StandardCharsets.UTF_8)));
    producer.send(record);
  }

  private void awaitThings(Map<String, String> expected) {
    await()
        .atMost(SOON)
        .untilAsserted(() -> expected.forEach((key, state) -> assertEquals(state, thing(key))));
  }

  private String thing(String key) {
    return sql.first(
            "select version || ' ' || name from thing where id = ?", it -> it.getString(1), key)
        .orElse("none");
  }

  private void awaitDeeds(String key, String... expected) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertEquals(
                    List.of(expected),
                    sql.list(
                        "select what from deed where thing = ? order by ordinal",
                        row -> row.getString(1),
                        key)));
  }

  private List<ConsumerRecord<String, String>> awaitDeadLetters(int many) {
    return await()
        .atMost(SOON)
        .until(
            () ->
                TopicContents.of(
                        SharedTestEnvironment.announcement().bootstrapServers(),
                        kafka.onBroker("solieu.platform-test.dead-letter.v1"))
                    .stream()
                    .filter(record -> a.equals(record.key()))
                    .toList(),
            found -> found.size() == many);
  }

  private double unreadable() {
    return metrics.find("solieu.events.unreadable").counters().stream()
        .mapToDouble(counter -> counter.count())
        .sum();
  }
}
