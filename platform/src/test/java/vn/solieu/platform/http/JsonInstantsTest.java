package vn.solieu.platform.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.solieu.testing.UseTestEnvironment;

/** Of the mapper that writes and reads all answers, bodies and events. */
@QuarkusTest
@UseTestEnvironment
class JsonInstantsTest {

  record Told(@Nullable OffsetDateTime recordedAt) {}

  record Kept(Instant at) {}

  @Inject ObjectMapper json;

  @Test
  void anInstantHasOneFormHoweverItCameOutOfTheDatabase() throws JsonProcessingException {
    String form = "2026-03-29T08:00:00.123456+07:00";

    assertEquals(
        "{\"recordedAt\":\"" + form + "\"}",
        json.writeValueAsString(new Told(OffsetDateTime.parse("2026-03-29T01:00:00.123456Z"))));
    assertEquals(
        "{\"recordedAt\":\"" + form + "\"}",
        json.writeValueAsString(
            new Told(OffsetDateTime.parse("2026-03-29T03:00:00.1234569+02:00"))));
    assertEquals(
        "{\"at\":\"" + form + "\"}",
        json.writeValueAsString(new Kept(Instant.parse("2026-03-29T01:00:00.123456789Z"))));
    assertEquals(
        "{\"recordedAt\":\"2026-03-29T08:00:00+07:00\"}",
        json.writeValueAsString(new Told(OffsetDateTime.parse("2026-03-29T01:00Z"))));
  }

  @Test
  void anInstantThatIsTakenInIsNeverRoundedUp() throws JsonProcessingException {
    assertEquals(
        new Told(OffsetDateTime.parse("2026-03-29T23:59:59.999999+07:00")),
        json.readValue("{\"recordedAt\":\"2026-03-29T23:59:59.999999999+07:00\"}", Told.class));
    assertEquals(new Told(null), json.readValue("{\"recordedAt\":null}", Told.class));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1774746000", "\"2026-03-29\"", "\"\"", "\"+10000-01-01T00:00:00Z\"", "[]"})
  void whatIsNoInstantIsNotTaken(String value) {
    assertThrows(
        MismatchedInputException.class,
        () -> json.readValue("{\"recordedAt\":" + value + "}", Told.class));
  }
}
