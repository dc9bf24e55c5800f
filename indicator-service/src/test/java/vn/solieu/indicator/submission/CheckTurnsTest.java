package vn.solieu.indicator.submission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;

class CheckTurnsTest {

  private final CheckTurns turns = new CheckTurns(3, 2, Duration.ofMillis(20));

  @Test
  void anAgencyHasFewerChecksAtATimeThanThereAre() {
    turns.within(
        "one",
        () ->
            turns.within(
                "one",
                () -> {
                  assertEquals(ProblemType.TOO_MANY_REQUESTS, refused("one"));
                  return turns.within("another", () -> "done");
                }));
  }

  @Test
  void noMoreThanAllAreCheckedAtATime() {
    turns.within(
        "one",
        () ->
            turns.within(
                "one",
                () ->
                    turns.within(
                        "another",
                        () -> {
                          assertEquals(ProblemType.UNAVAILABLE, refused("a third"));
                          return "done";
                        })));
  }

  @Test
  void whatHasEndedOrFailedHoldsNoTurn() {
    for (int i = 0; i < 5; i++) {
      assertThrows(
          IllegalStateException.class,
          () ->
              turns.within(
                  "one",
                  () -> {
                    throw new IllegalStateException();
                  }));
      refusedInside("one");
    }
    assertEquals("done", turns.within("one", () -> "done"));
  }

  private void refusedInside(String agency) {
    turns.within(agency, () -> turns.within(agency, () -> refused(agency)));
  }

  private ProblemType refused(String agency) {
    return assertThrows(ProblemException.class, () -> turns.within(agency, () -> "done")).type();
  }
}
