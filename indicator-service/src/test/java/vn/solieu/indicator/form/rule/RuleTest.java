package vn.solieu.indicator.form.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.solieu.platform.problem.LocalizedText;

class RuleTest {

  @Test
  void noNumberIsGivenTwice() {
    assertEquals(rules().count(), rules().map(ValidationRule::id).distinct().count());
  }

  @Test
  void aTextIsWrittenAsItsLanguageWritesIt() {
    LocalizedText text =
        Change.KIND
            .finding()
            .message(
                new BigDecimal("1234.50"),
                new BigDecimal("-0.5"),
                new BigDecimal("1240"),
                new BigDecimal("0.1"),
                LocalizedText.of("của kỳ trước", "in the previous period"));

    assertEquals(
        "Giá trị 1234,50 thay đổi -0,5 % so với 1240 của kỳ trước (ngưỡng 0,1 %); cần giải trình.",
        text.vi());
    assertEquals(
        "The value 1234.50 changes by -0.5 % from 1240 in the previous period (threshold 0.1 %); a"
            + " justification is needed.",
        text.en());
  }

  @ParameterizedTest
  @MethodSource("rules")
  void everyRuleHasANumberASourceAndBothTexts(ValidationRule rule) {
    LocalizedText text = rule.message("một", "hai", "ba", "bốn", "năm");
    assertTrue(rule.id().matches("V[0-9]{2}"));
    assertFalse(rule.source().act().isBlank());
    assertFalse(text.vi().isBlank());
    assertFalse(text.en().isBlank());
    if (rule != Rule.LAYOUT && rule != Rule.ENCODING) {
      assertFalse(text.vi().equals(text.en()));
    }
  }

  private static Stream<ValidationRule> rules() {
    return Stream.concat(
        Arrays.stream(Rule.values()), FormRuleKinds.ALL.stream().map(FormRuleKind::finding));
  }
}
