package vn.solieu.gateway.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two of each holder go on at a time. */
class TurnsTest {

  private final Turns<String> turns = new Turns<>(2);
  private final List<Integer> gone = new ArrayList<>();

  @Test
  void whoFindsNoRoomFollowsInTheOrderOfComing() {
    for (int i = 1; i <= 4; i++) {
      enter("a", i);
    }
    assertEquals(List.of(1, 2), gone);

    turns.leave("a");
    assertEquals(List.of(1, 2, 3), gone);
    turns.leave("a");
    turns.leave("a");
    turns.leave("a");

    enter("a", 5);
    enter("a", 6);
    enter("a", 7);
    assertEquals(List.of(1, 2, 3, 4, 5, 6), gone);
  }

  @Test
  void nobodyWaitsForAnother() {
    enter("a", 1);
    enter("a", 2);
    enter("b", 3);

    assertEquals(List.of(1, 2, 3), gone);
  }

  @Test
  void whoGivesUpIsPassedOver() {
    enter("a", 1);
    enter("a", 2);
    Runnable impatient = () -> gone.add(3);
    turns.enter("a", impatient);
    enter("a", 4);

    turns.giveUp("a", impatient);
    turns.leave("a");

    assertEquals(List.of(1, 2, 4), gone);
  }

  private void enter(String holder, int number) {
    turns.enter(holder, () -> gone.add(number));
  }
}
