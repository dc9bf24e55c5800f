package vn.solieu.platform.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;

class SearchTextTest {

  @Test
  void whoTypesNothingLooksForNothing() {
    assertNull(SearchText.parse("q", null));
    assertNull(SearchText.parse("q", ""));
  }

  @Test
  void oneNameHasOneSpelling() {
    assertEquals("Đồng Tháp 2", SearchText.parse("q", " \u00D0ồng\u00A0 Tha\u0301p\u200B 2 "));
    assertEquals("%a", SearchText.parse("q", "%a"));
  }

  @ParameterizedTest
  @FieldSource("vn.solieu.testing.SearchTerms#NOTHING")
  void thereHasToBeSomethingToLookFor(String typed) {
    refused(typed, "letter-or-digit");
  }

  @Test
  void itIsBounded() {
    refused("x".repeat(SearchText.LONGEST + 1), "length");
    refused("x\u0007", "length");
  }

  private static void refused(String typed, String rule) {
    ProblemException refused =
        assertThrows(ProblemException.class, () -> SearchText.parse("q", typed));

    assertEquals(ProblemType.INVALID_PARAMETER, refused.type());
    assertEquals("?q", refused.violations().getFirst().pointer());
    assertEquals(rule, refused.violations().getFirst().rule());
  }
}
