package vn.solieu.indicator.workingday;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.solieu.testing.EventContract;
import vn.solieu.testing.UseTestEnvironment;

@QuarkusTest
@UseTestEnvironment
class WorkingDayServiceTest {

  private static final String TYPE = "vn.solieu.calendar.working-days.changed.v1";
  private static final LocalDate HOLIDAY = LocalDate.of(2031, 1, 22);
  private static final LocalDate MAKE_UP_SATURDAY = LocalDate.of(2031, 2, 1);

  @Inject WorkingDayService known;
  @Inject ObjectMapper json;

  @ConfigProperty(name = "solieu.topic.prefix")
  String prefix;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String servers;

  /** The calendar makes its topic; here nobody else does. */
  @BeforeEach
  void theTopicIsThere() throws Exception {
    String topic = prefix + "solieu.calendar.working-days.v1";
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      if (!admin.listTopics().names().get().contains(topic)) {
        admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
      }
    }
  }

  @Test
  void theCalendarsDaysAreKnownAndAnOlderSnapshotChangesNothing() {
    tell(
        3,
        """
        {"year": 2031, "version": 3, "days": [
          {"day": "2031-01-22", "worked": false, "nameVi": "Tết", "status": "provisional"},
          {"day": "2031-02-01", "worked": true, "nameVi": "Làm bù", "status": "provisional"}]}
        """);
    await().atMost(Duration.ofSeconds(30)).until(() -> !known.current().isWorkingDay(HOLIDAY));
    assertTrue(known.current().isWorkingDay(MAKE_UP_SATURDAY));
    assertTrue(known.current().isWorkingDay(LocalDate.of(2031, 1, 23)));

    tell(2, "{\"year\": 2031, \"version\": 2, \"days\": []}");
    tell(1, "not a snapshot");
    tell(
        4,
        "{\"year\": 2031, \"version\": 4, \"days\": [{\"day\": \"2031-01-23\", \"worked\": false}]}");

    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> !known.current().isWorkingDay(LocalDate.of(2031, 1, 23)));
    assertTrue(known.current().isWorkingDay(HOLIDAY));
    assertFalse(known.current().isWorkingDay(MAKE_UP_SATURDAY));
    assertEquals(LocalDate.of(2031, 1, 24), known.current().next(HOLIDAY));
  }

  /** A key refuses it, however often it is given. */
  @Test
  void aYearThatNamesADayTwiceDoesNotHoldUpTheRest() {
    LocalDate holiday = LocalDate.of(2032, 1, 5);
    String day = "{\"day\": \"2032-01-05\", \"worked\": false}";

    tell(1, "{\"year\": 2032, \"version\": 1, \"days\": [%1$s, %1$s]}".formatted(day));
    tell(2, "{\"year\": 2032, \"version\": 2, \"days\": [%s]}".formatted(day));

    await().atMost(Duration.ofSeconds(30)).until(() -> !known.current().isWorkingDay(holiday));
  }

  @Test
  void theContractIsReadAlsoWhenItHasGrown() throws Exception {
    EventContract contract = EventContract.of(TYPE);
    var reader =
        json.readerFor(WorkingYear.class)
            .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    for (String sample : contract.samples()) {
      assertNotNull(reader.readValue(sample));
    }
    for (String sample : contract.samplesOfTomorrow()) {
      assertNotNull(reader.readValue(sample));
    }
  }

  private void tell(long version, String body) {
    try (var producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers),
            new StringSerializer(),
            new ByteArraySerializer())) {
      ProducerRecord<String, byte[]> event =
          new ProducerRecord<>(
              prefix + "solieu.calendar.working-days.v1", "2031", body.getBytes(UTF_8));
      Map.of(
              "ce_specversion", "1.0",
              "ce_id", UUID.randomUUID().toString(),
              "ce_source", "/solieu/calendar-service",
              "ce_type", TYPE,
              "ce_subject", "2031",
              "ce_time", "2030-11-06T02:00:00Z",
              "ce_subjectversion", String.valueOf(version))
          .forEach((name, value) -> event.headers().add(name, value.getBytes(UTF_8)));
      producer.send(event);
    }
  }
}
