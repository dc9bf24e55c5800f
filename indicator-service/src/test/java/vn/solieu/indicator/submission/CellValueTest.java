package vn.solieu.indicator.submission;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.solieu.indicator.form.DecimalSeparator;

class CellValueTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
      value = {
        "12,5|null|12.5|value",
        "-|null|0|nil",
        "…|null|null|not-collected",
        "...|null|null|not-collected",
        "x|null|null|not-applicable",
        "null|null|null|not-reported",
        "null|not-collected|null|not-collected",
        "null|nil|0|nil",
        "0,0|nil|0|nil",
        "-|nil|0|nil",
        "0,04|below-unit|0.04|below-unit",
        "null|below-unit|null|below-unit"
      })
  void valueAndStateMakeOneThing(String text, String state, String number, String stored) {
    assertEquals(
        Optional.of(new CellValue(number, stored)),
        CellValue.of(text, state, DecimalSeparator.COMMA));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
      value = {"5|nil", "5|not-collected", "-|value", "x|nil", "null|value"})
  void whatContradictsItselfIsNothing(String text, String state) {
    assertEquals(Optional.empty(), CellValue.of(text, state, DecimalSeparator.COMMA));
  }
}
