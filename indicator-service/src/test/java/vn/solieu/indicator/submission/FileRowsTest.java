package vn.solieu.indicator.submission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FileRowsTest {

  private final FileRows rows = new FileRows();

  @Test
  void rowsWithoutAGapAreOneRange() {
    IntStream.rangeClosed(2, 1_000_000).forEach(rows::add);

    assertEquals("{[2,1000000]}", rows.toString());
  }

  @Test
  void aGapEndsARange() {
    IntStream.of(2, 3, 5, 9, 10).forEach(rows::add);

    assertEquals("{[2,3],[5,5],[9,10]}", rows.toString());
    assertEquals("{}", new FileRows().toString());
  }

  @Test
  void aFileOfGapsStaysShort() {
    IntStream.range(1, 500_000).map(i -> 2 * i).forEach(rows::add);

    assertTrue(rows.toString().length() < 200_000);
    assertTrue(rows.toString().endsWith(",999998]}"));
  }
}
