package vn.solieu.indicator.submission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;

class CheckTurnsTest {

  private static final long LONG = CheckTurns.SHORT + 1;

  private final CheckTurns turns = new CheckTurns(3, 2, Duration.ofMillis(20));

  @Test
  void anAgencyHasFewerChecksAtATimeThanThereAre() {
    turns.within(
        "one",
        LONG,
        () ->
            turns.within(
                "one",
                LONG,
                () -> {
                  assertEquals(ProblemType.TOO_MANY_REQUESTS, refused("one"));
                  return turns.within("another", LONG, () -> "done");
                }));
  }

  @Test
  void aShortBodyNeedsNoTurn() {
    String outcome =
        turns.within(
            "one",
            LONG,
            () ->
                turns.within(
                    "one", LONG, () -> turns.within("one", CheckTurns.SHORT, () -> "done")));

    assertEquals("done", outcome);
  }

  @Test
  void noMoreThanAllAreCheckedAtATime() {
    turns.within(
        "one",
        LONG,
        () ->
            turns.within(
                "one",
                LONG,
                () ->
                    turns.within(
                        "another",
                        LONG,
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
                  LONG,
                  () -> {
                    throw new IllegalStateException();
                  }));
      refusedInside("one");
    }
    assertEquals("done", turns.within("one", LONG, () -> "done"));
  }

  private void refusedInside(String agency) {
    turns.within(agency, LONG, () -> turns.within(agency, LONG, () -> refused(agency)));
  }

  private ProblemType refused(String agency) {
    return assertThrows(ProblemException.class, () -> turns.within(agency, LONG, () -> "done"))
        .type();
  }
}
