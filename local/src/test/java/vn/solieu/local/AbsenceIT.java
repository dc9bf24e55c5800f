package vn.solieu.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A release keeps its instant, and only its instant, whoever is away, doubled or wrong about the
 * time.
 */
@ExtendWith(EndToEndEnvironment.Provider.class)
class AbsenceIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String PUBLICATIONS = "solieu.calendar.publication.v1";

  private final EndToEndEnvironment province;
  private final Office office;

  AbsenceIT(EndToEndEnvironment province) {
    this.province = province;
    this.office = new Office(province);
  }

  @BeforeAll
  static void definitions(EndToEndEnvironment province) throws Exception {
    province.loadDefinitions();
  }

  @Test
  void withoutKafkaAReleaseOpensWithinTwoSeconds() throws Exception {
    String vintage = office.acceptedVintage(2011);
    String release = office.confirmedRelease(Duration.ofSeconds(6));
    office.attach(release, vintage);
    province.killBroker();
    try {
      Instant instant = scheduledAt(release);
      Instant seen = awaitFigures(2011);

      assertFalse(seen.isBefore(instant));
      assertTrue(
          Duration.between(instant, seen).compareTo(Duration.ofSeconds(2)) < 0,
          "seen " + Duration.between(instant, seen) + " after the instant");
    } finally {
      province.startBroker();
    }
  }

  @Test
  void withoutTheCalendarNothingOpensAndAtItsReturnTheReleaseIsLate() throws Exception {
    String vintage = office.acceptedVintage(2012);
    String release = office.confirmedRelease(Duration.ofSeconds(4));
    office.attach(release, vintage);
    Instant instant = scheduledAt(release);

    province.stop(Service.CALENDAR);
    try {
      await().atMost(PATIENCE).until(() -> Instant.now().isAfter(instant.plusSeconds(3)));
      assertFalse(office.shows(2012));
    } finally {
      province.start(Service.CALENDAR);
    }

    awaitFigures(2012);
    JsonNode published = release(release);
    assertEquals("published", published.get("state").asText());
    assertTrue(published.get("late").asBoolean());
  }

  @Test
  void whatAStrangerWritesToThePublicationTopicOpensNothingAndHoldsUpNothing() throws Exception {
    String held = office.acceptedVintage(2015);
    office.attach(office.confirmedRelease(Duration.ofHours(1)), held);
    long last = province.stranger().get("/v1/status").json().get("sequence").asLong();
    try (var kafka = stranger()) {
      kafka.send(forged(last + 1, held));
      kafka.send(forged(Long.MAX_VALUE, held));
      kafka.send(new ProducerRecord<>(PUBLICATIONS, "?", "noise"));
    }
    try {
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  "degraded"
                      .equals(province.stranger().get("/v1/status").json().get("status").asText()));
      assertFalse(office.shows(2015));

      String vintage = office.acceptedVintage(2016);
      String release = office.confirmedRelease(Duration.ofSeconds(4));
      office.attach(release, vintage);
      Instant instant = scheduledAt(release);
      Instant seen = awaitFigures(2016);

      assertTrue(
          Duration.between(instant, seen).compareTo(Duration.ofSeconds(2)) < 0,
          "seen " + Duration.between(instant, seen) + " after the instant");
      assertFalse(office.shows(2015));
    } finally {
      // Somebody has looked: they are well again, and the topic is heard from now on.
      province.stop(Service.INDICATOR);
      province.stop(Service.CATALOG);
      province.start(Service.INDICATOR, Service.CATALOG);
    }
    await()
        .atMost(PATIENCE)
        .until(
            () -> "up".equals(province.stranger().get("/v1/status").json().get("status").asText()));
    assertFalse(office.shows(2015));
  }

  private KafkaProducer<String, String> stranger() {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", province.bootstrapServers()),
        new StringSerializer(),
        new StringSerializer());
  }

  private static ProducerRecord<String, String> forged(long sequence, String vintage) {
    ProducerRecord<String, String> record =
        new ProducerRecord<>(
            PUBLICATIONS,
            "forged",
            """
            {"sequence": %d, "releaseId": "forged", "publishedAt": "2020-01-01T00:00:00Z",
             "recordedAt": "2026-01-01T00:00:00Z", "origin": "archive", "late": false, "reconstructed": false,
             "contents": [{"type": "vintage", "id": "%s"}]}\
            """
                .formatted(sequence, vintage));
    Map.of(
            "ce_specversion", "1.0",
            "ce_id", UUID.randomUUID().toString(),
            "ce_source", "/solieu/calendar",
            "ce_type", "vn.solieu.calendar.publication.published.v1",
            "ce_subject", "forged",
            "ce_subjectversion", Long.toString(sequence))
        .forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
    return record;
  }

  @Test
  void twoCopiesOfEachServicePublishOpenAndTellOnce() throws Exception {
    try (var calendar = province.startCopy(Service.CALENDAR, Map.of());
        var indicator = province.startCopy(Service.INDICATOR, Map.of());
        var catalog = province.startCopy(Service.CATALOG, Map.of());
        Listener topic = Listener.on(province, "solieu.public.v1")) {
      String vintage = office.acceptedVintage(2013);
      String release = office.confirmedRelease(Duration.ofSeconds(4));
      office.attach(release, vintage);

      awaitFigures(2013);

      await().atMost(PATIENCE).until(() -> opened(topic, vintage) > 0);
      assertEquals(1, publications(release));
      assertEquals(1, opened(topic, vintage));
      String path = "/v1/indicators/example-rice/observations?from=2013&to=2013";
      Api stranger = province.stranger();
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  stranger
                      .at(indicator.address())
                      .get(path)
                      .body()
                      .equals(stranger.at(province.address(Service.INDICATOR)).get(path).body()));
    }
  }

  @Test
  void aCopyWhoseClockIsAnHourFastOpensNothingEarly() throws Exception {
    Map<String, String> fast = Map.of("solieu.clock.offset", "PT1H");
    try (var calendar = province.startCopy(Service.CALENDAR, fast);
        var indicator = province.startCopy(Service.INDICATOR, fast)) {
      String vintage = office.acceptedVintage(2014);
      String release = office.confirmedRelease(Duration.ofSeconds(5));
      office.attach(release, vintage);
      Instant instant = scheduledAt(release);
      Api fastReader = province.stranger().at(indicator.address());

      List<Instant> sightings = new ArrayList<>();
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(20))
          .until(
              () -> {
                boolean shown =
                    fastReader
                        .get("/v1/indicators/example-rice/observations?from=2014&to=2014")
                        .body()
                        .contains("120.4");
                if (shown) {
                  sightings.add(Instant.now());
                }
                return shown;
              });

      assertFalse(sightings.getFirst().isBefore(instant));
      assertFalse(release(release).get("late").asBoolean());
    }
  }

  /** When the public first saw figures of the year. */
  private Instant awaitFigures(int year) {
    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> office.shows(year));
    return Instant.now();
  }

  private Instant scheduledAt(String release) {
    return OffsetDateTime.parse(release(release).get("scheduledAt").asText()).toInstant();
  }

  private JsonNode release(String id) {
    return province.stranger().get("/v1/releases/" + id).expect(200).json();
  }

  private long publications(String release) {
    JsonNode log = province.stranger().get("/v1/publications?limit=1000").expect(200).json();
    return log.get("items").findValuesAsText("releaseId").stream().filter(release::equals).count();
  }

  private static long opened(Listener topic, String vintage) {
    return topic.with(vintage).stream()
        .filter(event -> event.type().equals("vn.solieu.indicator.vintage.opened.v1"))
        .map(Listener.Heard::id)
        .distinct()
        .count();
  }
}
