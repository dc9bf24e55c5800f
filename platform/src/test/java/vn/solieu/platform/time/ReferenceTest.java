package vn.solieu.platform.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Domain(Periods.class)
class ReferenceTest {

  @Property
  void aCanonicalNameIsItsOwnCanonicalName(@ForAll Reference reference) {
    assertEquals(reference.canonical(), reference.canonical().canonical());
  }

  @Property
  void allNamesOfAFactShareOneCanonicalName(@ForAll Reference reference) {
    for (Reference alias : reference.aliases()) {
      assertEquals(reference.canonical(), alias.canonical());
    }
    assertFalse(reference.aliases().contains(reference.canonical()));
  }

  @Property
  void everyNameIsFoundAmongTheNamesOfItsFact(@ForAll Reference reference) {
    Reference canonical = reference.canonical();
    assertEquals(!reference.equals(canonical), canonical.aliases().contains(reference));
  }

  @Property
  void namesOfOneFactEndOnOneDay(@ForAll Reference reference) {
    for (Reference alias : reference.aliases()) {
      assertEquals(reference.canonical().period().lastDay(), alias.period().lastDay());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03, 2026-Q1",
    "2026-Q1, 2026-Q1",
    "2026-06, 2026-S1",
    "2026-Q2, 2026-S1",
    "2026-S1, 2026-S1",
    "2026-09, 2026-01-01/P9M",
    "2026-Q3, 2026-01-01/P9M",
    "2026-12, 2026",
    "2026-Q4, 2026",
    "2026-S2, 2026",
    "2026,    2026",
  })
  void yearToDateAtTheEndOfAQuarterIsTheWholePeriod(String yearToDate, String whole) {
    assertEquals(
        new Reference(Period.parse(whole), Accumulation.PERIOD),
        new Reference(Period.parse(yearToDate), Accumulation.YEAR_TO_DATE).canonical());
  }

  @ParameterizedTest
  @CsvSource({
    "2026-05,        year-to-date",
    "2026-Q3,        period",
    "2026-12,        season-to-date",
    "2026-12,        since-inception",
    "2023-09-01/P1Y, year-to-date",
  })
  void everyOtherReferenceHasASingleName(String period, String accumulation) {
    Reference reference =
        new Reference(Period.parse(period), Accumulation.find(accumulation).orElseThrow());

    assertEquals(reference, reference.canonical());
    assertEquals(List.of(), reference.aliases());
  }

  @ParameterizedTest
  @CsvSource({
    "2026-Q1,        2026-03 2026-Q1",
    "2026-S1,        2026-06 2026-Q2 2026-S1",
    "2026-01-01/P9M, 2026-09 2026-Q3 2026-01-01/P9M",
    "2026,           2026-12 2026-Q4 2026-S2 2026",
  })
  void theMonthIsTheFirstAlias(String whole, String aliases) {
    assertEquals(
        Arrays.stream(aliases.split(" "))
            .map(alias -> new Reference(Period.parse(alias), Accumulation.YEAR_TO_DATE))
            .toList(),
        new Reference(Period.parse(whole), Accumulation.PERIOD).aliases());
  }
}
