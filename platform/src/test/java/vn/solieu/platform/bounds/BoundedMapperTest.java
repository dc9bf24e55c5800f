package vn.solieu.platform.bounds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What events, stored documents and other services' answers are read by. */
class BoundedMapperTest {

  record Price(BigDecimal amount, long version) {}

  private final ObjectMapper json = new ObjectMapper();

  BoundedMapperTest() {
    new BoundedMapper().customize(json);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"amount\":1E+5000000}",
        "{\"amount\":\"1E+5000000\"}",
        "{\"amount\":1E+99999999999}",
        "{\"version\":1E+5000000}",
        "{\"amount\":{\"a\":1E+5000000}}",
      })
  void anEnormousNumberIsNotRead(String text) {
    JsonProcessingException refused =
        assertThrows(JsonProcessingException.class, () -> json.readValue(text, Price.class));

    assertTrue(refused.getMessage().length() < 1_000, refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"150000", "1.5E+5", "\"150000\""})
  void aNumberIsRead(String number) throws JsonProcessingException {
    Price price = json.readValue("{\"amount\":" + number + "}", Price.class);

    assertEquals(0, new BigDecimal("150000").compareTo(price.amount()));
  }

  static Stream<Arguments> beyond() {
    return Stream.of(
        Arguments.of("depth", "[".repeat(Bounds.DEPTH + 1) + "]".repeat(Bounds.DEPTH + 1)),
        Arguments.of("number", "1".repeat(Bounds.NUMBER_CHARACTERS + 1)),
        Arguments.of("text", "\"" + "x".repeat(Bounds.TEXT_CHARACTERS + 1) + "\""),
        Arguments.of("name", "{\"" + "x".repeat(Bounds.NAME_CHARACTERS + 1) + "\":1}"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("beyond")
  void whatIsTooDeepOrTooLongIsNotRead(String bound, String beyond) {
    assertThrows(
        JsonProcessingException.class, () -> json.copy().readValue(beyond, JsonNode.class));
  }

  /** The digits are counted without writing the number out, and must be the same. */
  @Property
  void digitsAreThoseOfTheNumberWrittenOut(
      @ForAll BigInteger unscaled, @ForAll @IntRange(min = -60, max = 60) int scale) {
    BigDecimal number = new BigDecimal(unscaled, scale);
    String plain = number.toPlainString().replace("-", "").replace(".", "");
    boolean isZeroBeforeTheExponent = number.signum() == 0 && scale < 0;

    if (!isZeroBeforeTheExponent) {
      assertEquals(plain.length() <= Bounds.DIGITS, Bounds.holds(number), plain);
    }
  }

  @Test
  void aZeroWithAnEnormousExponentIsBeyondThemToo() {
    assertFalse(Bounds.holds(new BigDecimal("0E+5000000")));
    assertFalse(Bounds.holds(new BigDecimal("0E-5000000")));
    assertTrue(Bounds.holds(new BigDecimal("0")));
  }

  @Test
  void aTextIsShownCutBetweenCharacters() {
    assertEquals("x", Bounds.shown("x"));
    assertEquals("x".repeat(59) + "…", Bounds.shown("x".repeat(59) + "😀".repeat(10)));
  }
}
