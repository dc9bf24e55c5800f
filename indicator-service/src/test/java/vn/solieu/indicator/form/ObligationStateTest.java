package vn.solieu.indicator.form;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObligationStateTest {

  @ParameterizedTest
  @CsvSource({
    "OPEN, true, false, false, SUBMITTED",
    "SUBMITTED, false, false, false, OPEN",
    "SUBMITTED, false, false, true, OPEN",
    "SUBMITTED, false, true, false, ACCEPTED",
    "SUBMITTED, false, true, true, RETURNED",
    "ACCEPTED, true, true, false, SUBMITTED",
    "RETURNED, true, true, true, SUBMITTED",
    "ACCEPTED, false, false, true, OPEN",
    "CANCELLED, true, true, true, CANCELLED"
  })
  void theStateFollowsFromTheSubmissions(
      ObligationState before,
      boolean waiting,
      boolean accepted,
      boolean returned,
      ObligationState after) {
    assertEquals(after, before.following(waiting, accepted, returned));
  }
}
