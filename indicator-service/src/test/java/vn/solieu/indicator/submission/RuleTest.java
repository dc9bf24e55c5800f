package vn.solieu.indicator.submission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.solieu.platform.problem.Text;

class RuleTest {

  @Test
  void noNumberIsGivenTwice() {
    assertEquals(
        Rule.values().length, Arrays.stream(Rule.values()).map(Rule::id).distinct().count());
  }

  @ParameterizedTest
  @EnumSource
  void everyRuleHasANumberASourceAndBothTexts(Rule rule) {
    Text text = rule.message("một", "hai", "ba", "bốn");
    assertTrue(rule.id().matches("V[0-9]{2}"));
    assertFalse(rule.source().act().isBlank());
    assertFalse(text.vi().isBlank());
    assertFalse(text.en().isBlank());
    if (rule != Rule.LAYOUT) {
      assertFalse(text.vi().equals(text.en()));
    }
  }
}
