package vn.solieu.platform.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.solieu.platform.problem.FieldValidator;
import vn.solieu.platform.problem.Violations;

class TextNormalizerTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Đồng Tháp đẹp",
        "\u00D0ồng Tháp \u00F0ẹp",
        "\u0189ồng Tháp \u0256ẹp",
        "D\u0335ồng Tháp d\u0336ẹp",
        "D\u0337ồng Tha\u0301p d\u0335e\u0323p",
        "\u00A0Đồng\u00A0Tháp\u2009đẹp\u3000",
        "\uFEFFĐồng T\u00ADháp \u200Bđẹp",
      })
  void oneNameHasOneSpelling(String typed) {
    assertEquals("Đồng Tháp đẹp", TextNormalizer.of(typed));
  }

  /**
   * Spaces, soft hyphen, zero widths, Hangul fillers, empty Braille, selectors, tags, direction.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " \t\n",
        "\u200B \u00A0\uFEFF",
        "\u00AD",
        "\u2800",
        "\u3164",
        "\uFFA0\u115F\u1160",
        "\u200E\u202E\u2066",
        "\u034F\u180E\uFE0F",
        "\u2028\u2029\u3000",
        "\uDB40\uDC41\uDB40\uDD00"
      })
  void whatNobodySeesIsNoText(String invisible) {
    assertNull(TextNormalizer.of(invisible));
    Violations violations = new Violations();
    assertFalse(new FieldValidator(violations).required("reason", invisible));
    assertEquals(1, violations.total());
  }

  @ParameterizedTest
  @ValueSource(strings = {".", "0", "\u200B-", "\u2801", "\u1100", "😀", "ữ"})
  void whatIsSeenIsText(String seen) {
    assertNotNull(TextNormalizer.of(seen));
    assertTrue(new FieldValidator(new Violations()).required("reason", seen));
  }

  @Test
  void aLetterThatOnlyLooksAlikeInAnotherCaseStays() {
    assertEquals("Dung d\u0301", TextNormalizer.of("Dung d\u0301"));
  }
}
