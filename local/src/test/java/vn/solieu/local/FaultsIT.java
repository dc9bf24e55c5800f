package vn.solieu.local;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.solieu.local.Listener.Heard;

/**
 * SIGKILL at every point where work could be lost or done twice. The services have no hooks for it:
 * the point is held from outside by a lock of the database.
 */
@ExtendWith(EndToEndEnvironment.Provider.class)
class FaultsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final EndToEndEnvironment province;
  private final Office office;

  FaultsIT(EndToEndEnvironment province) {
    this.province = province;
    this.office = new Office(province);
  }

  @BeforeAll
  static void definitions(EndToEndEnvironment province) throws Exception {
    province.loadDefinitions();
  }

  @Test
  void aPushThatIsKilledAfterCopyAndBeforeCommitLeavesNothingAndSucceedsWhenSentAgain()
      throws Exception {
    String obligation = office.issue(2001);
    String key = UUID.randomUUID().toString();
    CompletableFuture<Api.Answer> push;
    try (Frozen keys = Frozen.writesTo(province.database(Service.INDICATOR), "idempotency_key")) {
      push =
          CompletableFuture.supplyAsync(() -> office.push(obligation, Office.figures(2001), key));
      keys.awaitVictim();
      province.kill(Service.INDICATOR);
      keys.cutOffVictims();
    }
    assertFalse(isAcknowledged(push));
    province.start(Service.INDICATOR);
    assertEquals(List.of(), submissions(obligation));

    assertEquals(201, office.push(obligation, Office.figures(2001), key).status());

    assertEquals(1, submissions(obligation).size());
  }

  @Test
  void anAcknowledgedPushIsToldAfterAKillBeforeTheRelayAndAfterAKillBeforeTheMark()
      throws Exception {
    String obligation = office.issue(2002);
    province.kill(Service.INDICATOR);
    String submission;
    Frozen lead = Frozen.relayLead(province.database(Service.INDICATOR));
    try (lead) {
      province.start(Service.INDICATOR);
      submission =
          office.push(obligation, Office.figures(2002)).expect(201).json().get("id").asText();
      province.kill(Service.INDICATOR); // after the commit, before the relay
    }
    try (Listener topic = Listener.on(province, "solieu.indicator.submission.v1")) {
      assertEquals(List.of(), topic.with(submission));

      try (Frozen mark = Frozen.writesTo(province.database(Service.INDICATOR), "outbox")) {
        province.startUnready(Service.INDICATOR);
        await().atMost(PATIENCE).until(() -> topic.with(submission).size() == 1);
        mark.awaitVictim();
        province.kill(Service.INDICATOR); // after the acknowledgement, before the mark
        mark.cutOffVictims();
      }
      province.start(Service.INDICATOR);

      await().atMost(PATIENCE).until(() -> topic.with(submission).size() == 2);
      List<Heard> events = topic.with(submission);
      assertEquals(events.getFirst(), events.getLast());
    }
    assertEquals(1, submissions(obligation).size());
  }

  @Test
  void anEffectThatIsKilledBeforeItsOffsetHappensOnce() throws Exception {
    String vintage = office.acceptedVintage(2003);
    String release = office.archiveRelease(Instant.parse("2004-06-29T02:00:00Z"));

    office.attachToArchive(release, vintage);
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> attachments(vintage) == 1);
    province.kill(Service.INDICATOR);

    assertTrue(lag("indicator-service", "solieu.calendar.content.v1") > 0);
    province.start(Service.INDICATOR);
    await()
        .atMost(PATIENCE)
        .until(() -> lag("indicator-service", "solieu.calendar.content.v1") == 0);
    assertEquals(1, attachments(vintage));
  }

  @Test
  void aPublicationThatIsKilledBeforeAnyServiceOpenedItIsOpenedOnceAndInOrder() throws Exception {
    String first = office.archiveRelease(Instant.parse("2005-06-29T02:00:00Z"));
    office.attachToArchive(first, office.acceptedVintage(2004));
    String second = office.archiveRelease(Instant.parse("2006-06-29T02:00:00Z"));
    office.attachToArchive(second, office.acceptedVintage(2005));
    try (Frozen indicator =
            Frozen.rowOf(province.database(Service.INDICATOR), "publication_position");
        Frozen catalog = Frozen.rowOf(province.database(Service.CATALOG), "publication_position")) {
      office.record(first);
      office.record(second);
      indicator.awaitVictim();
      catalog.awaitVictim();
      province.kill(Service.CALENDAR, Service.INDICATOR, Service.CATALOG);
      indicator.cutOffVictims();
      catalog.cutOffVictims();
    }
    province.start(Service.CALENDAR, Service.INDICATOR, Service.CATALOG);

    await().atMost(PATIENCE).until(() -> office.shows(2004) && office.shows(2005));
    for (Service service : List.of(Service.INDICATOR, Service.CATALOG)) {
      await().atMost(PATIENCE).until(() -> lastApplied(service) == lastPublished());
    }
    assertEquals(List.of(first, second), opened(first, second));
  }

  private static boolean isAcknowledged(CompletableFuture<Api.Answer> push) {
    try {
      return push.join().status() < 300;
    } catch (CompletionException e) {
      assertTrue(e.getCause() instanceof UncheckedIOException);
      return false;
    }
  }

  private List<String> submissions(String obligation) {
    JsonNode items =
        office
            .appraiser()
            .get("/v1/submissions?obligation=" + obligation)
            .expect(200)
            .json()
            .get("items");
    return items.findValuesAsText("id");
  }

  private long attachments(String vintage) throws Exception {
    return number(Service.INDICATOR, "select count(*) from attachment where content = ?", vintage);
  }

  private long lastApplied(Service service) throws Exception {
    return number(service, "select last_applied from publication_position");
  }

  private long lastPublished() throws Exception {
    return number(Service.CALENDAR, "select last_sequence from publication_counter");
  }

  /** Those of the releases that the indicator service opened, in its order. */
  private List<String> opened(String... releases) throws Exception {
    try (Connection connection = province.database(Service.INDICATOR);
        PreparedStatement select =
            connection.prepareStatement(
                "select release_id from publication_applied where release_id = any (?) order by sequence")) {
      select.setArray(1, connection.createArrayOf("text", releases));
      List<String> opened = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          opened.add(rows.getString(1));
        }
      }
      return opened;
    }
  }

  private long number(Service service, String sql, String... parameters) throws Exception {
    try (Connection connection = province.database(service);
        PreparedStatement select = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        select.setString(i + 1, parameters[i]);
      }
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** Records of a topic that a group has not committed. */
  private long lag(String group, String topic) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", province.bootstrapServers()))) {
      Map<TopicPartition, OffsetAndMetadata> committed =
          admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
      List<TopicPartition> partitions =
          admin
              .describeTopics(List.of(topic))
              .allTopicNames()
              .get()
              .get(topic)
              .partitions()
              .stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
      partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
      var ends = admin.listOffsets(latest).all().get();
      long behind = 0;
      for (TopicPartition partition : partitions) {
        OffsetAndMetadata done = committed.get(partition);
        behind += ends.get(partition).offset() - (done == null ? 0 : done.offset());
      }
      return behind;
    }
  }
}
