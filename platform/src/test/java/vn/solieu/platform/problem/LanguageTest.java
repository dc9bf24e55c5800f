package vn.solieu.platform.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          -                        | VI
          ''                       | VI
          *                        | VI
          fr                       | VI
          en                       | EN
          en-US                    | EN
          'vi-VN, en;q=0.9'        | VI
          'vi;q=0.4, en;q=0.9'     | EN
          'fr, en;q=0.1'           | EN
          'en;q=0'                 | VI
          '---'                    | VI
          """,
      delimiter = '|')
  void itIsWhatIsPreferredAndElseVietnamese(@Nullable String acceptLanguage, Language expected) {
    assertEquals(expected, Language.negotiate(acceptLanguage));
  }
}
