package vn.solieu.indicator.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static vn.solieu.indicator.form.DecimalSeparator.COMMA;
import static vn.solieu.indicator.form.DecimalSeparator.POINT;

import java.math.BigDecimal;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.solieu.indicator.form.DecimalSeparator.Readings;

class DecimalSeparatorTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|0",
        "-7|-7",
        "12,50|12.50",
        "1234,5|1234.5",
        "1.234,5|1234.5",
        "-1.234.567|-1234567",
        "1.234.567,89|1234567.89",
        "007|007"
      })
  void aDecimalCommaIsReadWithItsGroups(String text, String number) {
    assertEquals(number, COMMA.read(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"12.50|12.50", "1,234.5|1234.5", "1,234,567|1234567", "1.234|1.234"})
  void aDecimalPointIsReadWithItsGroups(String text, String number) {
    assertEquals(number, POINT.read(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        ",5",
        "5,",
        "1,2,3",
        "12.50",
        "1.2345,6",
        "0.123",
        "1.23.456",
        "+5",
        "1e3",
        "NaN",
        "１２",
        "1 234",
        "--1",
        "1,234.5",
        "."
      })
  void whatIsNoNumberOfTheFormatIsRefused(String text) {
    assertNull(COMMA.read(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"1.234|1234|1,234", "-12.500|-12500|-12,500"})
  void whatCouldBeTwoNumbersIsRefusedWithBothReadings(
      String text, String thousands, String decimals) {
    assertNull(COMMA.read(text));
    assertEquals(Optional.of(new Readings(thousands, decimals)), COMMA.ambiguity(text));
    assertEquals(Optional.empty(), COMMA.ambiguity("12.50"));
  }

  @Property
  void whatIsWrittenPlainlyIsReadAsItIs(
      @ForAll @Scale(6) @BigRange(min = "-1e30", max = "1e30") BigDecimal figure) {
    String plain = figure.toPlainString();
    assertEquals(plain, POINT.read(plain));
    assertEquals(plain, COMMA.read(plain.replace('.', ',')));
  }
}
