package vn.solieu.indicator.submission;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubmissionStateTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "REFUSED|",
        "RECEIVED|ACCEPTED RETURNED WITHDRAWN",
        "ACCEPTED|RETURNED",
        "RETURNED|",
        "WITHDRAWN|"
      })
  void whatMayBecomeOfASubmission(SubmissionState state, String next) {
    Set<String> allowed = next == null ? Set.of() : Set.of(next.split(" "));
    assertEquals(
        allowed,
        EnumSet.allOf(SubmissionState.class).stream()
            .filter(state::mayBecome)
            .map(Enum::name)
            .collect(Collectors.toSet()));
  }
}
