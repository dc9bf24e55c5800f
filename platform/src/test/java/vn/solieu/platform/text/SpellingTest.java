package vn.solieu.platform.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpellingTest {

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
    assertEquals("Đồng Tháp đẹp", Spelling.of(typed));
    assertEquals("Đồng Tháp đẹp", Spelling.ofSearch(typed));
  }

  @Test
  void whatTakesNoPlaceIsNoName() {
    assertNull(Spelling.of("\u200B \u00A0\uFEFF"));
  }

  @Test
  void aLetterThatOnlyLooksAlikeInAnotherCaseStays() {
    assertEquals("Dung d\u0301", Spelling.of("Dung d\u0301"));
  }
}
