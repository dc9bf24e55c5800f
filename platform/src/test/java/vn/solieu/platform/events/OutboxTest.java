package vn.solieu.platform.events;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionalException;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import vn.solieu.platform.sql.Sql;
import vn.solieu.testing.SharedTestEnvironment;
import vn.solieu.testing.UseTestEnvironment;

@QuarkusTest
@UseTestEnvironment
class OutboxTest {

  private static final String TYPE = "vn.solieu.test.thing.changed.v1";

  @Inject Outbox outbox;
  @Inject KafkaAccess kafka;
  @Inject Sql sql;
  @Inject DataSource source;

  @TestHTTPResource(value = "/metrics", management = true)
  URI scrape;

  private final String key = "thing-" + UUID.randomUUID();

  @Test
  void anEventTravelsAsACloudEventToItsTopic() {
    commit(event(1, Visibility.INTERNAL, Map.of("name", "Đồng Tháp")));

    var sent = awaitSent(Things.SNAPSHOT_TOPIC, 1).getFirst();

    assertEquals("{\"name\":\"Đồng Tháp\"}", sent.value());
    assertEquals("1.0", TopicContents.header(sent, "ce_specversion"));
    UUID.fromString(TopicContents.header(sent, "ce_id"));
    assertEquals("/solieu/test", TopicContents.header(sent, "ce_source"));
    assertEquals(TYPE, TopicContents.header(sent, "ce_type"));
    assertEquals(key, TopicContents.header(sent, "ce_subject"));
    assertEquals("1", TopicContents.header(sent, "ce_subjectversion"));
    assertEquals("urn:solieu:schema:" + TYPE, TopicContents.header(sent, "ce_dataschema"));
    assertEquals("application/json", TopicContents.header(sent, "content-type"));
    OffsetDateTime.parse(TopicContents.header(sent, "ce_time"));
  }

  @Test
  void aCopyThatStandsByLeavesTheConnectionsOfThePoolAsTheyWere() throws SQLException {
    // given: this service's own relay leads
    await()
        .until(
            () -> {
              try (var lead = OutboxLeaderLock.tryTake(source).orElse(null)) {
                return lead == null;
              }
            });

    try (Connection connection = source.getConnection()) {
      assertEquals(0, connection.getNetworkTimeout());
    }
  }

  @Test
  void aPublicEventGoesAlsoToThePublicTopicAndAnInternalOneDoesNot() {
    commit(event(1, Visibility.INTERNAL, Map.of("name", "in")));
    commit(event(2, Visibility.PUBLIC, Map.of("name", "out")));

    var own = awaitSent(Things.SNAPSHOT_TOPIC, 2);
    var open = awaitSent("solieu.public.v1", 1);

    assertEquals(List.of("2"), open.stream().map(OutboxTest::version).toList());
    assertEquals(
        TopicContents.header(own.getLast(), "ce_id"),
        TopicContents.header(open.getFirst(), "ce_id"));
  }

  @Test
  void anEventOfATransactionThatRollsBackIsNeverSent() {
    QuarkusTransaction.begin();
    outbox.append(event(1, Visibility.PUBLIC, Map.of("name", "never")));
    QuarkusTransaction.rollback();
    commit(event(2, Visibility.INTERNAL, Map.of("name", "later")));

    assertEquals("2", version(awaitSent(Things.SNAPSHOT_TOPIC, 1).getFirst()));
  }

  @Test
  void anEventIsAppendedInATransactionOrNotAtAll() {
    assertThrows(
        TransactionalException.class,
        () -> outbox.append(event(1, Visibility.INTERNAL, Map.of("name", "nowhere"))));
  }

  @Test
  void whatABrokerWouldRefuseIsRefusedAtTheAppend() {
    assertThrows(
        IllegalArgumentException.class,
        () -> commit(event(1, Visibility.INTERNAL, Map.of("name", "ữ".repeat(310_000)))));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            commit(
                new DomainEvent(
                    TYPE, "solieu.test.undeclared.v1", key, 1, Visibility.INTERNAL, Map.of())));
    assertThrows(
        IllegalArgumentException.class,
        () -> new DomainEvent("changed", Things.SNAPSHOT_TOPIC, key, 1, Visibility.PUBLIC, "x"));
    assertTrue(sql.list("select from outbox where key = ?", row -> true, key).isEmpty());
  }

  @Test
  void theServiceOutlivesTheLossOfTheRelaysSession() {
    sql.exists(
        """
        select pg_terminate_backend(pid) from pg_locks
        where locktype = 'advisory' and granted
          and database = (select oid from pg_database where datname = current_database())
        """);

    commit(event(1, Visibility.INTERNAL, Map.of("name", "after")));

    assertEquals(1, awaitSent(Things.SNAPSHOT_TOPIC, 1).size());
  }

  @Test
  void backlogAndDelayCanBeScraped() {
    commit(event(1, Visibility.INTERNAL, Map.of("name", "measured")));
    awaitSent(Things.SNAPSHOT_TOPIC, 1);

    String scraped = RestAssured.get(scrape).asString();

    for (String name :
        List.of(
            "solieu_outbox_pending",
            "solieu_outbox_oldest_seconds",
            "solieu_outbox_publish_seconds_count",
            "solieu_outbox_stopped_keys",
            "solieu_outbox_leading",
            "agroal_active_count")) {
      assertTrue(scraped.contains("\n" + name), name);
    }
  }

  private DomainEvent event(long version, Visibility visibility, Object data) {
    return new DomainEvent(TYPE, Things.SNAPSHOT_TOPIC, key, version, visibility, data);
  }

  private void commit(DomainEvent event) {
    QuarkusTransaction.requiringNew().run(() -> outbox.append(event));
  }

  private List<ConsumerRecord<String, String>> awaitSent(String topic, int count) {
    return await()
        .until(
            () ->
                TopicContents.of(
                        SharedTestEnvironment.announcement().bootstrapServers(),
                        kafka.onBroker(topic))
                    .stream()
                    .filter(record -> key.equals(record.key()))
                    .toList(),
            records -> records.size() >= count);
  }

  private static String version(ConsumerRecord<?, ?> record) {
    return TopicContents.header(record, "ce_subjectversion");
  }
}
