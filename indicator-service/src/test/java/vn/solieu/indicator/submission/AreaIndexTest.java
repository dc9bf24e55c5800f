package vn.solieu.indicator.submission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.solieu.indicator.submission.AreaIndex.Answer;
import vn.solieu.indicator.submission.AreaIndex.Unit;

/**
 * Đồng Tháp: code 82 was Tiền Giang until 2025-06-30 and is the new Đồng Tháp since; 87 is retired.
 */
class AreaIndexTest {

  private static final LocalDate MERGER = LocalDate.of(2025, 7, 1);
  private static final YearMonth BEFORE = YearMonth.of(2025, 6);
  private static final YearMonth AFTER = YearMonth.of(2025, 7);

  private final AreaIndex areas = new AreaIndex();

  @BeforeEach
  void fill() {
    areas.add(1, "VN", null, null, null, null);
    areas.add(2, "P82A", "82", 1, null, MERGER.minusDays(1));
    areas.add(3, "P87A", "87", 1, null, MERGER.minusDays(1));
    areas.add(4, "P82B", "82", 1, MERGER, null);
    areas.add(5, "C1", "28001", 4, MERGER, LocalDate.of(2026, 4, 29));
    areas.add(5, "C1", "28001", 4, LocalDate.of(2026, 4, 30), null);
    areas.add(6, "D1", "816", 2, null, MERGER.minusDays(1));
    areas.addSuccession(2, 4, MERGER);
    areas.addSuccession(3, 4, MERGER);
  }

  @Test
  void aCodeMeansTheUnitThatHoldsItAtThePeriodsEnd() {
    assertEquals("P82A", found("82", BEFORE));
    assertEquals("P82B", found("82", AFTER));
    assertEquals("P82A", found("P82A", BEFORE));
  }

  @Test
  void aUnitThatIsGoneIsToldWithWhatTookItOver() {
    Answer answer = areas.find("87", AFTER);
    var gone = assertInstanceOf(Answer.NotInPeriod.class, answer);
    assertEquals("P87A", gone.unit().id());
    assertEquals(List.of("P82B"), gone.instead().stream().map(Unit::id).toList());
    assertInstanceOf(Answer.NotInPeriod.class, areas.find("P82B", BEFORE));
    assertInstanceOf(Answer.NotInPeriod.class, areas.find("D1", AFTER));
  }

  @Test
  void whatNobodyEverHeldIsUnknown() {
    assertInstanceOf(Answer.Unknown.class, areas.find("99", AFTER));
    assertInstanceOf(Answer.Unknown.class, areas.find("P99", AFTER));
  }

  @Test
  void aFactThatBeginsInTheMiddleOfAMonthHoldsAtItsEnd() {
    assertEquals("C1", found("C1", YearMonth.of(2026, 4)));
    assertEquals("C1", found("28001", YearMonth.of(2026, 5)));
  }

  @Test
  void partsAreThoseOfTheDay() {
    assertEquals(Set.of(2, 3), areas.childrenOf("VN", BEFORE));
    assertEquals(Set.of(4), areas.childrenOf("VN", AFTER));
    assertEquals(Set.of(5), areas.childrenOf("P82B", AFTER));
    assertEquals(Set.of(), areas.childrenOf("nowhere", AFTER));
  }

  private String found(String idOrCode, YearMonth end) {
    return assertInstanceOf(Answer.Found.class, areas.find(idOrCode, end)).unit().id();
  }
}
