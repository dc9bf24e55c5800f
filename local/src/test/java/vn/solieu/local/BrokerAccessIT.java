package vn.solieu.local;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The packaged services over a broker with the access control that is deployed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokerAccessIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String PUBLICATIONS = "solieu.calendar.publication.v1";

  private final BrokerAccess access = new BrokerAccess();
  private EndToEndEnvironment province;

  @BeforeAll
  void start() throws Exception {
    province = new EndToEndEnvironment(access);
    province.loadDefinitions();
  }

  @AfterAll
  void stop() throws IOException {
    province.close();
  }

  @Test
  void theServicesTellEachOtherAllThatTheyHaveToTell() throws Exception {
    Office office = new Office(province);
    String vintage = office.acceptedVintage(2021);
    String release = office.confirmedRelease(Duration.ofSeconds(6));
    office.attach(release, vintage);

    await().atMost(PATIENCE).until(() -> office.shows(2021));
    for (Service service : List.of(Service.CALENDAR, Service.INDICATOR, Service.CATALOG)) {
      await().atMost(PATIENCE).until(() -> number(service, "where sent_at is null") == 0);
    }
    await().atMost(PATIENCE).until(() -> attachments(vintage) == 1);
  }

  @Test
  void aServiceWritesToNoTopicOfAnother() {
    for (String topic :
        List.of(PUBLICATIONS, "solieu.calendar.content.v1", "solieu.indicator.agency.v1")) {
      assertInstanceOf(
          TopicAuthorizationException.class, refused(access.of("catalog-service"), topic), topic);
    }
    assertInstanceOf(
        TopicAuthorizationException.class,
        refused(access.of("indicator-service"), "solieu.catalog.replay.calendar.release.v1"));
    assertInstanceOf(
        TopicAuthorizationException.class,
        refused(access.of("calendar-service"), "solieu.indicator.vintage.v1"));
  }

  @Test
  void aServiceReadsNothingThatItHasNoUseFor() {
    Map<String, Object> settings = new HashMap<>(access.of("catalog-service"));
    settings.put("bootstrap.servers", province.bootstrapServers());
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      var submissions = new TopicPartition("solieu.indicator.submission.v1", 0);
      consumer.assign(List.of(submissions));
      consumer.seekToBeginning(List.of(submissions));

      assertThrows(TopicAuthorizationException.class, () -> consumer.poll(PATIENCE));
    }
  }

  @Test
  void whoDoesNotSayWhoItIsDoesNothing() {
    assertInstanceOf(
        SaslAuthenticationException.class,
        refused(access.as("calendar-service", "guessed"), PUBLICATIONS));
    assertInstanceOf(TimeoutException.class, refused(Map.of(), PUBLICATIONS));
  }

  /** Why a record was not written. */
  private Throwable refused(Map<String, String> client, String topic) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put("bootstrap.servers", province.bootstrapServers());
    settings.put("max.block.ms", 5_000);
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      return assertThrows(
              ExecutionException.class,
              () -> producer.send(new ProducerRecord<>(topic, "forged", "{}")).get())
          .getCause();
    }
  }

  private long number(Service service, String condition) throws Exception {
    return count(service, "select count(*) from outbox " + condition);
  }

  private long attachments(String vintage) throws Exception {
    return count(
        Service.INDICATOR, "select count(*) from attachment where content = '" + vintage + "'");
  }

  private long count(Service service, String sql) throws Exception {
    try (Connection connection = province.database(service);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
