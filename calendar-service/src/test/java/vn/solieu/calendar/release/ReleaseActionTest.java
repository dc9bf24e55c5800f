package vn.solieu.calendar.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReleaseActionTest {

  /** The whole life of a release: rows are states, columns actions, a dash is a refusal. */
  private static final String LIFE =
      """
                   CHANGE      ANNOUNCE    CONFIRM   POSTPONE  CANCEL    SEAL      REPORT    CONFIRM_REPORT AWAIT    FALL_DUE    PUBLISH   RECORD
      DRAFT        DRAFT       PROVISIONAL -         -         CANCELLED -         -         -              -        -           -         PUBLISHED
      PROVISIONAL  PROVISIONAL -           CONFIRMED -         CANCELLED -         -         -              -        PROVISIONAL -         -
      CONFIRMED    CONFIRMED   -           -         POSTPONED CANCELLED CONFIRMED CONFIRMED CONFIRMED      AWAITING CONFIRMED   PUBLISHED -
      POSTPONED    POSTPONED   -           -         POSTPONED CANCELLED POSTPONED POSTPONED POSTPONED      AWAITING POSTPONED   PUBLISHED -
      AWAITING     AWAITING    -           -         POSTPONED CANCELLED AWAITING  AWAITING  AWAITING       -        AWAITING    PUBLISHED -
      PUBLISHED    -           -           -         -         -         -         -         -              -        -           -         -
      CANCELLED    -           -           -         -         -         -         -         -              -        -           -         -
      """;

  @Test
  void theLifeOfAReleaseIsThisTable() {
    Map<ReleaseState, Map<ReleaseAction, String>> expected = new EnumMap<>(ReleaseState.class);
    String[] lines = LIFE.strip().split("\n");
    String[] actions = lines[0].strip().split(" +");
    for (String line : Arrays.copyOfRange(lines, 1, lines.length)) {
      String[] cells = line.strip().split(" +");
      Map<ReleaseAction, String> row = new EnumMap<>(ReleaseAction.class);
      for (int i = 0; i < actions.length; i++) {
        row.put(ReleaseAction.valueOf(actions[i]), cells[i + 1]);
      }
      row.put(ReleaseAction.PLAN, "-");
      expected.put(ReleaseState.valueOf(cells[0]), row);
    }

    Map<ReleaseState, Map<ReleaseAction, String>> actual =
        Arrays.stream(ReleaseState.values())
            .collect(
                Collectors.toMap(
                    state -> state,
                    state ->
                        Arrays.stream(ReleaseAction.values())
                            .collect(
                                Collectors.toMap(
                                    action -> action,
                                    action -> action.after(state).map(Enum::name).orElse("-")))));
    assertEquals(expected, actual);
  }

  @ParameterizedTest
  @EnumSource(ReleaseAction.class)
  void nothingHappensToWhatIsOver(ReleaseAction action) {
    assertTrue(action.after(ReleaseState.PUBLISHED).isEmpty());
    assertTrue(action.after(ReleaseState.CANCELLED).isEmpty());
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "CLOCK    | LIVE    | PLAN CHANGE ANNOUNCE CONFIRM POSTPONE CANCEL FALL_DUE SEAL PUBLISH",
        "EXTERNAL | LIVE    | PLAN CHANGE ANNOUNCE CONFIRM POSTPONE CANCEL FALL_DUE SEAL PUBLISH REPORT CONFIRM_REPORT AWAIT",
        "NONE     | LIVE    | PLAN CHANGE ANNOUNCE CONFIRM POSTPONE CANCEL FALL_DUE",
        "NONE     | ARCHIVE | PLAN CHANGE CANCEL RECORD",
      })
  void eachKindOfReleaseHasItsOwnActions(Trigger trigger, Origin origin, String actions) {
    EnumSet<ReleaseAction> suiting = EnumSet.noneOf(ReleaseAction.class);
    for (ReleaseAction action : ReleaseAction.values()) {
      if (action.suits(trigger, origin)) {
        suiting.add(action);
      }
    }

    assertEquals(
        Arrays.stream(actions.split(" "))
            .map(ReleaseAction::valueOf)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(ReleaseAction.class))),
        suiting);
  }

  /** Who is refused an act is told which ones there are. */
  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "DRAFT       | CLOCK    | LIVE    | It can be: changed (PUT, its instant too), announced (POST …/announce), cancelled (POST …/cancel).",
        "PROVISIONAL | CLOCK    | LIVE    | It can be: changed (PUT, its instant too), confirmed (POST …/confirm), cancelled (POST …/cancel).",
        "CONFIRMED   | CLOCK    | LIVE    | It can be: changed (PUT), postponed (POST …/postpone), cancelled (POST …/cancel), sealed (POST …/seal).",
        "AWAITING    | EXTERNAL | LIVE    | It can be: changed (PUT), postponed (POST …/postpone), cancelled (POST …/cancel), sealed (POST …/seal), reported as published elsewhere (POST …/external-publication), confirmed as published elsewhere (POST …/external-publication/confirm).",
        "CONFIRMED   | NONE     | LIVE    | It can be: changed (PUT), postponed (POST …/postpone), cancelled (POST …/cancel).",
        "DRAFT       | NONE     | ARCHIVE | It can be: changed (PUT, its instant too), cancelled (POST …/cancel), recorded as published (POST …/confirm).",
        "PUBLISHED   | CLOCK    | LIVE    | Plan another release (POST /v1/releases).",
        "CANCELLED   | NONE     | ARCHIVE | Plan another release (POST /v1/releases).",
      })
  void whatCanBeDoneIsTold(ReleaseState state, Trigger trigger, Origin origin, String told) {
    assertEquals(told, ReleaseAction.possible(state, trigger, origin).en());
  }

  @Test
  void whatCanBeDoneIsToldInVietnamese() {
    assertEquals(
        "Có thể: sửa (PUT, cả thời điểm), xác nhận (POST …/confirm), hủy (POST …/cancel).",
        ReleaseAction.possible(ReleaseState.PROVISIONAL, Trigger.CLOCK, Origin.LIVE).vi());
  }

  @Test
  void onlyAnAnnouncedInstantThatWasConfirmedBinds() {
    assertFalse(ReleaseState.PROVISIONAL.isBinding());
    assertTrue(ReleaseState.POSTPONED.isBinding());
  }
}
