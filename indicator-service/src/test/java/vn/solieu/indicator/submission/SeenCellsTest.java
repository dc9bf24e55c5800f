package vn.solieu.indicator.submission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.solieu.platform.time.Period;

class SeenCellsTest {

  private record Cell(int series, int period) {}

  @Test
  void aCellIsNewOnceInWhateverOrderCellsCome() {
    Random random = new Random(7);
    SeenCells seen = new SeenCells();
    Set<Cell> model = new HashSet<>();

    for (int i = 0; i < 200_000; i++) {
      Cell cell =
          new Cell(
              random.nextInt(300),
              Period.month(1990 + random.nextInt(40), 1 + random.nextInt(12)).code());
      assertEquals(model.add(cell), seen.add(cell.series, cell.period), cell::toString);
    }
  }

  @Test
  void periodsThatBeginTogetherAreDifferent() {
    SeenCells seen = new SeenCells();
    for (Period period :
        new Period[] {
          Period.month(2024, 1),
          Period.quarter(2024, 1),
          Period.halfYear(2024, 1),
          Period.nineMonths(2024),
          Period.year(2024)
        }) {
      assertTrue(seen.add(0, period.code()), period::format);
      assertFalse(seen.add(0, period.code()), period::format);
    }
  }
}
