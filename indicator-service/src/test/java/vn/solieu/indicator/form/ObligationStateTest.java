package vn.solieu.indicator.form;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObligationStateTest {

  @ParameterizedTest
  @CsvSource({
    "OPEN, true, false, SUBMITTED",
    "SUBMITTED, false, false, OPEN",
    "SUBMITTED, false, true, ACCEPTED",
    "ACCEPTED, true, true, SUBMITTED",
    "ACCEPTED, false, false, OPEN",
    "CANCELLED, true, true, CANCELLED"
  })
  void theStateFollowsFromTheSubmissions(
      ObligationState before, boolean waiting, boolean accepted, ObligationState after) {
    assertEquals(after, before.following(waiting, accepted));
  }
}
