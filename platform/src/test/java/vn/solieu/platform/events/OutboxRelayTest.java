package vn.solieu.platform.events;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.solieu.embedded.Component;
import vn.solieu.embedded.EmbeddedProcess;
import vn.solieu.embedded.EnvironmentSpec;
import vn.solieu.platform.sql.SqlFailure;
import vn.solieu.testing.SharedTestEnvironment;

class OutboxRelayTest {

  private static final Topic THINGS =
      new Topic("solieu.test.thing.v1", Topic.Cleanup.AFTER_90_DAYS, 3);
  private static final Topic SNAPSHOTS =
      new Topic("solieu.test.snapshot.v1", Topic.Cleanup.COMPACT, 1);

  private final String prefix = "relay-" + UUID.randomUUID() + ".";
  private final FreshDatabase database = new FreshDatabase();
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final List<OutboxRelay> relays = new ArrayList<>();

  @AfterEach
  void stopRelays() throws InterruptedException {
    for (OutboxRelay relay : relays) {
      relay.stop();
    }
  }

  @Test
  void aMarkLostAfterTheAcknowledgementSendsTwiceAndLosesNothing() {
    // given: the session that marks the first row dies while it does
    database.update("create sequence marks");
    database.update(
        """
        create function die() returns trigger language plpgsql as $$
        begin
          if nextval('marks') = 1 then
            perform pg_terminate_backend(pg_backend_pid());
            perform pg_sleep(1);
          end if;
          return new;
        end $$
        """);
    database.update(
        "create trigger die before update on outbox for each row execute function die()");
    append("a", 1);
    append("a", 2);
    append("b", 1);

    relay(broker());

    awaitAllSent();
    assertEquals(List.of(1L, 1L, 2L), versions(broker()).get("a"));
    assertEquals(List.of(1L), versions(broker()).get("b"));
  }

  @Test
  void aCrashOfTheDatabaseLosesNoEventAndKeepsTheOrderOfEveryKey(@TempDir Path directory)
      throws Exception {
    try (EmbeddedProcess server =
        SharedTestEnvironment.ownEnvironment(
            EnvironmentSpec.in(directory)
                .withParts(Component.DATABASE)
                .withDatabases("crashing"))) {
      FreshDatabase crashing = new FreshDatabase(server.start(), "crashing");
      OutboxRelay relay = relay(crashing, broker());
      crashing.append(THINGS.name(), "a", 1, "{}");
      crashing.append(THINGS.name(), "a", 2, "{}");
      crashing.append(THINGS.name(), "b", 1, "{}");
      relay.poke();
      await().until(() -> crashing.unsent() == 0);

      crashing.crash();

      await()
          .ignoreExceptions()
          .until(
              () -> {
                crashing.append(THINGS.name(), "a", 3, "{}");
                return true;
              });
      await().until(() -> crashing.unsent() == 0);
      Map<String, List<Long>> sent = versions(broker());
      assertEquals(List.of(1L, 2L, 3L), sent.get("a").stream().distinct().toList());
      assertEquals(3L, sent.get("a").getLast());
      assertEquals(List.of(1L), sent.get("b").stream().distinct().toList());
      relay.stop();
    }
  }

  @Test
  void twoRelaysThatLoseTheLeadInTurnLoseNothingAndKeepTheOrderOfEveryKey() throws Exception {
    int keys = 10;
    int versions = 30;
    relay(broker());
    relay(broker());

    try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int key = 0; key < keys; key++) {
        String name = "key-" + key;
        writers.submit(
            () -> LongStream.rangeClosed(1, versions).forEach(version -> append(name, version)));
      }
      for (int loss = 0; loss < 5; loss++) {
        await().until(database::endTheLead);
      }
    }

    awaitAllSent();
    Map<String, List<Long>> sent = versions(broker());
    assertEquals(keys, sent.size());
    // Each loss repeats at most one event of each key, and then the newest of each once more: the
    // two never sent at the same time.
    long records = sent.values().stream().mapToLong(List::size).sum();
    assertTrue(records <= keys * versions + 10 * keys, records + " records");
    sent.forEach(
        (key, all) ->
            assertEquals(
                LongStream.rangeClosed(1, versions).boxed().toList(),
                all.stream().distinct().toList(),
                key));
  }

  @Test
  void whatAFormerLeaderSendsLateIsNotTheLastOfItsKey() throws Exception {
    // given: a leader that stands still with what it has read, while another takes over
    OutboxRelay frozen = newRelay(database, broker());
    database.append(SNAPSHOTS.name(), "a", 1, "{}");
    database.append(SNAPSHOTS.name(), "b", 1, "{}");
    OutboxLeaderLock lead = OutboxLeaderLock.tryTake(database.source).orElseThrow();
    List<OutboxRow> read = lead.unsent(10, List.of());
    assertTrue(database.endTheLead());
    relay(broker());
    database.append(SNAPSHOTS.name(), "a", 2, "{}");
    awaitAllSent();
    assertEquals(List.of(1L, 2L), versions(broker(), SNAPSHOTS).get("a"));

    // when: it wakes, sends, and finds that it leads no more
    assertThrows(SqlFailure.class, () -> frozen.sendWave(lead, read));
    assertEquals(List.of(1L, 2L, 1L), versions(broker(), SNAPSHOTS).get("a"));
    frozen.start();

    // then
    await().until(() -> versions(broker(), SNAPSHOTS).get("a").getLast() == 2L);
    assertEquals(1L, versions(broker(), SNAPSHOTS).get("b").getLast());
  }

  /** All that may be sent at once were 450 MB. */
  @Test
  void ofLongEventsThatWaitAFewAreReadAtATimeAndAllAreSent() throws Exception {
    String document = "\"" + "x".repeat(Outbox.MOST_BYTES - 2) + "\"";
    for (int i = 0; i < 20; i++) {
      database.append(SNAPSHOTS.name(), "k" + i, 1, document);
    }

    try (OutboxLeaderLock lead = OutboxLeaderLock.tryTake(database.source).orElseThrow()) {
      int bytes =
          lead.unsent(500, List.of()).stream().mapToInt(row -> row.payload().length()).sum();
      assertTrue(bytes >= Outbox.MOST_BYTES, bytes + " bytes");
      assertTrue(bytes <= OutboxLeaderLock.MOST_BYTES + Outbox.MOST_BYTES, bytes + " bytes");
    }
    relay(broker());

    awaitAllSent();
    assertEquals(20, versions(broker(), SNAPSHOTS).size());
  }

  @Test
  void theOtherCopyTakesOverWithinASecondOfTheLossOfTheLead() throws Exception {
    OutboxRelay first = relay(broker());
    append("a", 1);
    awaitAllSent();
    relay(broker());

    first.stop();
    append("a", 2);

    await().atMost(Duration.ofMillis(1500)).until(() -> database.unsent() == 0);
    assertEquals(List.of(1L, 2L), versions(broker()).get("a"));
  }

  @Test
  void kafkaMayComeLateAndGoAwayWithoutLossAndInOrder(@TempDir Path directory) throws Exception {
    try (EmbeddedProcess broker =
        SharedTestEnvironment.ownEnvironment(
            EnvironmentSpec.in(directory).withParts(Component.BROKER))) {
      String servers = broker.start().bootstrapServers();
      broker.kill();
      // given: no broker at the start
      OutboxRelay relay = relay(servers);
      append("a", 1);
      append("b", 1);
      append("a", 2);
      await().until(() -> metrics.get("solieu.outbox.pending").gauge().value() == 3);

      broker.start();

      awaitAllSent();
      // and: it dies between two events
      broker.kill();
      append("a", 3);
      append("b", 2);
      relay.poke();
      append("a", 4);
      broker.start();

      awaitAllSent();
      Map<String, List<Long>> sent = versions(servers);
      assertEquals(List.of(1L, 2L, 3L, 4L), sent.get("a").stream().distinct().toList());
      assertEquals(List.of(1L, 2L), sent.get("b").stream().distinct().toList());

      // and: it is away at the end
      broker.kill();
      append("a", 5);
      relay.poke();
      assertTimeout(Duration.ofSeconds(6), () -> relay.stop());
      assertEquals(1, database.unsent());
    }
  }

  @Test
  void anEventThatTheBrokerRefusesStopsItsKeyAloneAndIsAlerted() {
    database.append(THINGS.name(), "refused", 1, "\"" + "x".repeat(1_100_000) + "\"");
    append("refused", 2);
    append("other", 1);
    OutboxRelay relay = relay(broker());

    await().until(() -> database.unsent() == 2);
    append("other", 2);
    relay.poke();

    await().until(() -> database.unsent() == 2);
    assertEquals(List.of(1L, 2L), versions(broker()).get("other"));
    assertFalse(versions(broker()).containsKey("refused"));
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> metrics.get("solieu.outbox.stopped.keys").gauge().value() == 1);

    // when: it is put right by hand
    database.update(
        "update outbox set payload = '{}' where key = 'refused' and subject_version = 1");

    awaitAllSent();
    assertEquals(List.of(1L, 2L), versions(broker()).get("refused"));
    await().until(() -> metrics.get("solieu.outbox.stopped.keys").gauge().value() == 0);
  }

  @Test
  void aTopicThatCannotTakeAnythingStopsNoOther() throws Exception {
    relay(broker());
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker()))) {
      // given: a topic that takes nothing, and its events in front
      await()
          .ignoreExceptions()
          .until(() -> setting(admin, SNAPSHOTS.name(), "cleanup.policy") != null);
      longestMessage(admin, "1");
      for (int key = 0; key < 3; key++) {
        database.append(SNAPSHOTS.name(), "stuck-" + key, 1, "{}");
        database.append(SNAPSHOTS.name(), "stuck-" + key, 2, "{}");
      }
      append("other", 1);

      await().until(() -> List.of(1L).equals(versions(broker()).get("other")));
      await().until(() -> database.unsent() == 6);

      longestMessage(admin, "1000000");
      awaitAllSent();
    }
  }

  private void longestMessage(Admin admin, String bytes) throws Exception {
    var topic = new ConfigResource(ConfigResource.Type.TOPIC, prefix + SNAPSHOTS.name());
    var change =
        new AlterConfigOp(new ConfigEntry("max.message.bytes", bytes), AlterConfigOp.OpType.SET);
    admin.incrementalAlterConfigs(Map.of(topic, List.of(change))).all().get();
    // The controller has it now; the broker a moment later.
    await().until(() -> bytes.equals(setting(admin, SNAPSHOTS.name(), "max.message.bytes")));
  }

  @Test
  void topicsAreMadeAsDeclaredBeforeAnythingIsSent() throws Exception {
    relay(broker());

    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker()))) {
      await()
          .ignoreExceptions()
          .until(
              () ->
                  admin.describeTopics(List.of(prefix + SNAPSHOTS.name())).allTopicNames().get()
                      != null);
      var topics =
          admin
              .describeTopics(List.of(prefix + THINGS.name(), prefix + "solieu.public.v1"))
              .allTopicNames()
              .get();
      assertEquals(3, topics.get(prefix + THINGS.name()).partitions().size());
      assertEquals(1, topics.get(prefix + "solieu.public.v1").partitions().size());
      assertEquals("compact", setting(admin, SNAPSHOTS.name(), "cleanup.policy"));
      assertEquals("7776000000", setting(admin, THINGS.name(), "retention.ms"));
      assertEquals("-1", setting(admin, "solieu.public.v1", "retention.ms"));
      assertEquals("-1", setting(admin, "solieu.public.v1", "retention.bytes"));
      assertEquals(
          "7776000000", setting(admin, "solieu.relay-test.dead-letter.v1", "retention.ms"));
    }
  }

  @Test
  void whatWasSentAWeekAgoIsForgottenAndWhatWaitsIsNot() {
    append("old", 1);
    append("recent", 1);
    database.update("update outbox set sent_at = now() - interval '8 days' where key = 'old'");
    database.update("update outbox set sent_at = now() - interval '6 days' where key = 'recent'");
    append("waiting", 1);
    database.update(
        "update outbox set appended_at = now() - interval '30 days' where key = 'waiting'");

    relay(broker());

    await().until(() -> database.count("select count(*) from outbox where key = 'old'") == 0);
    awaitAllSent();
    assertEquals(2, database.count("select count(*) from outbox"));
    assertTrue(versions(broker()).containsKey("waiting"));
  }

  @Test
  void theDelayFromAppendToAcknowledgementIsMeasured() {
    relay(broker());
    append("a", 1);
    awaitAllSent();

    await().until(() -> metrics.get("solieu.outbox.publish").timer().count() == 1);
    assertTrue(metrics.get("solieu.outbox.publish").timer().totalTime(TimeUnit.SECONDS) < 30);
  }

  private OutboxRelay relay(String servers) {
    return relay(database, servers);
  }

  private OutboxRelay relay(FreshDatabase database, String servers) {
    OutboxRelay relay = newRelay(database, servers);
    relay.start();
    return relay;
  }

  private OutboxRelay newRelay(FreshDatabase database, String servers) {
    var kafka = new KafkaAccess(Map.of("bootstrap.servers", servers), Optional.of(prefix));
    var topics =
        new Topics(List.of(THINGS, SNAPSHOTS), kafka, "relay-test", ConfigProvider.getConfig());
    var relay = new OutboxRelay(database.source, kafka, topics, metrics);
    relays.add(relay);
    return relay;
  }

  private void append(String key, long version) {
    database.append(THINGS.name(), key, version, "{}");
  }

  private void awaitAllSent() {
    await().atMost(Duration.ofSeconds(40)).until(() -> database.unsent() == 0);
  }

  private Map<String, List<Long>> versions(String servers) {
    return versions(servers, THINGS);
  }

  private Map<String, List<Long>> versions(String servers, Topic topic) {
    return TopicContents.of(servers, prefix + topic.name()).stream()
        .collect(
            groupingBy(
                record -> record.key(),
                mapping(
                    record -> Long.valueOf(TopicContents.header(record, "ce_subjectversion")),
                    toList())));
  }

  private String setting(Admin admin, String topic, String name) throws Exception {
    var resource = new ConfigResource(ConfigResource.Type.TOPIC, prefix + topic);
    return admin.describeConfigs(List.of(resource)).all().get().get(resource).get(name).value();
  }

  private static String broker() {
    return SharedTestEnvironment.announcement().bootstrapServers();
  }
}
