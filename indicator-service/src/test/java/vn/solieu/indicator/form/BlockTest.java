package vn.solieu.indicator.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.solieu.indicator.observation.ValueType;
import vn.solieu.platform.time.Accumulation;
import vn.solieu.platform.time.Frequency;
import vn.solieu.platform.time.Period;

class BlockTest {

  @ParameterizedTest
  @CsvSource({
    "2026-03, month, 0, 2026-03",
    "2026-03, month, -1, 2026-02",
    "2026-01, month, -1, 2025-12",
    "2026-03, quarter, 0, 2026-Q1",
    "2026-05, quarter, 0, 2026-Q2",
    "2026-Q2, half-year, 0, 2026-S1",
    "2026-Q3, nine-months, 0, 2026-01-01/P9M",
    "2026-Q3, nine-months, -1, 2025-01-01/P9M",
    "2026-03, year, 0, 2026",
    "2026-03, year, -1, 2025",
    "2023-09-01/P1Y, year, -1, 2022-09-01/P1Y"
  })
  void thePeriodOfACellFollowsFromTheRounds(
      String round, String frequency, int offset, String period) {
    assertEquals(
        Optional.of(Period.parse(period)), block(frequency, offset).period(Period.parse(round)));
  }

  @Test
  void withoutAnOffsetAnyPeriodUpToTheRoundsIsTaken() {
    Block block = block("month", null);
    Period round = Period.parse("2026-Q1");
    assertTrue(block.takes(Period.parse("1995-07"), round));
    assertTrue(block.takes(Period.parse("2026-03"), round));
    assertFalse(block.takes(Period.parse("2026-04"), round));
    assertFalse(block.takes(Period.parse("2025-Q4"), round));
  }

  private static Block block(String frequency, @Nullable Integer offset) {
    return new Block(
        "m",
        null,
        null,
        Map.of(),
        ValueType.ACTUAL,
        "",
        Accumulation.PERIOD,
        Frequency.find(frequency).orElseThrow(),
        offset,
        null,
        false,
        Sign.ANY);
  }
}
