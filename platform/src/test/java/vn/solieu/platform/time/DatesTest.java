package vn.solieu.platform.time;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatesTest {

  @ParameterizedTest
  @CsvSource({
    "2026-02-30,  There is no such day.",
    "2026-13-01,  There is no such day.",
    "2025-02-29,  There is no such day.",
    "0000-01-01,  The year must be from 1 to 9999.",
    "-0001-01-01, The year must be from 1 to 9999.",
    "+10000-01-01,The year must be from 1 to 9999.",
    "2026-2-3,    Must be a day as 2026-11-03.",
    "03/11/2026,  Must be a day as 2026-11-03."
  })
  void itIsToldWhyATextIsNoDay(String text, String why) {
    assertEquals(Optional.empty(), Dates.find(text));
    assertEquals(why, Dates.fault(text).en());
  }

  @Test
  void aDayOfTheCalendarIsRead() {
    assertEquals(Optional.of(LocalDate.of(2024, 2, 29)), Dates.find("2024-02-29"));
  }
}
