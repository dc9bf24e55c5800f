package vn.solieu.testing;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventContractTest {

  private static final String PUBLISHED = "vn.solieu.calendar.publication.published.v1";

  private final EventContract contract = EventContract.of(PUBLISHED);

  @ParameterizedTest
  @MethodSource("vn.solieu.testing.EventContract#types")
  void everyContractKeepsTheRulesAndItsSamplesFit(String type) {
    assertDoesNotThrow(() -> EventContract.of(type));
  }

  @Test
  void aProducerIsHeldToTheSchema() {
    String sample = contract.samples().getFirst();

    assertDoesNotThrow(() -> contract.assertWritten(sample));
    assertThrows(
        AssertionError.class,
        () -> contract.assertWritten(sample.replace("\"releaseId\"", "\"release\"")));
    assertThrows(AssertionError.class, () -> contract.assertWritten(sample.replace("+07:00", "")));
    assertThrows(
        AssertionError.class,
        () ->
            contract.assertWritten(
                sample.replace("\"contents\"", "\"figures\":[1.5],\"contents\"")));
  }

  @Test
  void tomorrowsSamplesHaveUnknownMembersInEveryObject() {
    String tomorrow = contract.samplesOfTomorrow().getFirst();

    assertEquals(4, tomorrow.split("\"addedText\"", -1).length, tomorrow);
    assertTrue(tomorrow.contains("\"sequence\":41"), tomorrow);
  }

  @Test
  void aTypeWithoutAContractIsNamed() {
    var missing =
        assertThrows(AssertionError.class, () -> EventContract.of("vn.solieu.none.none.none.v1"));

    assertTrue(missing.getMessage().contains("vn.solieu.none.none.none.v1"));
  }
}
